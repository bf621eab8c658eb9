"""A weekly census written by hand."""

from __future__ import annotations

import polars as pl

from scored_society.record.weekly import WEEKLY


def census(*rows: tuple) -> pl.DataFrame:
    """Return rows (week, measure, value) with group, region or score where they are given by name in a dict."""
    columns: dict[str, list] = {name: [] for name in WEEKLY}
    for week, measure, value, *where in rows:
        row = {"week": week, "measure": measure, "value": value, **(where[0] if where else {})}
        for name in WEEKLY:
            columns[name].append(row.get(name))
    return pl.DataFrame(columns, schema=WEEKLY)


def people(week: int, group: str, score: int | None, value: int) -> tuple:
    return week, "people", value, {"group": group, "score": score}
