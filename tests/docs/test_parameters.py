"""docs/parameters.md has every number, and nothing in week/ is a number without a name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import scored_society.week
from docs.bare_numbers import bare_numbers, counted
from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.society.load import SOCIETIES, load_society

WEEK = sorted(Path(scored_society.week.__file__).parent.glob("*.py"))
ALLOWED = Path(__file__).with_name("bare_numbers.yaml")


@pytest.fixture(scope="module")
def page(committed):
    return committed("parameters.md")


def part(page: str, title: str) -> str:
    return page.split(f"\n## {title}\n")[1].split("\n## ", maxsplit=1)[0]


@pytest.mark.parametrize("name", SOCIETIES.names())
def test_every_assumed_number_of_a_society_is_there(page, name):
    shown = part(page, f"Society `{name}`")
    for path, _ in load_society(name).assumed:
        names = [str(key) for key in path if key != "value"]
        whole = ".".join(names)
        row = next(
            line for line in shown.splitlines() if f"`{whole}`" in line or f"`{whole.rpartition('.')[0]}`" in line
        )
        assert " | assumed | " in row


@pytest.mark.parametrize("name", RULE_BOOKS.names())
def test_every_rule_book_has_its_numbers(page, name):
    shown = part(page, f"Rule book `{name}`")
    base = part(page, f"Rule book `{RULE_BOOKS.names()[0]}`") if "numbers as in" in shown else ""
    for path, _ in load_policy(name).assumed:
        assert f"`{'.'.join(str(key) for key in path if key != 'value')}`" in shown + base


def test_what_is_not_assumed_has_a_reference_and_what_is_has_a_range(page):
    rows = [line.split(" | ") for line in page.split("\n## The week")[0].splitlines() if line.startswith("| `")]
    assert len(rows) > 1_000
    for parameter, _, unit, basis, between, reference in rows:
        assert unit
        assert reference.rstrip(" |") if basis != "assumed" else between, parameter


def test_every_named_number_of_the_week_is_there(page):
    shown = page.split("\n## The week")[1]
    for name, value in (("`ADULT`", "18"), ("`OLDEST_CARER`", "75"), ("`BIRTH_OFFSET`", "6240"), ("`BINS`", "64")):
        assert any(f" {name} | {value} | " in line for line in shown.splitlines())


def test_bare_numbers_are_found(tmp_path):
    file = tmp_path / "phase.py"
    file.write_text(
        "NAMED = 77\n"
        "def phase(words, chance, week):\n"
        "    a = chance * NAMED >> 16\n"
        "    b = words[3, 0] + words[5] - 1\n"
        "    c = week // 52 + (chance >> 7)\n"
        "    return a + b * 2 + words[min(week, 20)]\n"
    )
    assert [(bare.value, bare.line) for bare in bare_numbers(file)] == [(52, 5), (7, 5), (20, 6)]


def test_nothing_in_the_week_is_a_bare_number():
    """But for what bare_numbers.yaml lets stand, in as few places as that says."""
    allowed = {
        (file, function, value): times
        for file, functions in yaml.safe_load(ALLOWED.read_text(encoding="utf-8")).items()
        for function, values in functions.items()
        for value, times in values.items()
    }
    found = counted(WEEK)
    lines = {(bare.file, bare.function, bare.value): bare.line for file in WEEK for bare in bare_numbers(file)}
    more = [f"{key[0]}:{lines[key]}: {key[2]} in {key[1]}" for key in found if found[key] > allowed.get(key, 0)]
    assert more == [], "give it a name, and a meaning below the name"
    assert {key: times for key, times in allowed.items() if found[key] < times} == {}, (
        "take it out of bare_numbers.yaml"
    )
