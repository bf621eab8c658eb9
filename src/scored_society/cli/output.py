"""What commands print: tables for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from rich.console import Console

INVENTED = "Invented people; not a forecast, and not a measurement of any country."
PAGE_WIDTH = 140
"""Columns of a table that goes into a file or another program."""

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def examples(*commands: str) -> str:
    r"""Return what stands at the end of a command's help; `\b` keeps the lines as they are."""
    return "\n".join(["\b", "Examples:", *(f"  scored {command}" for command in commands)])


def print_json(value: Any) -> None:
    """Print a value as indented JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False, default=str))


def console() -> Console:
    """Return where tables are printed."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PAGE_WIDTH
    return Console(markup=False, highlight=False, emoji=False, soft_wrap=False, width=width)


def print_table(title: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows as a table.

    Parameters
    ----------
    title : str
        What stands above.
    columns : mapping
        The heading of each key of the rows, in order. Columns that are empty throughout are left out.
    rows : sequence of mappings
        Numbers stand to the right.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    shown = [key for key in columns if any(row.get(key) not in (None, "") for row in rows)]
    for position, key in enumerate(shown):
        numeric = all(isinstance(row.get(key), int | float | None) for row in rows)
        justify: Literal["right", "left"] = "right" if numeric else "left"
        table.add_column(Text(columns[key]), justify=justify, overflow="fold", no_wrap=position == 0)
    for row in rows:
        table.add_row(*(Text(cell(row.get(key))) for key in shown))
    console().print(table)


def cell(value: Any) -> str:
    """Return a value as it stands in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.4g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {cell(item)}" for key, item in value.items() if item not in (None, {}, []))
    if isinstance(value, list | tuple):
        return ", ".join(map(cell, value))
    return str(value)


def dotted(path: Sequence[str | int]) -> str:
    """Return a path through a file as people write it: `rules.theft.points`."""
    return ".".join(map(str, path))
