import copy

from scored_society.base.document import parse_document
from scored_society.base.overlaid import overlaid

BASE = parse_document(
    b"""\
theft:
  points: 5
  name: theft
  basis: documented
  reference: {title: A page}
  deeper: {rate: 1, basis: derived, reference: {title: Another}}
fine: {points: 1, basis: assumed, range: [0, 2]}
""",
    "base.yaml",
)


def laid(text: str):
    return overlaid(BASE, parse_document(text.encode(), "over.yaml"), {"name"})


def test_a_new_number_without_basis_is_assumed():
    entry = laid("theft: {points: 9}\n").value["theft"]
    assert entry["basis"] == "assumed"
    assert "reference" not in entry
    assert entry["deeper"] == BASE.value["theft"]["deeper"]


def test_the_nearest_ground_falls():
    entry = laid("theft: {deeper: {rate: 2}}\n").value["theft"]
    assert entry["basis"] == "documented"
    assert entry["deeper"] == {"rate": 2, "basis": "assumed"}


def test_a_new_basis_stands_by_itself():
    entry = laid("theft: {points: 9, basis: estimated, why: a guess}\n").value["theft"]
    assert (entry["basis"], entry["why"], "reference" in entry) == ("estimated", "a guess", False)


def test_a_range_of_the_base_is_not_that_of_a_new_number():
    assert laid("fine: {points: 7}\n").value["fine"] == {"points": 7, "basis": "assumed"}


def test_what_is_no_number_leaves_grounds_alone():
    assert laid("theft: {name: '5 thefts'}\n").value["theft"]["reference"] == {"title": "A page"}
    assert laid("theft: {reference: {year: 2020}}\n").value["theft"]["reference"] == {"title": "A page", "year": 2020}


def test_places_follow():
    document = laid("theft:\n  points: 9\n")
    assert str(document.places["theft", "points"]) == "over.yaml:2"
    assert str(document.places["theft", "name"]) == "base.yaml:3"
    assert ("theft", "reference", "title") not in document.places


def test_nothing_is_changed_in_place():
    before = copy.deepcopy(BASE)
    laid("theft: {points: 9}\n")
    assert before == BASE
