"""Which tables hold in which week of a run."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scored_society.base.document import Document, place_of
from scored_society.base.errors import mistake
from scored_society.policy.schema import Policy
from scored_society.society.schema import Society
from scored_society.tables.fixed import Integers
from scored_society.tables.rules import Rules, rule_tables
from scored_society.tables.scoring import MOST_COUNTED, counted_behaviours
from scored_society.tables.world import World, world_tables

NO_INTERVENTIONS: Integers = np.zeros((0, 6), np.int64)
UNCHANGED, RULES_CHANGED, RANGE_CHANGED, SCORING_BEGINS, SCORING_ENDS = range(5)
"""What begins with a week: nothing new, other rules, or other rules that change the scores that people have."""


@dataclass(frozen=True)
class Epoch:
    """A stretch of weeks under one unchanged rule book."""

    first_week: int
    policy: Policy
    rules: Rules
    transition: int


@dataclass(frozen=True)
class Timetable:
    """The society's tables and the rule books in force, week by week."""

    society: Society
    world: World
    epochs: tuple[Epoch, ...]
    tallies: int
    interventions: Integers
    """(n, 6) what an experiment makes happen, by week; see `interventions.py`."""

    def epoch(self, week: int) -> Epoch:
        """Return the epoch that `week` belongs to."""
        return self.epochs[bisect_right([epoch.first_week for epoch in self.epochs], week) - 1]

    def interventions_in(self, week: int) -> Integers:
        """Return the interventions of `week` (none, in most weeks)."""
        found: Integers = self.interventions[self.interventions[:, 0] == week]
        return found

    def transition(self, week: int) -> int:
        """Return what begins with `week` (nothing, in most weeks)."""
        epoch = self.epoch(week)
        return epoch.transition if epoch.first_week == week else UNCHANGED


def timetable(
    society: Society, society_document: Document, schedule: Sequence[tuple[int, Policy, Document]], weeks: int
) -> Timetable:
    """Compile a society and the rule books that succeed one another.

    Parameters
    ----------
    society, society_document : the people, and where they were read.
    schedule : first week, rule book and its document, in order; the first is in force from week 0.
    weeks : length of the run; what begins later is left out.
    """
    kept = [entry for entry in schedule if entry[0] < max(weeks, 1)]
    tallies = counted_behaviours([policy for _, policy, _ in kept], society)
    _check_counted(kept, society, tallies)
    world = world_tables(society, society_document)
    epochs: list[Epoch] = []
    for first_week, policy, document in kept:
        rules = rule_tables(policy, society, document, tallies)
        epochs.append(Epoch(first_week, policy, rules, SCORING_BEGINS if rules.scored else UNCHANGED))
    for position, (before, after) in enumerate(pairwise(epochs), 1):
        epochs[position] = Epoch(after.first_week, after.policy, after.rules, _transition(before.rules, after.rules))
    return Timetable(society, world, tuple(epochs), len(tallies), NO_INTERVENTIONS)


def _check_counted(schedule: Sequence[tuple[int, Policy, Document]], society: Society, tallies: dict[int, int]) -> None:
    """Refuse more rules that count their entries within a year than a seat has room for, at the first too many."""
    for _, policy, document in schedule:
        for name, rule in policy.rules.items():
            if rule.is_counted() and tallies[society.behaviours[rule.behaviour or name].number] >= MOST_COUNTED:
                raise mistake(
                    f"rule '{name}' is the {MOST_COUNTED + 1}th with most_per_year or repetition",
                    place=place_of(document, ("rules", name)),
                    allowed=f"at most {MOST_COUNTED} in a run",
                )


def _transition(before: Rules, after: Rules) -> int:
    """Return what becomes of the scores when one rule book follows another."""
    if before.scored and after.scored:
        return RULES_CHANGED if (before.lowest, before.highest) == (after.lowest, after.highest) else RANGE_CHANGED
    if after.scored:
        return SCORING_BEGINS
    return SCORING_ENDS if before.scored else RULES_CHANGED
