"""The instruments: all that are asked for are there, and none says more of its wording than was read."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from typing import get_args

import pytest

from scored_society.audit.catalogue import CONTEXTS, checks
from scored_society.audit.checks.no_redress import MEANS
from scored_society.audit.elements import TESTS
from scored_society.audit.finding import RESTRICTION
from scored_society.audit.instruments import NAMES, Instrument, instruments, load_instrument
from scored_society.audit.measured.declared import measured_checks
from scored_society.base.document import parse_document
from scored_society.base.errors import UserError
from scored_society.base.model import validated
from scored_society.society.behaviours import Protected
from scored_society.society.institutions import Access

LINT = {"unreachable", "contradiction"}
ASKED_FOR = {
    "eu-ai-act": {
        "5(1)(c)(i)", "5(1)(c)(ii)", "5(1)(h)", "Annex III 1", "Annex III 3", "Annex III 4", "Annex III 5", "86",
        "recital 12", "recital 31",
    },
    "gdpr": {"5(1)(a)", "5(1)(b)", "5(1)(d)", "5(1)(e)", "9(1)", "10", "15", "22(1)", "22(3)"},
    "iccpr": {"2(3)", "12", "14(1)", "14(2)", "15", "17", "19", "21", "25(c)", "26"},
    "icescr": {"2(2)", "6", "7(c)", "9", "11", "12", "13(1)", "13(2)(c)", "13(3)"},
    "crc": {"2(2)", "3", "16", "28"},
    "crpd": {"5"},
    "udhr": {"11(1)", "11(2)", "17"},
    "echr": {"6", "8", "10", "11", "13", "14", "P1-1"},
    "unesco-ai-ethics": {"social scoring"},
    "pipl": {"24", "26"},
    "state-council-2020-49": {"credit information", "disclosure", "lists", "penalties", "repair"},
}  # fmt: skip
KINDS = {"collectors", "cameras", "platform", "classifiers", "registry"}
VALUES = {
    "domain": set(CONTEXTS), "domains": set(CONTEXTS), "access": set(get_args(Access)),
    "protected": set(get_args(Protected)) - {"none"}, "missing": set(MEANS), "kinds": KINDS, "channel_kind": KINDS,
    "kind": {"sanction", "reward", "priority", "threshold", "graded"},
    "relation": {"parent", "neighbours"}, "of": {"rule", "refusal"},
    "purpose": {True}, "accuracy": {True}, "disability": {True},
}  # fmt: skip
"""What a condition on a fact may ask for."""
FREEDOMS = {"iccpr": ("12", "17", "18", "19", "21", "22"), "echr": ("8", "9", "10", "11")}


def provisions():
    return [(one, article, provision) for one in instruments() for article, provision in one.provisions.items()]


def test_each_file_is_an_instrument_of_its_name():
    folder = files("scored_society.audit") / "instruments"
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.yaml" for name in NAMES)
    assert [one.instrument for one in instruments()] == list(NAMES)


@pytest.mark.parametrize("name", ASKED_FOR)
def test_what_is_asked_for_is_there(name):
    assert set(load_instrument(name).provisions) >= ASKED_FOR[name]


def test_a_trigger_is_a_check_and_its_conditions_ask_for_what_a_fact_may_be():
    known = set(checks()) | set(measured_checks())
    for one, article, provision in provisions():
        assert set(provision.triggers) <= known, (one.instrument, article)
        for conditions in provision.triggers.values():
            for fact, allowed in conditions.items():
                assert set(allowed) <= VALUES[fact], (one.instrument, article, fact)


def test_every_check_but_lint_touches_some_right():
    taken_up = {check for _, _, provision in provisions() for check in provision.triggers}
    assert taken_up >= set(checks()) - LINT
    assert not taken_up & LINT


def test_every_test_is_used():
    assert {rule.test for one, article, _ in provisions() for rule in one.elements(article)} == set(TESTS)


def test_elements_of_a_provision_are_told_apart():
    for one, article, _ in provisions():
        names = [rule.name for rule in one.elements(article)]
        assert len(set(names)) == len(names), (one.instrument, article)


def test_the_two_limbs_of_social_scoring_share_all_but_their_own_elements():
    act = load_instrument("eu-ai-act")
    first, second = ([rule.name for rule in act.elements(f"5(1)(c)({limb})")] for limb in ("i", "ii"))
    assert first[:5] == second[:5]
    assert first[5:] == ["(i) unrelated context"]
    assert second[5:] == ["(ii) unjustified", "(ii) disproportionate"]


@pytest.mark.parametrize(("name", "article"), [(name, article) for name in FREEDOMS for article in FREEDOMS[name]])
def test_a_restriction_of_a_freedom_passes_every_step(name, article):
    steps = [rule.name for rule in load_instrument(name).elements(article) if rule.name.startswith(RESTRICTION)]
    assert steps == [
        f"{RESTRICTION}{step}" for step in ("provided by law", "legitimate aim", "necessary", "proportionate")
    ]


def test_a_name_that_begins_like_a_restriction_is_one():
    """Of these, `not shown` tells against a rule book; so only tests of what must be shown may bear such a name."""
    by_test = defaultdict(set)
    for one, article, _ in provisions():
        for rule in one.elements(article):
            by_test[rule.test].add(rule.name.startswith(RESTRICTION))
    assert {test for test, kinds in by_test.items() if True in kinds} == {
        "provided_by_law", "legitimate_aim", "necessary", "proportionate",
    }  # fmt: skip
    assert all(len(kinds) == 1 for kinds in by_test.values())


def test_what_was_not_read_is_not_quoted():
    for one, article, provision in provisions():
        if provision.certainty == "to be verified":
            assert provision.wording_is == "paraphrase", (one.instrument, article)
            assert "“" not in provision.wording


def test_the_case_of_face_recognition_stands_with_privacy_and_expression():
    echr = load_instrument("echr").provisions
    assert {case.number for article in ("8", "10") for case in echr[article].cases} == {"11519/20"}


SMALL = """\
instrument: tiny
title: A tiny treaty
short: Tiny
year: 2000
force: treaty
binding_on: {who: nobody, certainty: read}
sets:
  law: [{name: "restriction: provided by law", what: A law?, test: provided_by_law}]
