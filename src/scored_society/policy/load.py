"""Reading a rule book, with everything that it extends and changes."""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from scored_society.base.builtin import Library, read_chain
from scored_society.base.calendar import day_of, week_of
from scored_society.base.document import Document, KeyPath
from scored_society.base.errors import UserError
from scored_society.base.grounds import assumed_values
from scored_society.base.model import validated
from scored_society.base.text import yaml_text
from scored_society.policy.course import EXEMPT_KEYS, SECTIONS, Course
from scored_society.policy.overlay import check_structure, flattened
from scored_society.policy.schema import Policy

RULE_BOOKS = Library("scored_society.policy", "rule book", EXEMPT_KEYS)


@dataclass(frozen=True)
class PolicyBook:
    """A rule book through time.

    Attributes
    ----------
    name : str
        Its name, as the file says.
    document : Document
        What the file and everything that it extends say together; it extends nothing. Dated changes stand in its
        list `changes`.
    epochs : tuple of (week, Policy)
        The whole rule book as it stands from a week on, counted from 2020-01-01; the first is week 0.
    """

    name: str
    document: Document = field(repr=False)
    epochs: tuple[tuple[int, Policy], ...] = field(repr=False)

    def at(self, week: int) -> Policy:
        """Return the rule book as it stands in a week counted from 2020-01-01."""
        return self.epochs[max(0, bisect_right([first for first, _ in self.epochs], week) - 1)][1]

    def document_at(self, week: int) -> Document:
        """Return the file as it stands in a week, to find the lines that `at(week)` comes from."""
        return Course(self.document).at(week)

    def text(self) -> str:
        """Return the resolved rule book as YAML; it loads by itself, to equal epochs."""
        return yaml_text(self.document.value)

    @cached_property
    def sha256(self) -> str:
        """The hash of `text()`."""
        return sha256(self.text().encode()).hexdigest()

    @property
    def assumed(self) -> list[tuple[KeyPath, int | float | str]]:
        """Path and value of every number that rests on no source."""
        return assumed_values(self.document, EXEMPT_KEYS)


def load_policy(name_or_path: str | os.PathLike[str]) -> PolicyBook:
    """Load a rule book.

    Parameters
    ----------
    name_or_path : str or path
        The name of a built-in rule book, or the path of a YAML file.

    Returns
    -------
    PolicyBook
        The rule book at all times, checked.

    Raises
    ------
    UserError
        At file and line of the first mistake; nothing is applied before every change is checked.

    Examples
    --------
    >>> load_policy("none").at(0).score is None
    True
    """
    chain = read_chain(name_or_path, RULE_BOOKS)
    for document in chain:
        check_structure(document)
    document = flattened(chain)
    epochs: list[tuple[int, Policy]] = []
    course = Course(document)
    for week in course.weeks:
        policy = _epoch(course, week)
        if not epochs or epochs[-1][1] != policy:
            epochs.append((week, policy))
    return PolicyBook(epochs[0][1].policy, document, _from_its_start(epochs))


def _epoch(course: Course, week: int) -> Policy:
    try:
        return validated(Policy, course.at(week))
    except UserError as error:
        if len(course.weeks) == 1:
            raise
        raise UserError(f"{error} (as the rule book stands from {day_of(week)} on)", error.place) from None


def _from_its_start(epochs: list[tuple[int, Policy]]) -> tuple[tuple[int, Policy], ...]:
    """Let nobody be scored before the day on which the rule book starts."""
    starts = epochs[0][1].starts
    first = 0 if starts is None else week_of(starts)
    if first <= 0:
        return tuple(epochs)
    before = Policy.model_validate(epochs[0][1].model_dump(exclude=set(SECTIONS)))
    at_start = [policy for week, policy in epochs if week <= first][-1]
    return ((0, before), (first, at_start), *((week, policy) for week, policy in epochs if week > first))
