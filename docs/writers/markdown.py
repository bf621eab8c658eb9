"""Values, references and tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def cell(value: Any) -> str:
    """Return a value as it stands in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {cell(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return " ".join(cell(inner) for inner in value)
    return str(value).replace("|", "\\|").replace("\n", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table."""
    lines = [head, ["---"] * len(head), *([cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def cited(reference: dict[str, Any] | None) -> str:
    """Return a reference in words: title, where, year."""
    if not reference:
        return ""
    parts = [f"accessed {part}" if key == "accessed" else str(part) for key, part in reference.items()]
    return cell(", ".join(parts))


def between(given: Any, name: str = "") -> str:
    """Return a range as a file gives it, in words: `{rate: {factor: [0.1, 10]}}` → rate × 0.1 to 10."""
    if isinstance(given, dict):
        return "; ".join(between(inner, f"{name} {'×' if key == 'factor' else key}") for key, inner in given.items())
    return f"{name} {' to '.join(str(bound) for bound in given or [])}".strip()


def grounds(entry: dict[str, Any]) -> tuple[str, ...]:
    """Return where the numbers of an entry come from, as cells under `GROUNDS`."""
    found = entry.get("basis", "assumed"), cited(entry.get("reference")), between(entry.get("range")), entry.get("why")
    return tuple(cell(value) for value in found)


GROUNDS = ("basis", "reference", "range", "why")
