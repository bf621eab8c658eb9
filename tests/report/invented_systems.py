"""What a made-up run counts of the list's routes, sanctions, services, rewards, watching and trust, for whole pages."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

import numpy as np
import polars as pl

from report.invented import PEOPLE, WEEKS
from scored_society.record.weekly import WEEKLY
from scored_society.society.people import GROUPS

A_WEEK = {  # for each thousand people of a group, in the mean
    "listed_by/low_score": 30, "listed_by/workplace": 10, "listings/workplace": 0.3, "removals/low_score": 0.1,
    "shut_out_of/work": 40, "shut_out_of/credit": 40, "shut_out_of/mobility": 30, "shut_out_of_wrongly/work": 6,
    "shut_out_of_three": 30, "under/travel_ban": 40, "under_wrongly/travel_ban": 5, "refused/travel_ban": 2,
    "refused_wrongly/travel_ban": 0.4, "refused/less_credit": 1, "refused/university_closed_to_children": 0.3,
    "granted/loan": 6, "declined/loan": 1, "granted/licence": 3, "declined/licence": 0.2,
    "enjoyed/cheaper_transport": 90, "worth/cheaper_transport": 27_000, "enjoyed/free_gym": 20,
    "worth/free_gym": 12_000, "turned_away/door": 1, "turned_away/till": 0.3, "children_of_listed": 5, "trust": 18_000,
    "trust_nearby": 450_000, "recorded/payment_platform/high_platform_score": 20, "extra_entries/littering": 1,
}  # fmt: skip


def with_systems(run: SimpleNamespace) -> SimpleNamespace:
    """Return the made-up run with counts of every system."""
    run.weekly = pl.concat([run.weekly, systems()])
    return run


@cache
def systems() -> pl.DataFrame:
    """Return the made-up counts, the same each time."""
    random = np.random.default_rng(2)
    rows: list[tuple[int, str, str | None, str | None, int | None, int]] = []
    for week in range(WEEKS):
        rows += [(week, "collectors", "Riverside", None, None, 10), (week, "famous", None, None, None, 2)]
        for group, size in zip(GROUPS, PEOPLE, strict=True):
            counts = random.poisson([rate * size / 1000 for rate in A_WEEK.values()])
            rows += [(week, name, None, group, None, int(count)) for name, count in zip(A_WEEK, counts, strict=True)]
            steps = random.binomial(60, 0.7, size=size // 2)
            rows += [(week, "platform", None, group, int(step), int(n)) for step, n in _counted(steps)]
        for good in ("university", "vacancy", "promotion", "public_flat"):
            for score in range(960, 1040, 8):
                served = int(random.poisson(1))
                rows.append((week, f"served_at/{good}", None, None, score, served))
                rows.append((week, f"weeks_waited/{good}", None, None, score, served * (1040 - score) // 8))
                rows += [(week, f"{kind}/{good}", "Hillside", None, None, served) for kind in ("applied", "served")]
    columns = list(zip(*[row for row in rows if row[-1] != 0], strict=True))
    return pl.DataFrame(dict(zip(WEEKLY, columns, strict=True)), schema=WEEKLY)


def _counted(steps):
    return zip(*np.unique(steps, return_counts=True), strict=True)
