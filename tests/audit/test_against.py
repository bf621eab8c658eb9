from dataclasses import replace

import pytest

from audit.made import audit, finding, measured
from scored_society.audit.against import against
from scored_society.audit.wording import became


def changes(before, after):
    return {
        effect: [change.how for change in against(before, after).of(effect)]
        for effect in ("mends", "worsens", "leaves")
    }


def only(before, after):
    (change,) = against(audit(before), audit(after)).changes
    return change


def test_what_is_in_one_alone_is_gone_or_new():
    assert changes(audit(finding()), audit()) == {"mends": ["gone"], "worsens": [], "leaves": []}
    assert changes(audit(), audit(finding())) == {"mends": [], "worsens": ["new"], "leaves": []}


def test_a_finding_is_known_by_check_provision_and_entry_whatever_name_and_line():
    renamed = finding(path=("sanctions", "other_name"), line=99, file="reform.yaml", message="It is heavy, still.")
    assert only(finding(), renamed).how == "same"


@pytest.mark.parametrize(
    "other",
    [{"check": "no_redress"}, {"instrument": "echr"}, {"article": "14"}, {"number": 5}, {"path": ("rules", "x")}],
)
def test_another_check_provision_section_or_number_is_another_finding(other):
    assert changes(audit(finding()), audit(finding(**other))) == {"mends": ["gone"], "worsens": ["new"], "leaves": []}


def test_severity_counts_first():
    assert only(finding(severity="error"), finding(severity="note")).how == "lighter"
    assert (
        only(finding(verdicts=("not shown", "met")), finding(severity="error", verdicts=("not shown", "met"))).how
        == "graver"
    )
    assert only(finding(severity="error", verdicts=("not shown", "met")), finding(severity="note")).how == "lighter"


def test_then_the_elements_that_tell_against_the_rule_book():
    met, shown = finding(verdicts=("met", "not shown")), finding(verdicts=("met", "met"))
    assert only(met, shown).how == "lighter"  # the restriction's necessity is shown now
    assert only(shown, met).how == "graver"
    assert only(met, finding(verdicts=("not shown", "not shown"))).how == "lighter"


def test_what_is_gone_under_one_provision_alone_is_gone_in_part():
    one = finding()
    other = replace(one, article="14")
    reform = against(audit(one, other), audit(finding()))
    (gone,) = reform.of("mends")
    assert (gone.finding.article, reform.in_part(gone)) == ("14", True)
    assert became(reform, gone).startswith("gone in part: ")
    whole = against(audit(one, other), audit())
    assert not any(whole.in_part(change) for change in whole.changes)


def test_what_changed_is_told_element_by_element():
    change = only(finding(verdicts=("met", "not shown")), finding(verdicts=("met", "not applicable")))
    assert change.elements() == [
        {"element": "restriction: necessity", "before": "not shown", "after": "not applicable"}
    ]
    gone = against(audit(finding()), audit()).changes[0]
    assert [row["after"] for row in gone.elements()] == [None, None]
    assert gone.as_json()["after"] is None
    assert gone.as_json()["before"]["line"] == 10


def test_of_several_alike_the_gravest_are_set_beside_the_gravest():
    before = audit(finding(severity="note"), finding(severity="error"))
    assert changes(before, audit(finding(severity="error"))) == {"mends": ["gone"], "worsens": [], "leaves": ["same"]}
    assert against(before, audit(finding(severity="error"))).of("mends")[0].finding.sighting.severity == "note"
    assert changes(audit(finding()), audit(finding(), finding())) == {
        "mends": [],
        "worsens": ["new"],
        "leaves": ["same"],
    }


def test_changes_follow_the_order_of_the_reform_and_none_is_lost():
    before = audit(finding(number=1), finding(number=2), finding(number=3))
    after = audit(finding(number=3), finding(number=9), finding(number=1))
    told = [(change.how, change.finding.sighting.number) for change in against(before, after).changes]
    assert told == [("same", 3), ("new", 9), ("same", 1), ("gone", 2)]


def test_what_is_gone_or_new_as_a_whole_comes_first():
    before = audit(finding(number=1, severity="error"), finding(number=2))
    after = audit(finding(number=1), finding(number=3, severity="error"))
    reform = against(before, after)
    assert [change.how for change in reform.of("mends")] == ["gone", "lighter"]
    assert [change.how for change in reform.of("worsens")] == ["new"]


def test_a_reform_reaches_what_it_has_itself():
    reform = against(audit(finding(severity="error")), audit(finding(severity="warning")))
    assert reform.reaches("warning")
    assert not reform.reaches("error")


def test_a_rule_book_against_itself_leaves_everything():
    same = audit(finding(), finding(number=5), measured())
    assert changes(same, same) == {"mends": [], "worsens": [], "leaves": ["same"] * 3}
