"""Names are labels: what a file calls its things, and in which order, changes nothing; nor does what comes too late."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from invariance.lived import fingerprint, hamlet
from scored_society.base.text import yaml_text
from scored_society.policy.load import load_policy
from scored_society.society.load import load_society

Change = Callable[[Any], Any]

NAMED = (
    "rules", "channels", "entitlements", "sanctions", "blacklist", "behaviours", "goods", "services", "regions",
)  # fmt: skip
"""Sections whose entries have a number that keys them and a name that is a label."""
OTHER_WORDS = {"access", "requires", "arises_in", "domain", "kind", "protected", "wrong_records", "education", "income"}
"""Keys under which the words of the schema stand, even where an entry is called the same."""


def renamed(value: Any) -> Any:
    """Return a file's value with another name for everything that has a number, wherever it is named."""
    policy, society = _values()
    names = {name for book in (policy, society) for section in NAMED for name in book.get(section, {})}
    names |= set(society["people"]["traits"])

    def other(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                f"x_{key}" if key in names else key: item if key in OTHER_WORDS else other(item)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [other(item) for item in value]
        return f"x_{value}" if value in names else value

    return other(value)


def shuffled(value: Any) -> Any:
    """Return a file's value with the entries of every mapping in another order; lists mean their order."""
    chance = random.Random(1)

    def other(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: other(value[name]) for name in chance.sample(list(value), len(value))}
        return [other(item) for item in value] if isinstance(value, list) else value

    return other(value)


def _values() -> tuple[dict[str, Any], dict[str, Any]]:
    return load_policy("as-told").document.value, load_society("smallville").document.value


@pytest.mark.parametrize("change", [renamed, shuffled])
def test_names_and_their_order_change_nothing(write: Callable[..., Path], change: Change):
    policy, society = (change(value) for value in _values())
    assert list(policy["rules"]) != list(_values()[0]["rules"])
    files = write(yaml_text(policy), "policy.yaml"), write(yaml_text(society), "society.yaml")
    assert fingerprint(*files) == hamlet().manifest["fingerprint"]


@pytest.mark.parametrize("day", ["2021-01-01", "2035-01-01"])
def test_what_comes_after_the_end_changes_nothing(write: Callable[..., Path], day: str):
    new = "{number: 90, behaviour: theft, points: -100, basis: assumed, range: [1, 100], seen_by: [police], "
    new += "repetition: {second: 2, further: 3}}"
    text = f"""\
policy: late
title: A change that comes too late
extends: as-told
changes:
  - {{from: {day}, remove: {{rules: [theft]}}, rules: {{robbery: {new}, littering: {{points: -50}}}}}}
"""
    assert fingerprint(write(text)) == hamlet().manifest["fingerprint"]


def test_in_time_the_same_change_matters(write: Callable[..., Path]):
    change = "{from: 2020-09-01, rules: {jaywalking: {points: -50}}}"
    text = f"policy: timely\ntitle: Timely\nextends: as-told\nchanges: [{change}]\n"
    assert fingerprint(write(text)) != hamlet().manifest["fingerprint"]
