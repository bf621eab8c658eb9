import pytest

from audit.read import BOOKS, FAIR, subject
from scored_society.audit.catalogue import CONTEXTS, DOMAINS, kept_for, related
from scored_society.audit.flow import flows, matrix


def test_relatedness_has_no_direction_and_holds_for_the_same():
    assert all(related(domain, domain) for domain in DOMAINS)
    assert all(related(one, other) == related(other, one) for one in CONTEXTS for other in CONTEXTS)
    assert related("credit", "money")
    assert not related("play", "mobility")


def test_a_payment_app_keeps_data_of_its_own_and_cameras_do_not():
    assert (kept_for("platform"), kept_for("cameras")) == (("commerce", "credit", "money"), ())


def test_a_small_matrix():
    cells = [cell.as_json() for cell in matrix(subject(BOOKS / "unrelated_contexts-found.yaml"))]
    same = {"domain": "mobility", "ways": ["score"], "consequences": ["no_travel"]}
    assert cells == [
        {"context": "mobility", "related": True, "rules": ["traffic_offence"], **same},
        {"context": "community", "related": False, "rules": ["littering"], **same},
    ]


def test_each_way_is_told_apart(write):
    book = FAIR + (
        "blacklist:\n"
        "  low: {number: 1, kind: low_score, at_or_below: 800, term: {shortest: 1 week, longest: 9 weeks}}\n"
        "  work: {number: 2, kind: reports, behaviours: [misbehaviour_at_work], by: [employer], "
        "term: {shortest: 1 week, longest: 9 weeks}}\n"
    )
    book = book.replace(
        "sanctions:\n",
        "sanctions:\n"
        "  by_work: {number: 2, kind: burden, when: {listed: [work]}, domain: money}\n"
        "  by_low: {number: 3, kind: burden, when: {listed: [low]}, domain: housing}\n"
        "  children: {number: 4, kind: burden, when: {parent_listed: true}, domain: schooling}\n",
    )
    found = {(flow.consequence.name, flow.way, flow.datum.name) for flow in flows(subject(write(book)))}
    assert found == {
        ("no_travel", "score", "traffic_offence"),
        ("by_work", "listing", "work"),
        ("by_low", "listing", "traffic_offence"),
        ("children", "parent", "traffic_offence"),
        ("children", "parent", "work"),
    }


def test_a_reward_that_the_listed_keep_does_not_flow_from_the_list(write):
    rewards = "entitlements: {gym: {number: 1, kind: threshold, at_or_above: 900, worth: 9, domain: health, "
    rewards += "listed: %s}}\n"
    routes = "blacklist: {work: {number: 2, kind: reports, behaviours: [misbehaviour_at_work], by: [employer], "
    routes += "term: {shortest: 1 week, longest: 9 weeks}}}\n"
    lost, kept = (subject(write(FAIR + routes + rewards % listed)) for listed in ("lose", "keep"))
    assert {flow.way for flow in flows(lost) if flow.consequence.name == "gym"} == {"score", "listing"}
    assert {flow.way for flow in flows(kept) if flow.consequence.name == "gym"} == {"score"}


@pytest.mark.parametrize("name", ["as-told", "due-process", "rongcheng"])
def test_the_matrix_holds_every_flow_once(name):
    one = subject(name)
    pairs = {(flow.datum.context, flow.consequence.domain) for flow in flows(one)}
    cells = matrix(one)
    assert [(cell.context, cell.domain) for cell in cells] == sorted(
        pairs, key=lambda pair: (CONTEXTS.index(pair[0]), DOMAINS.index(pair[1]))
    )
    assert all(cell.ways and cell.rules and cell.consequences for cell in cells)


def test_all_that_as_told_scores_decides_over_all_that_it_withholds():
    one = subject("as-told")
    arising = {datum.context for datum in one.data}
    domains = {consequence.domain for consequence in one.consequences}
    assert len(matrix(one)) == len(arising) * len(domains)
    assert matrix(subject("none")) == ()
