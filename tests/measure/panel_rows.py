"""A yearly panel written by hand."""

from __future__ import annotations

import polars as pl

from scored_society.record.panel import PANEL


def panel(*rows: tuple) -> pl.DataFrame:
    """Return rows (year, citizen, score) with the other columns where they are given by name in a dict."""
    ordinary = {"neighbourhood": 0, "family": 0, "age": 40, "group": "majority urban", "listed": False}
    ordinary |= {"listed_wrongly": False, "coupled": False, "limited": False, "education": 2, "income": 3}
    made = [
        {**ordinary, "year": year, "citizen": citizen, "score": score, **(given[0] if given else {})}
        for year, citizen, score, *given in rows
    ]
    return pl.DataFrame({name: [row.get(name) for row in made] for name in PANEL}, schema=PANEL)
