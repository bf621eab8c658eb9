"""docs/rule-books.md: what the built-in rule books hold, with the grounds of each entry."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from scored_society.policy.load import RULE_BOOKS, load_policy
from writers.entries import Entry, entries
from writers.markdown import GROUNDS, between, cell, cited, grounds, table

HEAD = """\
# The built-in rule books

Written by `make docs` from the files; `claim` is the source text, verbatim, and `record` what is known beyond it.
Sentence by sentence: [text-and-record.md](text-and-record.md).
"""
ALSO = {
    "rules": ("seen_by", "gravity"),
    "entitlements": ("domain",),
    "sanctions": ("domain", "weight"),
}
"""What the entries of a section say beside what all entries say."""


def rule_books() -> str:
    """Return the page."""
    parts = [HEAD]
    for name in RULE_BOOKS.names():
        book = load_policy(name)
        parts.append(f"\n## `{name}`: {book.document.value['title']}\n")
        for section, found in groupby(entries(book), key=lambda entry: entry.section):
            also = ALSO.get(section, ())
            head = ("entry", "what it does", *also, "claim", "voice", "record", "on record in", *GROUNDS)
            parts.append(f"\n### {section}\n\n{table(head, [_row(entry, also) for entry in found])}")
    return "".join(parts)


def _row(entry: Entry, also: tuple[str, ...]) -> tuple[Any, ...]:
    told = entry.told
    return (
        entry.name,
        entry.does,
        *(_weighed(told.get(key)) for key in also),
        told.get("claim") or f"({told.get('added', '')})",
        told.get("voice"),
        told.get("record"),
        cited(told.get("record_reference")),
        *grounds(told),
    )


def _weighed(given: Any) -> str:
    """Return a value; one with a range of its own as `3 (2 to 5)`."""
    if isinstance(given, dict):
        return f"{given['value']} ({between(given['range'])})"
    return cell(given)
