"""What parents fear for their children: nothing, unless the rule book holds a listing against them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from laws.living import tables

KIN_SANCTIONS = ["university_closed_to_children", "private_school_closed_to_children"]


def told_without(*sanctions: str) -> dict[str, Any]:
    return {"policy": "lenient", "title": "As told, without some", "extends": "as-told",
            "remove": {"sanctions": list(sanctions)}}  # fmt: skip


def kin(policy: str | dict[str, Any], folder: Path) -> tuple[int, int]:
    """Return how much more parents fear a listing, in 1/256, and the sanctions that fall on children, as bits."""
    (epoch,) = tables(policy, "smallville", 1, folder).epochs
    return int(epoch.rules.kin), int(epoch.rules.mask_parent)


def test_parents_fear_more_where_the_rule_book_falls_on_children(tmp_path):
    fear, sanctions = kin("as-told", tmp_path)
    assert fear > 0
    assert sanctions.bit_count() == len(KIN_SANCTIONS)


def test_parents_fear_no_more_than_others_without_its_sanctions_on_children(tmp_path):
    assert kin(told_without(*KIN_SANCTIONS), tmp_path) == (0, 0)


@pytest.mark.parametrize("removed", KIN_SANCTIONS)
def test_one_sanction_on_children_is_enough(removed, tmp_path):
    assert kin(told_without(removed), tmp_path)[0] == kin("as-told", tmp_path)[0]


@pytest.mark.parametrize("policy", ["none", "on-record", "rongcheng", "suining"])
def test_fear_and_sanctions_on_children_come_together(policy, tmp_path):
    fear, sanctions = kin(policy, tmp_path)
    assert (fear > 0) == (sanctions > 0)
