"""What an audit of the built-in rule books must say, in words; golden/ has each finding."""

from __future__ import annotations

from functools import cache

import pytest

import scored_society as ss
from scored_society.audit.catalogue import checks
from scored_society.audit.finding import LAST_LINE

NOT_IN_AS_TOLD = {"retroactivity", "unreachable", "contradiction"}


@cache
def found(book):
    return ss.audit(book)


def seen(book, check=None):
    return [sighting for sighting, _ in found(book).sightings() if check in (None, sighting.check)]


def test_as_told_triggers_every_family_but_retroactivity_and_lint():
    assert {sighting.check for sighting in seen("as-told")} == set(checks()) - NOT_IN_AS_TOLD


def test_a_perk_refuses_nobody_an_adequate_living_or_an_essential_service():
    perks = {"free_gym", "tax_breaks", "discounts", "bill_savings", "cheaper_transport"}
    touched = {one.article for one in found("as-told").findings if one.sighting.path[-1] in perks}
    assert touched == {"5(1)(c)(i)", "5(1)(b)", "social scoring"}


def test_the_list_of_adult_debtors_names_no_child():
    named = seen("on-record", "public_naming")
    assert [(one.severity, one.facts["children"]) for one in named] == [("warning", False)] * len(named)
    assert all(one.severity == "error" for one in seen("as-told", "public_naming"))


def test_none_triggers_nothing():
    assert found("none").findings == ()
    assert found("none").as_json()["note"] == LAST_LINE


def test_no_built_in_rule_book_is_contradictory_or_has_what_is_out_of_reach():
    for book in ("as-told", "due-process", "on-record", "rongcheng", "suining", "no-points-for-speech"):
        assert not {sighting.check for sighting in seen(book)} & NOT_IN_AS_TOLD


def test_due_process_mends_what_it_claims():
    assert seen("as-told", "no_redress")
    assert not seen("due-process", "no_redress")
    reform = ss.audit_against("as-told", "due-process")
    assert {change.finding.sighting.check for change in reform.of("mends")} >= {"no_redress", "long_records"}
    assert not reform.of("worsens")


def test_due_process_keeps_its_findings_on_protected_acts():
    kept = ss.audit_against("as-told", "due-process").of("leaves")
    protected = [change for change in kept if change.finding.sighting.check == "protected_acts"]
    before = [finding for finding in found("as-told").findings if finding.sighting.check == "protected_acts"]
    assert len(protected) == len(before) > 0


def test_no_points_for_speech_mends_what_speech_and_assembly_cost():
    changes = ss.audit_against("as-told", "no-points-for-speech").changes
    protected = [change for change in changes if change.finding.sighting.check == "protected_acts"]
    mended = {change.finding.sighting.path[1] for change in protected if change.how == "gone"}
    assert mended == {"speaking_out", "spreading_rumours", "peaceful_unauthorised_assembly"}
    assert all(change.effect != "worsens" for change in changes)


@pytest.mark.parametrize(
    "book", ["as-told", "due-process", "on-record", "rongcheng", "suining", "no-points-for-speech"]
)
def test_every_finding_stands_at_a_line_and_says_what_would_mend_it(book):
    for finding in found(book).findings:
        assert finding.sighting.place.line > 0
        assert finding.sighting.message
        assert finding.sighting.remedy
        assert all(
            element.verdict in ("met", "not shown", "not applicable") and element.why for element in finding.elements
        )


@pytest.mark.parametrize("book", ["as-told", "on-record"])
def test_every_finding_under_an_instrument_has_elements(book):
    for finding in found(book).findings:
        assert bool(finding.elements) == (finding.instrument != "none")
