"""Starting a run, going on with one, and forking one."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path

from scored_society.base import units
from scored_society.base.calendar import WEEKS_PER_YEAR, day_of, week_of
from scored_society.base.errors import mistake
from scored_society.decision.code import Code
from scored_society.decision.read import Decision, GivenDecision, read_decision
from scored_society.policy.load import load_policy
from scored_society.record.decided import code_of
from scored_society.record.engine import Engine, Progress
from scored_society.record.folder import create_folder, open_run
from scored_society.record.manifest import Assumed, Manifest, Scheduled, hash_of
from scored_society.record.run import DECISION, POLICY, SOCIETY, Run
from scored_society.record.schedule import Reign, compiled, reigns_of
from scored_society.record.verify import verify
from scored_society.society.load import SocietyBook, load_society
from scored_society.society.people import GROUPS
from scored_society.tables.interventions import Given, InterventionBook, load_interventions
from scored_society.tables.slots import by_number
from scored_society.week.state import LAST_WEEK, SEAT

DEFAULT_CITIZENS = 1_000_000
MOST_CITIZENS = 2_000_000_000
MOST_SEATS = 2**32 - 1
MOST_THREADS = 256
WEEKLY_BYTES = 40_000
"""Of tables on the disk for each week, about; the state comes twice, as the old and the new checkpoint."""


def simulate(
    policy: str | Path = "as-told",
    *,
    society: str | Path = "china-2020",
    citizens: int | None = None,
    years: int = 10,
    burn_in: int = 0,
    seed: int = 1,
    interventions: Given = (),
    decision: GivenDecision = None,
    out: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Let a society live under a rule book.

    Parameters
    ----------
    policy, society : the name of a built-in, or the path of a YAML file.
    citizens : people alive at the start, rounded up to whole neighbourhoods; the society's own number, else a million.
    years : how long to live from the start of the rule book (or from 2020-01-01).
    burn_in : years to live before, under `none`.
    seed : 0 … 2⁶³ - 1; everything that happens by chance comes from it.
    interventions : for experiments: at most 20 things that happen to numbered citizens, as a list or a YAML file (see
        `tables.interventions.load_interventions`).
    decision : a Python file with a `response` of your own in place of the built-in act-decision function (see
        docs/tutorials/own-decision.md). It is run on this machine, and kept in the run folder.
    out : the run folder, which must not exist. Without it the run lives in a temporary folder that goes when Python
        ends.
    threads : as many as processors, if not given. The result does not depend on it.
    progress : is told how far the run has come.

    Raises
    ------
    UserError
        For a mistake in a file (with its line) or a folder that will not do; nothing is written.
    ScoredError
        If the disk fails during the run; the message names the command that goes on.
    """
    book, people = load_policy(policy), load_society(society)
    experiment = load_interventions(interventions)
    return begin(
        reigns_of(book, burn_in), people, citizens, years, burn_in, seed, experiment, out, threads, progress,
        decision=read_decision(decision),
    )  # fmt: skip


