"""From sightings to findings: which provisions take up what was seen, in which order, and that nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby

import pytest

from scored_society.audit.finding import RESTRICTION, Measured, Sighting
from scored_society.audit.instruments import Instrument, instruments, load_instrument
from scored_society.audit.law import NO_INSTRUMENT, findings, triggered
from scored_society.audit.reading import sightings
from scored_society.base.document import parse_document
from scored_society.base.errors import Place
from scored_society.base.model import validated
from scored_society.policy.load import load_policy
from scored_society.policy.schema import Policy
from scored_society.society.load import load_society
from scored_society.society.schema import Society

CHINA = load_society("china-2020")


@dataclass(frozen=True)
class Ruled:
    policy: Policy = field(repr=False)
    society: Society = field(repr=False)


AS_TOLD = Ruled(load_policy("as-told").at(0), CHINA.society)
TINY = """\
instrument: tiny
title: A tiny treaty
short: Tiny
year: 2000
force: treaty
binding_on: {who: nobody, certainty: to be verified}
provisions:
  "1":
    title: names
    wording: Nobody is named.
    wording_is: paraphrase
    certainty: to be verified
    triggers: {public_naming: {domain: [reputation, work]}, no_redress: {missing: [appeal], children: [true]}}
    elements: [{name: shown, what: Shown?, test: made_public}]
    satisfied_by: silence
  "2":
    title: children
    wording: No child is named.
    wording_is: paraphrase
    certainty: to be verified
    triggers: {public_naming: {}}
    elements:
      - {name: a child, what: Under 18?, test: child, scope: true}
      - {name: no reasons, what: Unsaid?, test: missing, of: reasons}
    satisfied_by: silence
