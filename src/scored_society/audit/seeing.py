"""What checks share: making a sighting, and saying lists in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from scored_society.audit.catalogue import checks
from scored_society.audit.finding import Severity, Sighting
from scored_society.audit.sources import Source
from scored_society.audit.subject import Subject
from scored_society.base.document import KeyPath

LEFT_OUT = ("access", "weight")
"""Facts that are left out where there is none."""
BY_WAY = {"score": "by the score", "listing": "by the list", "parent": "by the list that a parent is on"}
SHOWN = 4
"""Names that a message lists."""


def sighting(
    subject: Subject,
    check: str,
    path: KeyPath,
    number: int,
    message: str,
    *,
    severity: Severity | None = None,
    at: KeyPath | None = None,
    **facts: Any,
) -> Sighting:
    """Return a sighting at an entry, with the check's own severity and remedy.

    Parameters
    ----------
    subject : Subject
        What was looked at.
    check : str
        Name of the check.
    path, number : where in the rule book.
    message : str
        One sentence that names the entries.
    severity : str, optional
        Where something lowers or raises it; the message says what.
    at : path, optional
        The key whose line is meant, where it is another than `path`.
    **facts
        What elements are judged by.
    """
    text = checks()[check]
    known: dict[str, Any] = {"contexts": [], "domain": None, "children": False, "rules": []}
    known |= {name: fact for name, fact in facts.items() if fact is not None or name not in LEFT_OUT}
    place = subject.place(*(path if at is None else at))
    return Sighting(check, severity or text.severity, path, place, number, message, text.remedy, known)


def own_channels(subject: Subject, names: Iterable[str]) -> list[str]:
    """Return those of some channels that are the rule book's own, by number."""
    wanted = set(names)
    return [name for name in subject.channels if name in wanted and name in subject.policy.channels]


def in_order(subject: Subject, names: Iterable[str]) -> list[str]:
    """Return channels in the order of their numbers."""
    wanted = set(names)
    return [name for name in subject.channels if name in wanted]


def listed(names: Iterable[str]) -> str:
    """Return names as words.

    Examples
    --------
    >>> listed(["play", "health", "work"])
    'play, health and work'
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def some(names: Sequence[str]) -> str:
    """Return names as words, the first of them where they are many.

    Examples
    --------
    >>> some(["credit", "family", "health", "mobility", "play", "work"])
    'credit, family, health and 3 more'
    """
    shown = [*names] if len(names) <= SHOWN else [*names[: SHOWN - 1], f"{len(names) - SHOWN + 1} more"]
    return listed(shown)


def erring(source: Source) -> str:
    """Return how a channel errs, in words."""
    share = f"{100 * source.wrong_share:.2g} %"
    if source.kind == "platform":
        return f"rests by {share} on who one is and lives among"
    return f"is wrong in {share} of what it records"


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "act", "acts"), counted(3, "act", "acts")
    ('1 act', '3 acts')
    """
    return f"{count} {one if count == 1 else many}"


def years(length: float | None) -> str:
    """Return a length of time in words.

    Examples
    --------
    >>> years(2.0), years(1), years(None)
    ('2 years', '1 year', 'without end')
    """
    if length is None:
        return "without end"
    shown = f"{length:.1f}".rstrip("0").rstrip(".")
    return f"{shown} {'year' if shown == '1' else 'years'}"
