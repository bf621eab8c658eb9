"""Whether the built-in rule books still do what they did; renew_fingerprints.py says what to do if they should not."""

from __future__ import annotations

import pytest

from laws.renew_fingerprints import RUNS, lived, stored


def test_every_run_is_stored():
    assert stored().keys() == RUNS.keys()


@pytest.mark.parametrize("run", RUNS)
def test_the_built_in_rule_books_do_what_they_did(run: str):
    assert lived(run) == stored()[run]
