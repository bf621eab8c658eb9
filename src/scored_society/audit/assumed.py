"""The judgements that findings rest on: how grave acts are, how heavy consequences, and the limits of the checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scored_society.audit.catalogue import checks
from scored_society.audit.subject import Subject
from scored_society.base.grounds import Value

CHECKS = "checks.yaml"


def assumed(subject: Subject) -> tuple[dict[str, Any], ...]:
    """Return every assumed gravity and weight of a rule book, and every assumed limit that a check goes by.

    Returns
    -------
    tuple of dict
        `file`, `path`, `value`, `range` (None where its author gives none) and `why`.
    """
    return tuple(_rows(subject))


def _rows(subject: Subject) -> Iterator[dict[str, Any]]:
    for section, key in (("rules", "gravity"), ("sanctions", "weight")):
        for name, entry in getattr(subject.policy, section).items():
            yield from _row(subject.place(section, name, key).file, (section, name, key), getattr(entry, key))
    for check, text in checks().items():
        for name, limit in text.thresholds.items():
            yield from _row(CHECKS, (check, name), limit)


def _row(file: str, path: tuple[str, ...], value: Value[Any]) -> Iterator[dict[str, Any]]:
    if value.basis in (None, "assumed"):
        yield {"file": file, "path": ".".join(path), "value": value.value, "range": value.range, "why": value.why or ""}
