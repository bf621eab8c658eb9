"""Two runs that may be compared: the same people, and nothing but the rules or an experiment between them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from scored_society.base.calendar import week_of
from scored_society.base.errors import UserError, mistake
from scored_society.base.units import day
from scored_society.decision.read import Decision
from scored_society.record.decided import with_decision
from scored_society.record.folder import not_finished
from scored_society.record.run import Run
from scored_society.record.schedule import tables_of
from scored_society.record.verify import verify
from scored_society.tables.packed import pack
from scored_society.tables.rules import RULES
from scored_society.tables.timetable import Timetable

SHARED = {
    "society_sha256": "their societies differ",
    "seed": "their seeds differ",
    "neighbourhoods": "their sizes differ",
    "weeks": "they last for different times",
    "starts": "their years count from different days",
    "decision_sha256": "their decision functions differ",
}
"""What two runs must share, and what is said where they do not."""
SITUATION = ("society", "title", "situation", "response")
"""What two societies may differ in that are told apart by feedbacks alone; of the response, what kin are worth."""


class Pair(NamedTuple):
    """Two finished runs of the same people, and their tables."""

    a: Run
    b: Run
    tables_a: Timetable
    tables_b: Timetable

    @property
    def weeks(self) -> int:
        """How many weeks they last."""
        return int(self.a.manifest["weeks"])

    @property
    def first_week(self) -> int:
        """The week from which effects count: when years begin to count, or rules begin to differ if that is later."""
        starts = max(0, week_of(day(self.a.manifest["starts"])))
        edges = sorted({epoch.first_week for tables in (self.tables_a, self.tables_b) for epoch in tables.epochs})
        differing = [week for week in edges if _rules(self.tables_a, week) != _rules(self.tables_b, week)]
        aimed = {tuple(row) for row in self.tables_a.interventions.tolist()}
        aimed ^= {tuple(row) for row in self.tables_b.interventions.tolist()}
        differing += [int(row[0]) for row in aimed]
        return max(starts, min((week for week in differing if week < self.weeks), default=starts))


def _rules(tables: Timetable, week: int) -> bytes:
    """Return the rules in force in a week, as the week is lived by them."""
    return pack(tables.epoch(week).rules, RULES).tobytes()


def paired(a: Run, b: Run, *, other_situation: bool = False, decision: Decision | None = None) -> Pair:
    """Check that two runs may be compared.

    Parameters
    ----------
    a, b : two runs.
    other_situation : whether their societies may differ in how strongly people are changed by their situation (see
        `SITUATION`), and in nothing else.
    decision : the decision function of both, if it is not the built-in one; one that either was opened with will do.

    Raises
    ------
    UserError
        If one is not finished, is damaged or does not come out of its own inputs; or if they are not runs of the same
        people over the same weeks, with the reason.
    """
    for run in (a, b):
        if not run.manifest["fingerprint"]:
            raise not_finished(run.path)
    for key, reason in SHARED.items():
        alike = a.manifest[key] == b.manifest[key]
        if key == "society_sha256" and other_situation:
            alike = _without_situation(a) == _without_situation(b)
        if not alike:
            raise _incomparable(a, b, f"{reason}: {_said(a, key)} and {_said(b, key)}")
    a, b = (with_decision(run, decision or a.decision or b.decision) for run in (a, b))
    pair = Pair(a, b, tables_of(a), tables_of(b))
    worlds = pair.tables_a.world, pair.tables_b.world
    for table in ("slot_first", "slot_kind", "slot_item"):
        if not np.array_equal(*(getattr(world, table) for world in worlds)):
            raise _incomparable(a, b, "what may happen to people by chance has other room in each")
    for run in (a, b):
        verify(run)
    return pair


def _without_situation(run: Run) -> dict[str, Any]:
    """Return what a society says of everything but situations, and its name."""
    said: dict[str, Any] = run.society.document.value
    kept = {key: value for key, value in said.items() if key not in SITUATION}
    return kept | {"response": {**said["response"], "kin": None}}


def _said(run: Run, key: str) -> str:
    manifest = run.manifest
    if key == "society_sha256":
        return f"{manifest['society']} ({manifest[key][:8]})"
    if key == "decision_sha256":
        return f"{manifest['decision']} ({manifest[key][:8]})" if manifest[key] else "the built-in one"
    if key == "neighbourhoods":
        return f"{manifest['citizens']:,} citizens"
    return str(manifest[key])


def _incomparable(a: Run, b: Run, reason: str) -> UserError:
    return mistake(
        f"{a.path} and {b.path} cannot be compared: {reason}",
        allowed="two runs of the same society, seed, citizens, years, burn-in and decision function",
    )
