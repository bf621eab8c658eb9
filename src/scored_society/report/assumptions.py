"""Every value that rests on no source, entry by entry, with the range and the reason that its file gives."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from scored_society.base.document import Document
from scored_society.record.run import POLICY, SOCIETY, Run


class Assumption(NamedTuple):
    """The assumed values of one entry of a file, as the page shows them."""

    file: str
    entry: str
    values: str
    range: str
    why: str


def assumptions(run: Run) -> list[Assumption]:
    """Return what the manifest says is assumed, put together by the entry that gives range and reason."""
    documents = {POLICY: run.policy.document, SOCIETY: run.society.document}
    placed = [
        (item["file"], *_split(documents.get(item["file"]), item["path"]), item["value"])
        for item in run.manifest["assumed"]
    ]
    found = []
    for (file, entry), items in groupby(placed, key=lambda item: (item[0], item[1])):
        ground = _at(documents[file], entry) if file in documents else {}
        values = [(leaf, value) for _, _, leaf, value in items]
        told = "; ".join(ranges(ground.get("range")))
        found.append(Assumption(file, ".".join(entry), _values(values), told, ground.get("why") or ""))
    return found


def ranges(given: Any, name: str = "") -> list[str]:
    """Return a range as a file gives it, in words: `{rate: {factor: [0.1, 10]}}` → rate × 0.1 to 10."""
    if isinstance(given, dict):
        parts = []
        for key, inner in given.items():
            inner_name = f"{name} ×" if key == "factor" else f"{name}.{key}".removeprefix(".")
            parts += ranges(inner, inner_name.strip())
        return parts
    if isinstance(given, list):
        between = " to ".join(map(str, given)) if len(given) == 2 else ", ".join(map(str, given))
        return [f"{name} {between}".strip()]
    return []


def _split(document: Document | None, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cut a path at the nearest mapping around it that states a basis."""
    keys = tuple(path.split("."))
    if document is not None:
        for depth in range(len(keys) - 1, 0, -1):
            if "basis" in _at(document, keys[:depth]):
                return keys[:depth], keys[depth:]
    return keys[:-1] or keys, keys[-1:]


def _at(document: Document, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return the mapping at a path, an empty one if something else is there."""
    value: Any = document.value
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _values(values: list[tuple[tuple[str, ...], Any]]) -> str:
    """Write values with their names; the items of a list together."""
    told = []
    for name, items in groupby(values, key=lambda item: ".".join(key for key in item[0] if not key.isdigit())):
        told.append(f"{'' if name == 'value' else name} {', '.join(str(value) for _, value in items)}".strip())
    return "; ".join(told)
