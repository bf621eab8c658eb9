"""From chapters to a page: pictures taken apart, and templates filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import jinja2

from scored_society.chart.look import BOUNDARY
from scored_society.report.embed import Embedded, digest, embedded, script
from scored_society.report.sections import Chapter
from scored_society.report.tables import Table

REPORT = "report.html"


class Figure(NamedTuple):
    """A chart and its table, ready for the page; or a table alone."""

    name: str
    chart: Embedded | None
    table: Table


def rendered(template: str, chapters: Sequence[Chapter], sample: str, **values: Any) -> str:
    """Fill a template.

    Parameters
    ----------
    template : str
        Its name, in the folder of templates.
    chapters : sequence of Chapter
        What stands under headings.
    sample : str
        What the numbers of each table rest on, as a sentence.
    values
        What else the template asks for.
    """
    code = script()
    shown = [
        (chapter, [Figure(s.name, embedded(s.chart, s.name) if s.chart else None, s.table) for s in chapter.sections])
        for chapter in chapters
    ]
    return filled(template, chapters=shown, sample=sample, script=code, digest=digest(code), **values)


def filled(template: str, **values: Any) -> str:
    """Fill a template of the folder of templates; whatever it is given stays text."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("scored_society.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(boundary=BOUNDARY, **values)
