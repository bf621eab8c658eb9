"""What a rule book did, to whom and how surely: two runs of the same people, compared life by life."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from scored_society.record.run import Run

WITHIN = "within this model and this coupling of draws; intervals are conditional on the two bulletin paths"
"""What stands on every comparison."""
FATES = ("alike", "harmed", "helped", "both")
WAYS = ("shut out", "listed", "doors closed", "rationed goods", "standing rewards")
"""In which lives are worse or better: weeks shut out of a domain of life; weeks on the list; requests that failed and
doors that did not open; how often one was served, and how long one waited; what standing rewards are worth."""
NEVER = "nothing"
"""The first cause of lives that are the same to the bit."""
EFFECTS = pl.Schema(
    {"measure": pl.String, "group": pl.String, "a": pl.Float64, "b": pl.Float64}
    | dict.fromkeys(("effect", "low", "high", "second_effect", "second_low", "second_high"), pl.Float64)
    | {"unit": pl.String}
)
TABLES = {
    "effects": EFFECTS,
    "yearly": pl.Schema(
        {"year": pl.Int64, "measure": pl.String, "group": pl.String}
        | dict.fromkeys(("a", "b", "effect"), pl.Float64)
        | {"unit": pl.String}
    ),
    "partings": pl.Schema({"week": pl.Int64, "cause": pl.String, "lives": pl.Int64}),
    "fates": pl.Schema({"group": pl.String, "cause": pl.String, "fate": pl.String, "lives": pl.Int64}),
    "ways": pl.Schema({"group": pl.String, "way": pl.String, "worse": pl.Int64, "better": pl.Int64}),
    "transitions": pl.Schema({"a": pl.String, "b": pl.String, "lives": pl.Int64}),
    "totals": pl.Schema(
        {"run": pl.String, "cluster": pl.Int64, "measure": pl.String, "group": pl.String, "value": pl.Int64}
    ),
}
"""The tables of a comparison; what is nothing is left out of all but `effects` and `yearly`."""


@dataclass(frozen=True)
class Comparison:
    """Two runs of the same people, compared.

    Attributes
    ----------
    manifest : dict
        The two runs (`a` and `b`: policy, society, fingerprint, …), how they were compared, and how many lives there
        were; differ in anything (`differing`); parted: differ in more than a score; were harmed and helped.
    effects : DataFrame
        measure, group; the outcome in `a` and in `b`, from the week on in which their rules differ; `effect` = b − a
        with its interval (`low`, `high`), the same under the second coupling (null where it was not asked for), unit.
        See `outcomes.OUTCOMES`.
    yearly : DataFrame
        year, measure, group, a, b, effect, unit; one run, no interval.
    partings : DataFrame
        week (from 2020-01-01), cause, lives: when lives parted, and by what (see `week/causes.py`).
    fates : DataFrame
        group, cause (what parted them; of lives that never part, what made them differ at first; `nothing` where there
        is no difference), fate (alike, harmed, helped, both), lives. A life is harmed if it is worse in one of `WAYS`
        and better in none.
    ways : DataFrame
        group, way, worse, better: lives.
    transitions : DataFrame
        a, b, lives: where the same people are at the end of each run: on the list, not scored, or in a band of scores.
    totals : DataFrame
        run, cluster, measure, group, value: whole numbers, from which the effects come.
    """

    manifest: dict[str, Any] = field(repr=False)
    effects: pl.DataFrame = field(repr=False)
    yearly: pl.DataFrame = field(repr=False)
    partings: pl.DataFrame = field(repr=False)
    fates: pl.DataFrame = field(repr=False)
    ways: pl.DataFrame = field(repr=False)
    transitions: pl.DataFrame = field(repr=False)
    totals: pl.DataFrame = field(repr=False)
    a: Run = field(repr=False)
    b: Run = field(repr=False)
    path: Path | None = None

    @property
    def lives(self) -> int:
        """How many lives were lived, those of children born in the years included."""
        return int(self.manifest["lives"])

    @property
    def parted(self) -> int:
        """How many lives parted: more than a score differs."""
        return int(self.manifest["parted"])

    @property
    def harmed(self) -> int:
        """How many lives are worse in some way in `b`, and better in none."""
        return int(self.manifest["harmed"])

    @property
    def helped(self) -> int:
        """How many lives are better in some way in `b`, and worse in none."""
        return int(self.manifest["helped"])

    def as_json(self) -> dict[str, Any]:
        """Return what a program reads: the shape of `scored compare --json`."""
        counts = ("lives", "differing", "parted", "harmed", "helped", "both", "alike")
        how = ("bulletin", "couplings", "clusters", "neighbourhoods_per_cluster", "parted_by_cause")
        return {
            "effects": self.effects.to_dicts(),
            **{key: self.manifest[key] for key in (*counts, *how)},
            **{which: _named(self.manifest[which]) for which in ("a", "b")},
            "within": WITHIN,
        }


def _named(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return by what a run is known."""
    return {key: manifest[key] for key in ("policy", "society", "citizens", "years", "seed", "fingerprint")}
