"""Pictures and tables of the engine, in the language of a page."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt

from scored_society.report.tables import Table
from scored_society.report.wording import NONE
from scored_society.site.phrasebook import Phrasebook

Drawing = alt.LayerChart | alt.VConcatChart
COLUMNS = {
    "Behaviour": "behaviour",
    "Channel": "channel",
    "Good deed": "behaviour",
    "Group": "group",
    "Life domain": "domain",
    "Outcome": "outcome",
    "Parted by": "cause",
    "Protected act": "behaviour",
    "Punishment": "sanction",
    "Reward": "reward",
    "Route": "route",
    "Rule": "rule",
    "Rule (of the State's score)": "rule",
    "Scarce good": "good",
    "Service": "service",
    "Unit": "unit",
    "Use": "use",
}
"""What the names of a column are, by its heading."""
INTERVAL = "95 % interval"
_CAPTION_WIDTH = 52
"""Letters of Chinese that find room in the width of a picture."""
_LABEL_WIDTH = 240
"""Pixels for a name beside an axis: the names of the pages are longer than those of the files."""


def drawing_in_words(drawing: Drawing, book: Phrasebook) -> Drawing:
    """Return a picture that says everything in the language of a book."""
    specification = drawing.to_dict()
    told = _told(specification, "", book)
    told["config"]["axis"]["labelLimit"] = _LABEL_WIDTH
    if not book.own:
        heading = specification["title"]
        title, caption = book.said(heading["text"]), book.said(" ".join(heading["subtitle"]))
        told["title"] = heading | {"text": title, "subtitle": textwrap.wrap(caption, _CAPTION_WIDTH)}
        told["description"] = f"{title}：{caption}"
    found: Drawing = type(drawing).from_dict(told)
    return found


def table_in_words(table: Table, book: Phrasebook, without_interval: str) -> Table:
    """Return a table that says everything in the language of a book; a missing interval is told in words."""
    kinds = [COLUMNS.get(heading, "") for heading in table.headings]

    def cell(heading: str, kind: str, text: str) -> str:
        return without_interval if heading == INTERVAL and text == NONE else book.named(kind, text)

    rows = tuple(
        tuple(cell(heading, kind, text) for heading, kind, text in zip(table.headings, kinds, row, strict=True))
        for row in table.rows
    )
    headings = tuple(map(book.said, table.headings))
    return table._replace(caption=book.said(table.caption), headings=headings, rows=rows)


def _told(part: Any, field: str, book: Phrasebook) -> Any:
    """Return a part of a specification with its words told; `field` is the column that it is about."""
    if isinstance(part, list):
        return [_told(each, field, book) for each in part]
    if not isinstance(part, dict):
        return part
    field = part["field"] if isinstance(part.get("field"), str) else field
    return {key: _said(key, value, field, book) for key, value in part.items()}


def _said(key: str, value: Any, field: str, book: Phrasebook) -> Any:
    if key == "datasets":
        return {name: [_row(row, book) for row in rows] for name, rows in value.items()}
    if key in ("title", "subtitle", "text") and isinstance(value, str):
        return book.said(value)
    if key in ("domain", "sort") and isinstance(value, list):
        return [book.named(field, each) if isinstance(each, str) else each for each in value]
    return _told(value, field, book)


def _row(row: dict[str, Any], book: Phrasebook) -> dict[str, Any]:
    return {key: book.named(key, value) if isinstance(value, str) else value for key, value in row.items()}
