"""The entries of a rule book, with what each does in words."""

from __future__ import annotations

from typing import Any, NamedTuple

from scored_society.policy.load import PolicyBook
from scored_society.policy.show import rows, shown_from


class Entry(NamedTuple):
    """One entry: where it stands, what it does, and what the file says of it."""

    section: str
    name: str
    does: str
    told: dict[str, Any]


def entries(book: PolicyBook) -> list[Entry]:
    """Return the entries of a rule book as it stands when it begins to score, in the order of `scored policy show`."""
    week = shown_from(book)
    file = book.document_at(week).value
    found = []
    for row in rows(book.at(week)):
        section, name = str(row["section"]), str(row["name"])
        told = file[section] if section == name else file[section][name]
        found.append(Entry(section, name, str(row["rules"]), told))
    return found
