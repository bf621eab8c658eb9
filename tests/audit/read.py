"""Rule books read by the checks, for tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scored_society.audit.reading import sightings, subjects
from scored_society.policy.load import load_policy
from scored_society.society.load import load_society
from scored_society.tables.agreement import check_agreement

BOOKS = Path(__file__).parent / "books"
FAIR = (BOOKS / "fair.yaml").read_text()


@cache
def china():
    return load_society("china-2020")


def seen(given, check=None, society=None):
    """Return what is seen in a rule book, by one check or all."""
    book = load_policy(given)
    check_agreement(book, society or china())
    return [one for one in sightings(book, society or china())[1] if check in (None, one.check)]


def subject(given, at=-1):
    """Return a rule book as a subject, in its last epoch or another."""
    return subjects(load_policy(given), china())[at]
