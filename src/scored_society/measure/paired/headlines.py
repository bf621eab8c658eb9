"""The outcomes of a comparison that are told first."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import EVERYBODY
from scored_society.measure.paired.comparison import Comparison

HEADLINES = {
    "score": "mean score",
    "listed": "on the list",
    "listings": "listings",
    "listings_wrong": "wrongful listings",
    "entries": "entries on the record",
    "wrong": "records without an act",
    "shut_out_of_three": "shut out of three domains or more",
    "refused": "refused by a sanction",
    "turned_away": "turned away by a check of faces",
    "trust": "trust in the State",
    "trust_nearby": "trust in neighbours",
    "belief": "belief of being seen",
}
"""Outcomes and what they are called."""


def protected_acts(comparison: Comparison) -> list[str]:
    """Return the acts of the society that a right protects."""
    society = comparison.a.society.society
    return sorted(name for name, behaviour in society.behaviours.items() if behaviour.protected != "none")


def headlines(comparison: Comparison) -> pl.DataFrame:
    """Return the effects that are told first, for everybody, with what each is called.

    Acts that a right protects come as rights withheld: what was left undone because of the score.

    Returns
    -------
    DataFrame
        The columns of `effects`, and `name`; in the order in which they are told, those left out that neither run has.
    """
    names = HEADLINES | {
        f"withheld/{act}": f"{act.replace('_', ' ')}: rights withheld" for act in protected_acts(comparison)
    }
    told = pl.DataFrame({"measure": list(names), "name": list(names.values())})
    effects = comparison.effects.filter(pl.col("group") == EVERYBODY)
    return told.join(effects, on="measure", how="inner", maintain_order="left")
