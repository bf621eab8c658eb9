"""Whether the audit says what it said of the built-in rule books; renew_golden.py says what to do if it should not."""

from __future__ import annotations

import pytest

from audit.renew_golden import BOOKS, GOLDEN, stored, told


def test_every_built_in_rule_book_is_stored():
    assert sorted(path.stem for path in GOLDEN.iterdir()) == BOOKS


@pytest.mark.parametrize("book", BOOKS)
def test_the_audit_says_what_it_said(book: str):
    assert told(book) == stored(book)
