"""The pictures of an audit, each with its table."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import polars as pl

from scored_society.audit.finding import Audit
from scored_society.chart import audited
from scored_society.chart.there import NothingToDrawError
from scored_society.report.sections import Chapter, Section
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import fine, named, text, whole

Draw = Callable[[], alt.LayerChart]


def chapters(audit: Audit, which: str = "") -> list[Chapter]:
    """Return the context-flow picture and the disproportion curve of a rule book.

    Parameters
    ----------
    audit : Audit
        What was found.
    which : str
        `A` or `B`, where a page shows two rule books.
    """
    after = f" ({which}: {audit.policy})" if which else ""
    name = f"-{which.lower()}" if which else ""
    flows, curve = flow_frame(audit), curve_frame(audit)
    return [
        _chapter(
            f"Contexts{after}",
            "Data that is recorded in one part of life decides over others: the full matrix of what flows where.",
            f"context-flow{name}",
            lambda: audited.context_flow(flows),
            lambda: _flow_table(flows, after),
        ),
        _chapter(
            f"Proportion{after}",
            "How heavy a consequence is and how long it lasts, beside the gravity of what may bring it.",
            f"disproportion{name}",
            lambda: audited.disproportion(curve),
            lambda: _curve_table(curve, after),
        ),
    ]


def flow_frame(audit: Audit) -> pl.DataFrame:
    """Return the context-flow matrix as a frame."""
    rows = [
        {
            "context": cell["context"],
            "domain": cell["domain"],
            "related": cell["related"],
            "many": len(cell["consequences"]),
            "ways": ", ".join(cell["ways"]),
            "consequences": ", ".join(cell["consequences"]),
            "rules": ", ".join(cell["rules"]),
        }
        for cell in audit.context_flow
    ]
    schema: dict[str, pl.DataType] = {
        **dict.fromkeys(("context", "domain", "ways", "consequences", "rules"), pl.String()),
        "related": pl.Boolean(),
        "many": pl.Int64(),
    }
    return pl.DataFrame(rows, schema=schema)


def curve_frame(audit: Audit) -> pl.DataFrame:
    """Return the disproportion curve as a frame."""
    rows = [point | {"years": _years(point["years"])} for point in audit.disproportion]
    schema: dict[str, pl.DataType] = {
        **dict.fromkeys(("gravity", "weight", "acts"), pl.Int64()),
        **dict.fromkeys(("load", "allowed"), pl.Float64()),
        **dict.fromkeys(("years", "rule", "consequence"), pl.String()),
    }
    return pl.DataFrame(rows, schema=schema)


def _years(years: float | None) -> str:
    return "no end" if years is None else fine(years)


def _chapter(title: str, lead: str, name: str, draw: Draw, tabulate: Callable[[], Table]) -> Chapter:
    try:
        return Chapter(title, lead, [Section(name, draw(), tabulate())], [])
    except NothingToDrawError as nothing:
        reason = str(nothing)
        return Chapter(title, lead, [], [f"{reason[:1].upper()}{reason[1:]}."])


def _flow_table(flows: pl.DataFrame, after: str) -> Table:
    columns: dict[str, Column] = {
        "context": ("Arises in", named),
        "domain": ("Bites in", named),
        "related": ("Related", lambda value: "yes" if value else "no"),
        "ways": ("By way of", text),
        "many": ("Consequences", whole),
        "consequences": ("Which", named),
        "rules": ("Through", named),
    }
    return table(f"Where data arises, and where it bites{after}", flows, columns)._replace(prose=True)


def _curve_table(curve: pl.DataFrame, after: str) -> Table:
    columns: dict[str, Column] = {
        "gravity": ("Gravity of the act (1 to 5)", whole),
        "load": ("Load of the heaviest that follows (weight × years)", fine),
        "allowed": ("In proportion, at most (weight × years)", fine),
        "consequence": ("Consequence", named),
        "weight": ("Its weight (1 to 5)", whole),
        "years": ("Its years", text),
        "acts": ("Acts that it takes", whole),
        "rule": ("Through", named),
    }
    return table(f"The disproportion curve{after}", curve, columns)
