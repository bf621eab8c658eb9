"""P10: what more information collectors do to trust, income and work, in sign.

Held out: Lichter, Löffler & Siegloch (2021), "The Long-Term Costs of Government Surveillance: Insights from Stasi
Spying in East Germany", Journal of the European Economic Association 19(2), find less trust, lower income and more
unemployment where there had been more informers. Nothing of it entered a parameter.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl

from scored_society.base.text import yaml_text
from scored_society.bench.patterns.pattern import Pattern, finite
from scored_society.measure.census import EVERYBODY
from scored_society.measure.replicate import replicate
from scored_society.measure.replicates import Replicates
from scored_society.policy.load import load_policy
from scored_society.record.engine import Progress

BASELINE, CHANNEL = "as-told", "collectors"
DENSITIES = {"none": 0, "double": 2}
"""What the density of collectors is multiplied by, beside the one that is told."""
FIGURES = {
    "trust in neighbours": ("trust_nearby", -1),
    "income": ("income", -1),
    "unemployment": ("out_of_work", 1),
}
"""What is looked at, as what outcome, and the sign that more collectors give it."""


def informer_density(
    citizens: int = 20_000,
    years: int = 5,
    seeds: int = 20,
    society: str | Path = "china-2020",
    progress: Progress | None = None,
) -> list[Pattern]:
    """P10: `as-told` with its collectors against without any, and with twice as many against as told; paired by seed.

    Parameters
    ----------
    citizens, years, seeds, society : of the replicates.
    progress : is told how far all lives together have come.

    Returns
    -------
    list of Pattern
        Two rows for each figure; met where the whole interval has the sign.
    """
    told = load_policy(BASELINE).document.value["channels"][CHANNEL]["per_thousand"]
    with tempfile.TemporaryDirectory() as folder:
        books: dict[str, str | Path] = {"as told": BASELINE}
        for name, times in DENSITIES.items():
            books[name] = Path(folder) / f"{name}.yaml"
            changed = {
                "policy": f"{BASELINE}-{name}-collectors",
                "extends": BASELINE,
                "channels": {CHANNEL: {"per_thousand": told * times}},
            }
            Path(books[name]).write_text(yaml_text(changed), encoding="utf-8")
        chosen = [books["none"], books["as told"], books["double"]]
        found = replicate(
            chosen, range(1, seeds + 1), society=society, citizens=citizens, years=years, progress=progress
        )
    size = f"{citizens:,} citizens, {years} years, {seeds} seeds"
    none, as_told, double = found.policies
    return [
        row
        for name, (measure, sign) in FIGURES.items()
        for row in (
            sign_of(name, measure, sign, found, none, as_told, f"with collectors against without ({size})"),
            sign_of(name, measure, sign, found, as_told, double, f"with twice as many against as told ({size})"),
        )
    ]


def sign_of(name: str, measure: str, sign: int, found: Replicates, fewer: str, more: str, which: str) -> Pattern:
    """Return how a figure differs where there are more collectors, or that the model does not have it."""
    target = f"{'above' if sign > 0 else 'below'} 0"
    rows = found.differences(fewer).filter(
        (pl.col("policy") == more) & (pl.col("measure") == measure) & (pl.col("group") == EVERYBODY)
    )
    if rows.is_empty():
        return Pattern("P10", "held-out", target, None, None, None, None, f"{name}: not among the outcomes")
    row = rows.row(0, named=True)
    effect, low, high = (float("nan") if row[key] is None else row[key] for key in ("effect", "low", "high"))
    return Pattern(
        "P10", "held-out", target, finite(effect), finite(low), finite(high), bool((low if sign > 0 else -high) > 0),
        f"{name}, {row['unit']}: {which}",
    )  # fmt: skip
