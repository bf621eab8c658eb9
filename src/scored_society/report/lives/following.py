"""What the record brought, and why, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scored_society.base.calendar import day_of
from scored_society.chart.look import words
from scored_society.report.lives.span import Span
from scored_society.report.wording import enumerated


def following(life: Mapping[str, Any], span: Span) -> list[str]:
    """Return listings and sanctions in their order: from when to when, because of what, and in what parts of life.

    What came and went together for one reason is one sentence.
    """
    together: dict[tuple[Any, ...], list[str]] = {}
    for fate in life["consequences"]:
        if fate["name"] in span.routes | span.sanctions:
            key = (fate["name"] in span.routes, *(fate[part] for part in ("start", "end", "ended_by", "because")))
            what = f"{words(fate['name'])} ({fate['domain']})"
            together.setdefault((*key, fate["wrongful"]), []).append(what)
    return [_sentence(names, *key) for key, names in together.items()]


def _sentence(
    names: list[str], listing: bool, start: int, end: int | None, ended_by: str | None, because: str, wrongful: bool
) -> str:
    until = "to the end" if end is None else f"to {day_of(end)} ({ended_by})"
    kind = "on the list" if listing else "sanctioned"
    wrong = " Wrongful: by true entries alone it would not have come." if wrongful else ""
    return f"From {day_of(start)} {until}, {kind}: {enumerated(names)}; because: {because}.{wrong}"
