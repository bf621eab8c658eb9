"""What measures, charts and reports ask of a run."""

from __future__ import annotations

from datetime import date

import polars as pl

from scored_society.base.calendar import week_of
from scored_society.policy.rules import Score
from scored_society.policy.schema import Policy
from scored_society.record.run import Run
from scored_society.society.behaviours import Behaviour


def ruled(run: Run) -> pl.DataFrame:
    """Return the weekly census from the week in which the rule book starts: without the burn-in."""
    first = week_of(date.fromisoformat(run.manifest["starts"]))
    return run.weekly.filter(pl.col("week") >= first) if first > 0 else run.weekly


def policies(run: Run) -> list[Policy]:
    """Return the rule books as they stood from the start to the end of the run, in order; not those of the burn-in."""
    start, end = week_of(date.fromisoformat(run.manifest["starts"])), run.manifest["weeks"]
    ruling = []
    for reign, following in zip(run.reigns, (*run.reigns[1:], None), strict=True):
        until = following.week if following else end
        for week in sorted({max(start, reign.week), *(week for week, _ in reign.book.epochs)}):
            if max(start, reign.week) <= week < until:
                ruling.append(reign.book.at(week))
    return ruling


def score_of(run: Run) -> Score | None:
    """Return the score's range and start as they last stood, or None if nobody is ever scored."""
    scores = [policy.score for policy in policies(run) if policy.score is not None]
    return scores[-1] if scores else None


def behaviours(run: Run) -> dict[str, Behaviour]:
    """Return the behaviours of the run's society, by name."""
    return run.society.society.behaviours


def events(run: Run) -> list[str]:
    """Return the names of what is done or left undone; standing records are neither."""
    return [name for name, behaviour in behaviours(run).items() if behaviour.kind != "standing"]


def protected(run: Run) -> list[str]:
    """Return the names of protected acts."""
    return [name for name, behaviour in behaviours(run).items() if behaviour.protected != "none"]


def good_deeds(run: Run) -> list[str]:
    """Return the names of what a neighbour would call a good deed."""
    return [name for name, behaviour in behaviours(run).items() if behaviour.good and behaviour.kind == "act"]


def hospital(run: Run) -> str | None:
    """Return the name of the scarce good of the health domain, or None if the society has none."""
    return next((name for name, good in run.society.society.goods.items() if good.domain == "health"), None)
