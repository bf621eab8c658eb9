from datetime import date

import pytest

from scored_society.base.document import parse_document
from scored_society.base.errors import UserError
from scored_society.policy.dated import as_of, check_dates, dates

DOCUMENT = parse_document(
    b"""\
a:
  always: 1
  later: {2022-01-01: 2}
  points:
    2023-01-01: -10
    2020-01-01: -5
b: [{c: {2021-01-01: {d: 3}}}]
""",
    "x.yaml",
)


@pytest.mark.parametrize(
    ("week", "value"),
    [
        (0, {"a": {"always": 1, "points": -5}, "b": [{}]}),
        (52, {"a": {"always": 1, "points": -5}, "b": [{"c": {"d": 3}}]}),
        (104, {"a": {"always": 1, "later": 2, "points": -5}, "b": [{"c": {"d": 3}}]}),
        (156, {"a": {"always": 1, "later": 2, "points": -10}, "b": [{"c": {"d": 3}}]}),
    ],
)
def test_the_latest_date_that_has_come_holds(week, value):
    assert as_of(DOCUMENT, week).value == value


def test_places_lead_to_the_date():
    assert as_of(DOCUMENT, 0).places["a", "points"].line == 6
    assert as_of(DOCUMENT, 156).places["a", "points"].line == 5
    assert as_of(DOCUMENT, 156).places["a", "always"].line == 2


def test_all_dates_are_found():
    assert sorted(dates(DOCUMENT.value)) == [date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)]


def test_an_empty_mapping_has_no_dates():
    document = parse_document(b"a: {}\n", "x.yaml")
    check_dates(document)
    assert as_of(document, 0).value == {"a": {}}


@pytest.mark.parametrize("key", ["2023-02-30", "2023-1-1", "2023/01/01", "01.02.2023x"])
def test_a_key_beside_dates_is_a_date(key):
    with pytest.raises(UserError, match=f"x.yaml:3: '{key}' is not a day; write e.g. '2024-03-01'"):
        check_dates(parse_document(f"a:\n  2020-01-01: 1\n  {key}: 2\n".encode(), "x.yaml"))
