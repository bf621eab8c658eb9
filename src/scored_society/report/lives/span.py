"""When a life was lived within its run, when it was scored, and which consequence is which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from scored_society.record.run import Run


class Span(NamedTuple):
    """The weeks of a run and of one life in it, and the names that its rule books give to consequences."""

    weeks: int
    """Of the run."""
    born: int
    """The first week of the life within the run."""
    died: int
    """The week after its last; the run's end for those who live on."""
    scored: list[tuple[int, int]]
    """Stretches in which the rule book scored people, from a week to before another, within the life."""
    routes: frozenset[str]
    sanctions: frozenset[str]

    def end(self, consequence: Mapping[str, Any], key: str = "end") -> int:
        """Return the week before which something ended; what goes on ends with the run."""
        end = consequence[key]
        return self.weeks if end is None else int(end)


def span_of(run: Run, life: Mapping[str, Any]) -> Span:
    """Return when a life was lived and scored."""
    weeks = int(run.manifest["weeks"])
    events = {event["what"]: int(event["week"]) for event in life["family"]}
    born, died = events.get("born", 0), events.get("died", weeks - 1) + 1
    epochs, policies = [], []
    for position, reign in enumerate(run.reigns):
        end = run.reigns[position + 1].week if position + 1 < len(run.reigns) else weeks
        starts = [reign.week, *(week for week, _ in reign.book.epochs if reign.week < week < end)]
        epochs += [(week, reign.book.at(week).score is not None) for week in starts]
        policies += [policy for _, policy in reign.book.epochs]
    scored: list[tuple[int, int]] = []
    for position, (week, is_scored) in enumerate(epochs):
        end = epochs[position + 1][0] if position + 1 < len(epochs) else weeks
        first, last = max(week, born), min(end, died)
        if is_scored and first < last:
            if scored and scored[-1][1] == first:
                first = scored.pop()[0]
            scored.append((first, last))
    routes = frozenset(name for policy in policies for name in policy.blacklist)
    sanctions = frozenset(name for policy in policies for name in policy.sanctions)
    return Span(weeks, born, died, scored, routes, sanctions)
