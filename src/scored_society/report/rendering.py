"""From chapters to a page: pictures taken apart, templates filled, and the file written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from scored_society.base.errors import UserError, mistake
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


def written(content: str, path: Path) -> Path:
    """Write a page aside and rename it, so that it is whole or not there.

    Raises
    ------
    UserError
        If it cannot be written there.
    """
    if not path.name:
        raise mistake(f"'{path}' is no name for a file", allowed="name a file, e.g. report.html")
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_text(content, encoding="utf-8")
        return aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise UserError(f"cannot write {path}: {error.strerror}") from error