def resume(
    path: str | Path,
    *,
    decision: GivenDecision = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Go on with a run that was interrupted, to the same end; a finished run is returned as it is.

    A run with a decision function of its own needs its file named again: what a folder brings is not run.

    Raises
    ------
    UserError
        If the folder is no run, is damaged, or does not come out of its own inputs (see `verify`).
    """
    check_threads(threads)
    run = open_run(path, unfinished=True, decision=decision)
    verify(run)
    if run.manifest["fingerprint"]:
        return run
    Engine(run, threads).live_to_the_end(progress)
    return open_run(path, decision=run.decision)


def fork(
    run: Run,
    policy: str | Path,
    day: date | str,
    *,
    out: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Live the same society again, under another rule book from a day on.

    Until that day the run is the same, week for week; from then on the new rule book rules, and everybody keeps score,
    listing and belief. (Where it scores nobody, scores and listings end.) It equals a straight run whose rule book
    changes on that day. The decision function stays the run's.

    Raises
    ------
    UserError
        For a day outside of the run, and as `simulate`.
    """
    week = week_of(_as_date(day))
    if not 0 < week < run.manifest["weeks"]:
        last = day_of(run.manifest["weeks"] - 1)
        raise mistake(f"the run cannot be forked on {day}", allowed=f"a day from {day_of(1)} to {last}")
    reigns = (*(reign for reign in run.reigns if reign.week < week), Reign(week, load_policy(policy)))
    manifest = run.manifest
    code_of(run)  # refuses a decision function that nobody has named
    return begin(
        reigns, run.society, manifest["citizens_asked"], manifest["years"], manifest["burn_in"], manifest["seed"],
        load_interventions(manifest["interventions"]), out, threads, progress, date.fromisoformat(manifest["starts"]),
        run.decision,
    )  # fmt: skip


def begin(
    reigns: tuple[Reign, ...],
    society: SocietyBook,
    citizens: int | None,
    years: int,
    burn_in: int,
    seed: int,
    interventions: InterventionBook,
    out: str | Path | None,
    threads: int | None,
    progress: Progress | None,
    starts: date | None = None,
    decision: Decision | None = None,
) -> Run:
    """Make the folder of a run and live it to the end; its years count from `starts`, if not from its rule book's."""
    check_threads(threads)
    manifest = manifest_of(reigns, society, citizens, years, burn_in, seed, starts, interventions, decision)
    compiled(
        reigns, society, manifest.weeks, interventions, manifest.seats
    )  # mistakes come out before anything is written
    Code(decision).prepare()
    folder = Path(out) if out is not None else temporary_folder()
    texts = {SOCIETY: society.text(), **{file: reign.book.text() for file, reign in named(reigns).items()}}
    if decision is not None:
        texts[DECISION] = decision.text
    create_folder(folder, manifest, texts, estimate(manifest))
    Engine(open_run(folder, unfinished=True, decision=decision), threads).live_to_the_end(progress)
    return open_run(folder, decision=decision)


def named(reigns: tuple[Reign, ...]) -> dict[str, Reign]:
    """Return the file of each rule book in the run folder; the last, which the run is named after, is policy.yaml."""
    return {POLICY if reign is reigns[-1] else f"policy-{number}.yaml": reign for number, reign in enumerate(reigns, 1)}


def manifest_of(
    reigns: tuple[Reign, ...],
    society: SocietyBook,
    citizens: int | None,
    years: int,
    burn_in: int,
    seed: int,
    starts: date | None = None,
    interventions: InterventionBook | None = None,
    decision: Decision | None = None,
) -> Manifest:
    """Return the manifest of a run that has not begun.

    Raises
    ------
    UserError
        For numbers out of range.
    """
    asked = citizens if citizens is not None else society.society.citizens or DEFAULT_CITIZENS
    _within("citizens", asked, 1, MOST_CITIZENS)
    _within("years", years, 1, 200)
    _within("burn_in", burn_in, 0, 200)
    _within("seed", seed, 0, 2**63 - 1)
    book = reigns[-1].book
    first = burn_in * WEEKS_PER_YEAR
    starts = starts or book.epochs[-1][1].starts or day_of(first)
    weeks = max(first, week_of(starts)) + years * WEEKS_PER_YEAR
    if weeks > LAST_WEEK:
        raise mistake(
            f"the run would last {weeks / WEEKS_PER_YEAR:g} years",
            allowed=f"at most {LAST_WEEK // WEEKS_PER_YEAR} in all",
        )
    place = society.society.neighbourhood
    neighbourhoods = -(-asked // place.people)
    if neighbourhoods * place.seats > MOST_SEATS:
        raise mistake(
            f"{asked} citizens need {neighbourhoods * place.seats} seats", allowed=f"at most {MOST_SEATS} seats"
        )
    return Manifest(
        version=version("scored-society"),
        policy=book.name,
        society=society.name,
        citizens=neighbourhoods * place.people,
        citizens_asked=asked,
        neighbourhoods=neighbourhoods,
        seats=neighbourhoods * place.seats,
        years=years,
        burn_in=burn_in,
        seed=seed,
        weeks=weeks,
        starts=starts,
        schedule=tuple(
            Scheduled(starts=day_of(reign.week), policy=reign.book.name, file=file, sha256=hash_of(reign.book.text()))
            for file, reign in named(reigns).items()
        ),
        policy_sha256=hash_of(book.text()),
        society_sha256=hash_of(society.text()),
        decision=decision.name if decision else "",
        decision_sha256=decision.sha256 if decision else "",
        interventions=interventions.plain() if interventions else (),
        groups=GROUPS,
        regions=tuple(name for name, _ in by_number(society.society.regions)),
        assumed=tuple(
            Assumed(file=file, path=".".join(map(str, path)), value=value)
            for file, source in ((POLICY, book), (SOCIETY, society))
            for path, value in source.assumed
        ),
    )


def estimate(manifest: Manifest) -> int:
    """Return how many bytes a run needs on the disk, about."""
    return manifest.weeks * WEEKLY_BYTES + 2 * manifest.seats * SEAT.itemsize


def temporary_folder() -> Path:
    """Return a path for a run that goes when Python ends."""
    parent = Path(tempfile.mkdtemp(prefix="scored-society-"))
    atexit.register(shutil.rmtree, parent, ignore_errors=True)
    return parent / "run"


def check_threads(threads: int | None) -> None:
    """Refuse a number of threads that is none; nothing given is as many as processors."""
    if threads is not None:
        _within("threads", threads, 1, MOST_THREADS)


def _as_date(day: date | str) -> date:
    try:
        return units.day(str(day))
    except ValueError as error:
        raise mistake(str(error)) from None


def _within(name: str, value: int, least: int, most: int) -> None:
    if not isinstance(value, int) or not least <= value <= most:
        raise mistake(f"{name} is {value!r}", allowed=f"a whole number from {least} to {most}")