"""


@pytest.fixture(scope="module")
def tiny():
    return validated(Instrument, parse_document(TINY.encode(), "tiny.yaml"))


@pytest.fixture(scope="module")
def told():
    """Return all that is seen in as-told, and what is found."""
    subjects, seen = sightings(load_policy("as-told"), CHINA)
    return findings(subjects[0], seen)


def seen(check, *path, measured=None, **facts):
    return Sighting(
        check, "error", path or ("rules", "theft"), Place("book.yaml", 1), 1, "Seen.", "Mend.", facts, measured
    )


def articles(subject, sighting, given=None):
    return [finding.article for finding in findings(subject, [sighting], given)]


def test_conditions_are_met_by_a_value_or_by_one_of_several(tiny):
    first = tiny.provisions["1"]
    assert triggered(first, seen("public_naming", domain="work"))
    assert not triggered(first, seen("public_naming", domain="health"))
    assert not triggered(first, seen("public_naming"))
    assert not triggered(first, seen("disproportion", domain="work"))
    assert triggered(first, seen("no_redress", missing=["notice", "appeal"], children=True))
    assert not triggered(first, seen("no_redress", missing=["notice"], children=True))
    assert not triggered(first, seen("no_redress", missing=["appeal"], children=False))


def test_a_provision_is_left_out_only_where_its_scope_cannot_apply(tiny):
    assert articles(AS_TOLD, seen("public_naming", domain="work", children=True), [tiny]) == ["1", "2"]
    assert articles(AS_TOLD, seen("public_naming", domain="work", children=False), [tiny]) == ["1"]


def test_a_test_is_told_what_it_is_asked_about(tiny):
    found = findings(AS_TOLD, [seen("public_naming", children=True)], [tiny])
    assert [(one.name, one.verdict) for one in found[0].elements] == [("a child", "met"), ("no reasons", "met")]
    assert "told why" in found[0].elements[1].why


@pytest.mark.parametrize("check", ["unreachable", "contradiction", "public_naming"])
def test_what_no_provision_takes_up_is_still_a_finding(tiny, check):
    (found,) = findings(AS_TOLD, [seen(check, domain="health", children=False)], [tiny])
    assert (found.instrument, found.article, found.elements) == (NO_INSTRUMENT, "", ())


def test_findings_keep_the_order_of_sightings_instruments_and_provisions(told):
    order = [(one.instrument, article) for one in instruments() for article in one.provisions]
    for _, group in groupby(told, key=lambda finding: id(finding.sighting)):
        places = [order.index((finding.instrument, finding.article)) for finding in group]
        assert places == sorted(set(places))


def test_what_was_measured_is_taken_up_by_what_takes_up_a_check_that_it_speaks_to(tiny):
    figure = Measured(0.25, 0.2, 0.3, "of listings", "one run")
    sighting = seen("wrongful_measured", measured=figure, speaks_to=["no_redress", "public_naming"], domain="work")
    assert articles(AS_TOLD, sighting, [tiny]) == ["1"]
    elsewhere = replace(sighting, facts={**sighting.facts, "domain": "health", "speaks_to": ["public_naming"]})
    assert articles(AS_TOLD, elsewhere, [tiny]) == [""]


def test_what_was_measured_says_nothing_of_access_where_it_does_not_say_so():
    sighting = seen(
        "exclusion_measured", "sanctions", "travel_ban", speaks_to=["unrelated_contexts"], domain="mobility"
    )
    found = {(finding.instrument, finding.article) for finding in findings(AS_TOLD, [sighting])}
    assert ("iccpr", "12") in found
    assert ("iccpr", "25(c)") not in found


def test_a_gap_between_groups_is_a_matter_of_discrimination():
    found = findings(AS_TOLD, [seen("group_gap", "score", by="limitation", disability=True, care=True)])
    assert {(one.instrument, one.article) for one in found} == {
        ("iccpr", "26"), ("icescr", "2(2)"), ("crpd", "5"), ("echr", "14"),
    }  # fmt: skip


# What as-told is found to touch.


def under(told, instrument, article):
    return [one for one in told if (one.instrument, one.article) == (instrument, article)]


def test_everything_seen_in_as_told_touches_some_provision(told):
    assert NO_INSTRUMENT not in {finding.instrument for finding in told}


def test_of_what_is_asked_for_only_retroactivity_is_not_in_as_told(told):
    found = {(finding.instrument, finding.article) for finding in told}
    every = {
        (one.instrument, article) for one in instruments() for article, it in one.provisions.items() if it.operative
    }
    assert every - found == {
        ("iccpr", "15"), ("udhr", "11(2)"),  # nothing there is made heavier afterwards
        ("iccpr", "18"), ("iccpr", "22"), ("echr", "9"),  # no rule on religion or association
    }  # fmt: skip


def test_a_reason_is_one_plain_sentence(told):
    for finding in told:
        for element in finding.elements:
            assert element.why.strip() == element.why
            assert not any(bad in element.why for bad in ("None", "{", "}", "\n", "[", "''", "  ")), element.why
            assert not element.why.endswith(".")


def test_speech_is_held_against_every_step(told):
    found = [one for one in under(told, "iccpr", "19") if one.sighting.path == ("rules", "speaking_out")]
    assert found
    assert [(element.name, element.verdict) for element in found[0].elements] == [
        ("interference with expression", "met"),
        *((f"{RESTRICTION}{step}", "not shown")
          for step in ("provided by law", "legitimate aim", "necessary", "proportionate")),
    ]  # fmt: skip
    assert all(element.tells_against for element in found[0].elements)


def test_the_limbs_of_social_scoring_are_met_by_different_sightings(told):
    first, second = under(told, "eu-ai-act", "5(1)(c)(i)"), under(told, "eu-ai-act", "5(1)(c)(ii)")
    assert {one.sighting.check for one in first} == {"unrelated_contexts"}
    assert {one.sighting.check for one in second} == {"disproportion", "guilt_by_family", "protected_acts"}
    by_family = [one for one in second if one.sighting.check == "guilt_by_family"]
    assert all(one.elements[-2].verdict == "met" and one.elements[-1].verdict == "not shown" for one in by_family)
    heavy = [one for one in second if one.sighting.check == "disproportion"]
    assert all(one.elements[-2].verdict == "not shown" and one.elements[-1].verdict == "met" for one in heavy)


def test_children_are_struck_for_their_parents_only_where_they_are_children(told):
    struck = {one.sighting.path[1] for one in under(told, "crc", "2(2)")}
    assert struck == {"private_school_closed_to_children"}  # who applies to a university is 18
    both = {one.sighting.path[1] for one in under(told, "iccpr", "26") if one.sighting.check == "guilt_by_family"}
    assert both == {"private_school_closed_to_children", "university_closed_to_children", "payment_platform"}


def test_criminal_law_is_never_said_to_apply(told):
    for instrument, article in (("iccpr", "14(2)"), ("udhr", "11(1)"), ("echr", "6")):
        names = [e.verdict for one in under(told, instrument, article) for e in one.elements if "penal" in e.name
                 or "criminal" in e.name]  # fmt: skip
        assert set(names) == {"not shown"}


def test_due_process_answers_what_it_gives():
    subjects, seen_there = sightings(load_policy("due-process"), CHINA)
    found = findings(subjects[0], seen_there)
    lacking = [element for one in found for element in one.elements if element.name in ("no appeal", "no notice")]
    assert lacking
    assert {element.verdict for element in lacking} == {"not shown"}


def test_an_instrument_by_itself_can_be_asked(told):
    subjects, everything = sightings(load_policy("as-told"), CHINA)
    alone = findings(subjects[0], everything, [load_instrument("gdpr")])
    assert [one for one in alone if one.instrument != NO_INSTRUMENT] == [
        one for one in told if one.instrument == "gdpr"
    ]
