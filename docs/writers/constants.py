"""The named numbers of the week: module-level constants of src/scored_society/week/, with what is said of each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import scored_society.week

FOLDER = Path(scored_society.week.__file__).parent


def constants() -> Iterator[tuple[str, str, str, str]]:
    """Yield file, names, value and meaning of each constant that is a number or some numbers, in order."""
    for file in sorted(FOLDER.glob("*.py")):
        text = file.read_text(encoding="utf-8")
        module = import_module(f"scored_society.week.{file.stem}")
        lines, body = text.splitlines(), ast.parse(text).body
        for place, statement in enumerate(body):
            if not isinstance(statement, ast.Assign):
                continue
            names = [node.id for node in ast.walk(statement.targets[0]) if isinstance(node, ast.Name)]
            values = [getattr(module, name) for name in names]
            if all(name.isupper() for name in names) and all(map(_is_numeric, values)):
                said = _said(lines, statement, body[place + 1] if place + 1 < len(body) else None)
                yield f"week/{file.name}", ", ".join(f"`{name}`" for name in names), _shown(values), said


def _is_numeric(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_numeric, value.values()))
    if isinstance(value, tuple):
        return bool(value) and all(map(_is_numeric, value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(values: list[Any]) -> str:
    """Return values as they stand in the table."""
    if len(values) > 1:
        return ", ".join(map(str, values))
    value = values[0]
    if isinstance(value, dict):
        return ", ".join(f"{key} {inner}" for key, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _said(lines: list[str], statement: ast.Assign, following: ast.stmt | None) -> str:
    """Return the text below a constant, else the comment beside it, else the comment above it."""
    if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
        return " ".join(str(following.value.value).split())
    last = (statement.end_lineno or statement.lineno) - 1
    beside = lines[last][statement.end_col_offset :].strip()
    if beside.startswith("#") and not beside.startswith("# fmt"):
        return beside.lstrip("# ")
    above = []
    for line in reversed(lines[: statement.lineno - 1]):
        if not line.startswith("#"):
            break
        above.append(line.lstrip("# "))
    return " ".join(reversed(above))
