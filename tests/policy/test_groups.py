import pytest

from scored_society.base.errors import UserError
from scored_society.policy.load import RULE_BOOKS, load_policy

HEADER = """\
policy: small
title: t
score: {number: 1, start: 1000, lowest: 600, highest: 1300}
"""


@pytest.mark.parametrize(
    "entry",
    [
        "rules:\n  theft: {number: 1, points: -20, seen_by: [police], group: minority rural}",
        "rules:\n  theft: {number: 1, points: -20, seen_by: [police], by_residence: {}}",
        "rules:\n  theft: {number: 1, points: {rural: -5, urban: -3}, seen_by: [police]}",
        "rules:\n  theft: {number: 1, points: {2021-01-01: {minority: 1}}, seen_by: [police]}",
        "rules:\n  theft: {number: 1, points: -20, seen_by: [police], only: [{Ethnicity: x}]}",
        "entitlements:\n  school: {number: 1, kind: priority, good: school, minority-factor: 2}",
        "blacklist:\n  low: {number: 1, kind: low_score, at_or_below: 650, for_sex: male}",
        "channels:\n  cameras: {number: 20, kind: cameras, coverage: {}, sees: {}, floating_factor: 2}",
        "changes:\n  - {from: 2021-01-01, rules: {theft: {number: 1, points: -20, seen_by: [police], hukou: x}}}",
    ],
)
def test_no_rule_is_keyed_on_a_group(write, entry):
    with pytest.raises(UserError, match=r"file\.yaml:5: .*: no rule may be keyed on a group; a rule book rules over"):
        load_policy(write(f"{HEADER}{entry}\n"))


def test_the_start_is_the_same_for_all(write):
    with pytest.raises(UserError, match="no rule may be keyed on a group"):
        load_policy(write("policy: x\ntitle: t\nscore: {start_by_group: 5}\n"))


def test_names_of_entries_and_behaviours_are_free(write):
    text = HEADER + "rules:\n  racing: {number: 1, points: -1, seen_by: [a]}\n"
    text += "  group: {number: 2, points: -1, seen_by: [a]}\n"
    text += "channels:\n  cameras: {number: 20, kind: cameras, coverage: {rural: 0.1}, sees: {religion: 0.1}}\n"
    assert set(load_policy(write(text)).at(0).rules) == {"racing", "group"}


@pytest.mark.parametrize("name", RULE_BOOKS.names())
def test_built_ins_pass(name):
    load_policy(name)
