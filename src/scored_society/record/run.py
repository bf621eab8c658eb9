"""A run, as it is read from its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.base.errors import UserError, mistake
from scored_society.decision.read import Decision
from scored_society.record.checkpoint import Checkpoints, Progress
from scored_society.record.manifest import hash_of
from scored_society.record.panel import PANEL
from scored_society.record.parts import Parts
from scored_society.record.weekly import BULLETINS, WEEKLY

if TYPE_CHECKING:
    from scored_society.policy.load import PolicyBook
    from scored_society.record.schedule import Reign
    from scored_society.society.load import SocietyBook

POLICY = "policy.yaml"
SOCIETY = "society.yaml"
DECISION = "decision.py"
TABLES = {"weekly": WEEKLY, "bulletins": BULLETINS, "panel": PANEL}
UNREADABLE = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
"""What reading a damaged parquet file may raise."""


@dataclass(frozen=True)
class Run:
    """What a run folder holds, each part read when it is first asked for.

    Attributes
    ----------
    path : Path
        The run folder.
    manifest : mapping
        What the run was made from: plain values, as they stand in manifest.json.
    decision : Decision, optional
        The decision function that the run was made with, if it is not the built-in one and was named by whoever opened
        the run: the one in the folder is a program, and is never run for being there.
    """

    path: Path
    manifest: Mapping[str, Any]
    decision: Decision | None = None

    @cached_property
    def weekly(self) -> pl.DataFrame:
        """Weekly counts: week, measure, region, group, score, value (see `weekly.WEEKLY`)."""
        return self._table("weekly")

    @cached_property
    def bulletins(self) -> pl.DataFrame:
        """The bulletin that everybody read, by week: item, first and second index, value."""
        return self._table("bulletins")

    @cached_property
    def panel(self) -> pl.DataFrame:
        """The people of a few whole neighbourhoods, once a year (see `panel.PANEL`)."""
        return self._table("panel")

    @cached_property
    def policy(self) -> PolicyBook:
        """The rule book, as resolved when the run was made."""
        from scored_society.policy.load import load_policy  # noqa: PLC0415 - most readers need only the tables

        return load_policy(self.path / POLICY)

    @cached_property
    def society(self) -> SocietyBook:
        """The society, as resolved when the run was made."""
        from scored_society.society.load import load_society  # noqa: PLC0415

        return load_society(self.path / SOCIETY)

    @cached_property
    def reigns(self) -> tuple[Reign, ...]:
        """The rule books that succeeded one another, as resolved when the run was made."""
        from scored_society.base.calendar import week_of  # noqa: PLC0415
        from scored_society.policy.load import load_policy  # noqa: PLC0415
        from scored_society.record.schedule import Reign  # noqa: PLC0415

        return tuple(
            Reign(week_of(date.fromisoformat(scheduled["from"])), load_policy(self.path / scheduled["file"]))
            for scheduled in self.manifest["schedule"]
        )

    def scan_weekly(self) -> pl.LazyFrame:
        """Return the weekly counts unread, to filter them before they take memory."""
        return pl.scan_parquet(self.path / "weekly.parquet", glob=False)

    def bulletin_rows(self) -> dict[int, NDArray[np.int64]]:
        """Return each week's bulletin as rows (item, first, second, value); a week without any is left out."""
        weeks = self.bulletins.partition_by("week", maintain_order=True, as_dict=True)
        columns = list(BULLETINS)[1:]
        return {int(week): frame.select(columns).cast(pl.Int64).to_numpy() for (week,), frame in weeks.items()}

    def progress(self) -> Progress | None:
        """Return how far the run has come, None before its first checkpoint."""
        return Checkpoints(self.path).progress()

    def lived_weeks(self) -> int:
        """Return how many weeks have been lived: all of a finished run, else those that its last checkpoint holds."""
        if self.manifest["fingerprint"]:
            return int(self.manifest["weeks"])
        progress = self.progress()
        return progress.next_week if progress else 0

    def state(self) -> dict[str, NDArray[Any]]:
        """Return the state of the last checkpoint: of a finished run, its end; empty before the first."""
        return Checkpoints(self.path).arrays()

    def check_sources(self) -> None:
        """Check that rule book, society and decision function are those that the run was made from."""
        hashes = {POLICY: self.manifest["policy_sha256"], SOCIETY: self.manifest["society_sha256"]}
        if hash_of(json.dumps(self.manifest["interventions"])) != self.manifest["interventions_sha256"]:
            raise mistake(f"{self.path} has other interventions than those that it was made with")
        hashes |= {scheduled["file"]: scheduled["sha256"] for scheduled in self.manifest["schedule"]}
        if self.manifest["decision_sha256"]:
            hashes[DECISION] = self.manifest["decision_sha256"]
        for name, wanted in hashes.items():
            path = self.path / name
            try:
                found = sha256(path.read_bytes()).hexdigest()
            except OSError as error:
                raise mistake(f"cannot read {path}: {error.strerror}") from error
            if found != wanted:
                raise mistake(f"{path} is not the one this run was made from: its hash is not the manifest's")

    def check_tables(self) -> None:
        """Check, by their ends, that the tables are whole and have the expected columns."""
        for name, schema in TABLES.items():
            path = self._path(name)
            try:
                found = pl.read_parquet_schema(path)
            except UNREADABLE as error:
                raise _damaged(path, error) from error
            if list(found) != list(schema):
                raise mistake(f"{path} is damaged: its columns are {', '.join(found)}, not {', '.join(schema)}")

    def _table(self, name: str) -> pl.DataFrame:
        """Return a table; of an unfinished run, what its last checkpoint counts in."""
        path = self._path(name)
        try:
            if self.manifest["fingerprint"]:
                return pl.read_parquet(path, glob=False)
            checkpoints, progress = Checkpoints(self.path), self.progress()
            parts = Parts(checkpoints.parts, name, TABLES[name], progress.parts[name] if progress else 0)
            return parts.together()
        except UNREADABLE as error:
            raise _damaged(path, error) from error

    def _path(self, name: str) -> Path:
        return self.path / f"{name}.parquet"


def _damaged(path: Path, error: BaseException) -> UserError:
    return mistake(f"{path} is damaged: {error}" if path.exists() else f"{path} is missing")
