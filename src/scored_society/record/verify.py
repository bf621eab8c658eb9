"""Whether a run folder is what its manifest says: a neighbourhood must come out of the inputs again."""

from __future__ import annotations

import secrets

import polars as pl

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.base.errors import UserError, mistake
from scored_society.record.manifest import file_hash
from scored_society.record.panel import panel_frame
from scored_society.record.replay import LivedAgain, Replay
from scored_society.record.run import Run
from scored_society.record.sample import panel_neighbourhoods
from scored_society.week.state import SEAT


def verify(run: Run, neighbourhood: int | None = None) -> int:
    """Live a neighbourhood again, from nothing but the manifest's inputs, and compare.

    Its people must be those of the panel, year by year, and its seats those of the stored state. Of an unfinished run
    everything up to the last checkpoint is compared.

    Parameters
    ----------
    run : a run, finished or not.
    neighbourhood : which one; a random one, if not given: of the panel, so that the whole way is compared. Nobody can
        know which one will be asked for.

    Returns
    -------
    int
        The neighbourhood that was lived again.

    Raises
    ------
    UserError
        If it does not come out the same: the folder was altered, or made by another version.
    """
    manifest = run.manifest
    for name, wanted in manifest["tables"].items():
        if file_hash(run.path / f"{name}.parquet") != wanted:
            raise mistake(
                f"{run.path / name}.parquet is not the one that this run wrote: its hash is not the manifest's"
            )
    sampled = panel_neighbourhoods(int(manifest["seed"]), int(manifest["neighbourhoods"])).tolist()
    number = neighbourhood if neighbourhood is not None else secrets.choice(sampled)
    replay, weeks = Replay(run), run.lived_weeks()
    expected = run.panel.filter(pl.col("neighbourhood") == number)
    lived: LivedAgain | None = None
    for lived in replay.neighbourhood(number, weeks):
        if (lived.week + 1) % WEEKS_PER_YEAR == 0 and number in sampled:
            columns = replay.columns(number, lived)
            found = panel_frame(lived.week, columns, manifest["regions"], manifest["groups"])
            if not found.equals(expected.filter(pl.col("week") == lived.week)):
                raise _altered(run, number, lived.week)
    if lived is not None and _stored(run, number, len(lived.state)) != (lived.state.tobytes(), lived.memory.tobytes()):
        raise _altered(run, number, lived.week)
    return number


def _stored(run: Run, number: int, seats: int) -> tuple[bytes, bytes]:
    """Return the stored state and memory of a neighbourhood; nothing where nothing is stored."""
    stored, width = run.state(), seats * SEAT.itemsize
    if not stored:
        return b"", b""
    return stored["state"][number * width : (number + 1) * width].tobytes(), stored["memory"][number].tobytes()


def _altered(run: Run, number: int, week: int) -> UserError:
    return mistake(
        f"{run.path} does not come out of its own inputs: neighbourhood {number} differs in week {week}",
        allowed="only a run as this version of scored made it, with nothing altered",
    )