provisions:
  "1":
    title: one
    wording: Be kind.
    wording_is: verbatim
    certainty: read
    seen: a wall
    triggers: {public_naming: {}}
    elements: [{name: shown, what: Shown?, test: made_public}]
    after: [law]
    satisfied_by: kindness
"""


def small(old="", new=""):
    assert old in SMALL
    return validated(Instrument, parse_document(SMALL.replace(old, new).encode(), "tiny.yaml"))


def test_a_small_instrument_has_its_elements_in_order():
    assert [rule.name for rule in small().elements("1")] == ["shown", "restriction: provided by law"]
    before = small("    after: [law]\n", "    before: [law]\n")
    assert [rule.name for rule in before.elements("1")] == ["restriction: provided by law", "shown"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    certainty: read\n    seen: a wall\n",
            "    certainty: to be verified\n",
            "verbatim only where it was read",
        ),
        ("    seen: a wall\n", "", "'seen' says where a wording was read"),
        ("    triggers: {public_naming: {}}\n", "", "an operative provision has triggers and elements"),
        ("    title: one\n", "    title: one\n    operative: false\n", "one that is not has neither"),
        ("test: made_public", "test: made_publik", "unknown test 'made_publik'; did you mean 'made_public'?"),
        ("after: [law]", "after: [lore]", "uses the elements 'lore', which are not there"),
        ("    title: one\n", '    title: one\n    read_with: ["2"]\n', "to be read with 2, which is not there"),
        ("{public_naming: {}}", "{public_naming: {domain: []}}", "tiny.yaml:16"),
        ("satisfied_by", "satisfied", "unknown key 'satisfied'"),
    ],
)
def test_a_mistake_is_refused_with_its_line(old, new, said):
    with pytest.raises(UserError, match=r"^tiny\.yaml:\d+: ") as refusal:
        small(old, new)
    assert said in str(refusal.value)
