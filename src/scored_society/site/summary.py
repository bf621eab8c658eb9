"""The last week of a run in a few figures, and what it was made from."""

from __future__ import annotations

from typing import Any

from scored_society.chart.look import BOUNDARY
from scored_society.measure.census import EVERYBODY
from scored_society.measure.listings import listed_stock
from scored_society.measure.scores import score_distribution
from scored_society.record.run import Run


def summary(run: Run) -> dict[str, Any]:
    """Return what a run was made from, and its last week."""
    last = run.manifest["weeks"] - 1
    score = run.policy.at(last).score
    listed = listed_stock(run.weekly, [last]).filter(group=EVERYBODY).to_dicts()
    scores = [] if score is None else score_distribution(run.weekly, score.lowest, score.highest, [last]).to_dicts()
    return {
        "manifest": dict(run.manifest),
        "title": run.policy.at(last).title,
        "last_week": last,
        "listed": listed[0] if listed else None,
        "scores": next((row for row in scores if row["group"] == EVERYBODY), None),
        "scores_by_group": [row for row in scores if row["group"] != EVERYBODY],
        "of": "one run",
        "boundary": BOUNDARY,
    }
