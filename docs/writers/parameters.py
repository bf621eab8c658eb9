"""docs/parameters.md: every number of the built-in societies and rule books, and every named number of the week."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from scored_society.base.document import KeyPath
from scored_society.base.grounds import is_number
from scored_society.policy.course import EXEMPT_KEYS as EXEMPT_IN_POLICIES
from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.policy.show import shown_from
from scored_society.society.load import EXEMPT_KEYS, SOCIETIES, load_society
from writers.constants import constants
from writers.markdown import between, cell, cited, table
from writers.unit_names import unit_of

HEAD = """\
# Parameters

Written by `make docs`: every number of the built-in societies and rule books, with its grounds, and every named number
of the week. Why each was chosen: [societies.md](societies.md) and [rule-books.md](rule-books.md). A list goes by band
of age (five years each), by fifth of income, by level of a trait, or says from which age to which.

Not here are labels, the numbers that key draws, and `wrong_records`, which is room that is never filled by itself.
"""
CONSTANTS = """\

## The week

What is the same in every society and under every rule book: limits of what a seat remembers, ages at which the law
counts somebody as grown up, scales of fixed point, numbers of draws. A row with several names numbers them.
"""
GROUNDS = {"basis", "reference", "range", "why"}


class Parameter(NamedTuple):
    """A number or a list of numbers, with the entry that says what it rests on and the way there from it."""

    path: KeyPath
    value: Any
    ground: dict[str, Any]
    inside: KeyPath


def parameters_page() -> str:
    """Return the page."""
    parts = [HEAD]
    for name in SOCIETIES.names():
        found = list(parameters(load_society(name).document.value, EXEMPT_KEYS))
        parts.append(f"\n## Society `{name}`\n{_sections(found)}")
    told: list[Parameter] = []
    for name in RULE_BOOKS.names():
        found = _of_policy(name)
        if name == RULE_BOOKS.names()[0]:
            told = found
        parts.append(f"\n## Rule book `{name}`\n{_but_for(told, found) if found is not told else _sections(found)}")
    head = ("file", "names", "value", "meaning")
    return "".join([*parts, CONSTANTS, "\n", table(head, constants())])


def _of_policy(name: str) -> list[Parameter]:
    book = load_policy(name)
    return list(parameters(book.document_at(shown_from(book)).value, EXEMPT_IN_POLICIES))


def _but_for(told: list[Parameter], found: list[Parameter]) -> str:
    """Return the tables of a rule book; of one that is mostly another one, only what differs."""
    same = [one for one in found if one in told]
    if len(same) < len(found) / 2:
        return _sections(found)
    here = {one.path for one in found}
    gone = [f"`{_dotted(one.path)}`" for one in told if one.path not in here]
    text = f"\n{len(same)} numbers as in `{RULE_BOOKS.names()[0]}`"
    text += f"; without {', '.join(gone)}.\n" if gone else ".\n"
    return text + _sections([one for one in found if one not in told])


def _sections(found: list[Parameter]) -> str:
    """Return one table for each section of a file."""
    if not found:
        return "\nNo numbers.\n"
    head = ("parameter", "value", "unit", "basis", "range", "reference")
    parts = []
    for section, rows in groupby(found, key=lambda one: one.path[0]):
        parts.append(f"\n### {section}\n\n{table(head, map(_row, rows))}")
    return "".join(parts)


def _row(one: Parameter) -> tuple[Any, ...]:
    value, unit = unit_of(one.path, one.value)
    ground = one.ground
    return (
        f"`{_dotted(one.path)}`", cell(value), unit, ground.get("basis", "assumed"),
        between(_range_at(ground.get("range"), one.inside)), cited(ground.get("reference")),
    )  # fmt: skip


def _range_at(given: Any, inside: KeyPath) -> Any:
    """Return the range of one number of an entry: the one at its name, else what is said of the others."""
    for key in inside:
        if not isinstance(given, dict) or key not in given:
            break
        given = given[key]
    return given


def _dotted(path: KeyPath) -> str:
    return ".".join(str(key) for key in path if key != "value")


def parameters(
    value: Any, exempt: frozenset[str], path: KeyPath = (), ground: dict[str, Any] | None = None, start: int = 0
) -> Iterator[Parameter]:
    """Yield the numbers of a file and its lists of numbers, in their order.

    Parameters
    ----------
    value : what a file says, or a part of it.
    exempt : keys whose numbers are labels.
    path, ground, start : where the part stands; the nearest entry around it with a basis, and how deep that one is.
    """
    if isinstance(value, dict):
        if "basis" in value:
            ground, start = value, len(path)
        for key, item in value.items():
            if key not in GROUNDS and key not in exempt:
                yield from parameters(item, exempt, (*path, key), ground, start)
    elif is_number(value) or (isinstance(value, list) and value and all(map(is_number, value))):
        yield Parameter(path, value, ground or {}, path[start:])
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from parameters(item, exempt, (*path, index), ground, start)
