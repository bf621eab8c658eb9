import copy
from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scored_society.base.calendar import week_of
from scored_society.base.document import parse_document
from scored_society.base.errors import UserError
from scored_society.policy.course import MOST_CHANGES, MOST_WEEKS, Course
from scored_society.policy.load import load_policy
from scored_society.policy.overlay import check_structure, flattened

BASE = """\
policy: base
title: A small rule book
score: {number: 1, start: 1000, lowest: 600, highest: 1300}
rules:
  theft:
    number: 1
    points: -20
    basis: documented
    reference: {title: A page, where: A paper}
    seen_by: [police]
  jaywalking: {number: 2, points: -5, seen_by: [police]}
  littering: {number: 3, points: -1, seen_by: [police]}
tests:
  - {name: theft, life: [{week: 1, act: theft}], expect: {score: 980}}
"""


RULES = "theft, jaywalking, littering"


@pytest.fixture
def reform(write):
    """Load an overlay of the small rule book, given as text without its first lines."""
    write(BASE, "base.yaml")

    def loaded(text: str, base: str = "base.yaml"):
        header = f"policy: reform\ntitle: A reform\nextends: {base}\n"
        return load_policy(write(header + dedent(text), "reform.yaml"))

    return loaded


def points(book, day: str, rule: str = "theft") -> int:
    return book.at(week_of(date.fromisoformat(day))).rules[rule].points


def test_an_overlay_changes_what_it_says_and_keeps_the_rest(reform):
    book = reform("rules: {theft: {points: -30}}\n")
    assert book.name == "reform"
    assert points(book, "2020-01-01") == -30
    assert book.at(0).rules["theft"].seen_by == ["police"]
    assert points(book, "2020-01-01", "jaywalking") == -5
    assert book.at(0).tests == []  # those of the base are about the base


def test_the_reference_of_the_base_does_not_vouch_for_a_new_number(reform):
    rule = reform("rules: {theft: {points: -30}}\n").at(0).rules["theft"]
    assert (rule.basis, rule.reference) == ("assumed", None)
    untouched = reform("rules: {theft: {seen_by: [court]}}\n").at(0).rules["theft"]
    assert untouched.basis == "documented"
    assert untouched.reference is not None


def test_an_entry_is_removed(reform):
    assert set(reform("remove: {rules: [theft, littering]}\n").at(0).rules) == {"jaywalking"}


def test_what_is_removed_and_given_again_is_new(reform):
    rule = reform("remove: {rules: [theft]}\nrules: {theft: {number: 9, points: -2, seen_by: [court]}}\n")
    assert rule.at(0).rules["theft"].reference is None
    assert rule.at(0).rules["theft"].number == 9


def test_dated_changes_hold_from_and_to(reform):
    book = reform(
        "changes: [{from: 2022-01-01, to: 2023-01-01, rules: {theft: {points: -30}}, remove: {rules: [littering]}}]\n"
    )
    assert [week for week, _ in book.epochs] == [0, 104, 156]
    assert [points(book, day) for day in ("2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01")] == [
        -20,
        -30,
        -30,
        -20,
    ]
    assert "littering" not in book.at(104).rules
    assert book.at(0) == book.at(156)


def test_the_later_of_two_changes_in_the_list_wins(reform):
    book = reform("""\
        changes:
          - {from: 2021-01-01, rules: {theft: {points: -30}}}
          - {from: 2022-01-01, to: 2023-01-01, rules: {theft: {points: -40}}}
        """)
    assert [points(book, f"{year}-06-01") for year in (2020, 2021, 2022, 2023)] == [-20, -30, -40, -30]


def test_a_dated_value_holds_from_its_date(reform):
    book = reform("rules: {theft: {points: {2021-01-01: -30, 2023-01-01: -40}}}\n")
    assert [points(book, f"{year}-06-01") for year in (2020, 2021, 2022, 2023)] == [-20, -30, -30, -40]


def test_an_overlay_without_dates_outlasts_the_dates_of_its_base(write, reform):
    write(BASE.replace("points: -20", "points: {2020-01-01: -20, 2022-01-01: -25}"), "dated.yaml")
    book = reform("rules: {theft: {points: -30}}\n", base="dated.yaml")
    assert [points(book, f"{year}-06-01") for year in (2020, 2022)] == [-30, -30]


def test_a_chain_of_several_files(write, reform):
    write(
        "policy: second\ntitle: t\nextends: base.yaml\nchanges: [{from: 2021-01-01, rules: {theft: {points: -25}}}]\n",
        "second.yaml",
    )
    write("policy: third\ntitle: t\nextends: second.yaml\nremove: {rules: [littering]}\n", "third.yaml")
    book = reform("changes: [{from: 2022-01-01, rules: {theft: {points: -30}}}]\n", base="third.yaml")
    assert [points(book, f"{year}-06-01") for year in (2020, 2021, 2022)] == [-20, -25, -30]
    assert "littering" not in book.at(0).rules


def test_a_file_below_may_be_extended(write, tmp_path, reform):
    (tmp_path / "below").mkdir()
    write(BASE, "below/base.yaml")
    assert reform("", base="below/base.yaml").at(0).rules["theft"].points == -20


CHAIN = [
    BASE,
    "policy: reform\ntitle: t\nextends: base\nremove: {rules: [littering]}\nrules: {theft: {points: -30}}\n"
    "changes: [{from: 2022-01-01, rules: {theft: {points: {2023-01-01: -9}}}}]\n",
]


def test_neither_base_nor_overlay_is_changed():
    chain = [parse_document(text.encode(), "x.yaml") for text in CHAIN]
    before = copy.deepcopy(chain)
    flat = flattened(chain)
    kept = copy.deepcopy(flat)
    for week in (0, 104, 156):
        Course(flat).at(week)
    assert chain == before
    assert flat == kept


@settings(max_examples=30)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"rules": st.fixed_dictionaries({"theft": st.fixed_dictionaries({"points": st.integers(-50, 50)})})},
            optional={"from": st.dates(date(2020, 1, 1), date(2025, 1, 1)).map(str)},
        ),
        max_size=3,
    ),
    st.dictionaries(
        st.dates(date(2020, 1, 1), date(2025, 1, 1)).map(str), st.integers(-50, 50), min_size=1, max_size=3
    ),
    st.booleans(),
)
def test_the_resolved_text_says_the_same_by_itself(tmp_path_factory, changes, dated, restated):
    folder = tmp_path_factory.mktemp("resolved")
    (folder / "base.yaml").write_text(BASE)
    overlay = {"policy": "reform", "title": "t", "extends": "base.yaml", "changes": changes}
    overlay |= {"rules": {"jaywalking": {"points": dated}} | ({"theft": {"points": -7}} if restated else {})}
    (folder / "reform.yaml").write_text(str(overlay))  # flow style is YAML
    book = load_policy(folder / "reform.yaml")
    (folder / "resolved.yaml").write_text(book.text())
    again = load_policy(folder / "resolved.yaml")
    assert again.epochs == book.epochs
    assert again.text() == book.text()
    assert again.sha256 == book.sha256
    assert again.assumed == book.assumed


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "rules: {jay_walking: {points: -3}}",
            4,
            f"unknown rule 'jay_walking'; allowed here: {RULES}; did you mean 'jaywalking'?",
        ),
        ("remove: {rules: [teft]}", 4, f"unknown rule 'teft'; allowed here: {RULES}; did you mean 'theft'?"),
        ("remove: {rule: [theft]}", 4, "did you mean 'rules'?"),
        ("remove:\n  rules:\n    - theft\n    - arson", 7, "unknown rule 'arson'"),
        ("remove: {channels: [cameras]}", 4, "unknown channel 'cameras'; there are no channels to change or remove"),
        ("extend: x", 4, "unknown key 'extend'; allowed here: blacklist,"),
        ("rules:\n  theft:\n    pionts: -3", 6, "unknown key 'pionts'"),
        ("rules:\n  theft:\n    points: many", 6, "'many' is not a whole number of points"),
        ("rules:\n  theft:\n    points: -3000", 6, "greater than or equal to -2047"),
        ("rules:\n  theft:\n    points: {2021-01-01: -3, 2021-02-30: -4}", 6, "'2021-02-30' is not a day"),
        ("rules:\n  theft:\n    points: {2021-01-01: -3, later: -4}", 6, "'later' is not a day"),
        (
            "changes:\n  - from: soon\n    rules: {theft: {points: -3}}",
            5,
            "'soon' is not a day; write e.g. '2024-03-01'",
        ),
        ("changes:\n  - {from: 2023-01-01, to: 2022-01-01}", 5, "'to' (2022-01-01) must be after 'from' (2023-01-01)"),
        ("changes:\n  - {from: 2023-01-01, to: 2023-01-03}", 5, "lasts less than a week"),
        ("changes:\n  - {form: 2023-01-01}", 5, "did you mean 'from'?"),
        ("changes:\n  - {from: 2023-01-01, title: x}", 5, "unknown key 'title'"),
        ("changes:\n  - {from: 2023-01-01, remove: {rules: [teft]}}", 5, "did you mean 'theft'?"),
        ("changes:\n  - {from: 2023-01-01, rules: {teft: {points: 1}}}", 5, "did you mean 'theft'?"),
        ("changes: {from: 2023-01-01}", 4, "changes: must be a list"),
        ("starts: {2021-01-01: 2022-01-01}", 4, "starts: cannot change on a date"),
        ("changes: [soon]", 4, "each must be a mapping"),
        (
            "changes:\n  - {from: 2023-01-01, rules: {theft: {points: 1.5}}}",
            5,
            "(as the rule book stands from 2023-01-01 on)",
        ),
        ("rules: 5", 4, "rules:"),
        ("rules:\n  theft: 5", 5, "theft:"),
    ],
)
def test_a_mistake_is_named_with_its_line(reform, text, line, message):
    with pytest.raises(UserError) as error:
        reform(text + "\n")
    assert message in str(error.value)
    assert error.value.place is not None
    assert error.value.place.file.endswith("reform.yaml")
    assert error.value.place.line == line


def test_a_mistake_of_the_base_is_named_there(write, reform):
    write(BASE.replace("-5", "few"), "wrong.yaml")
    with pytest.raises(UserError, match=r"wrong\.yaml:11: points: 'few' is not a whole number"):
        reform("rules: {theft: {points: -30}}\n", base="wrong.yaml")


def test_every_change_is_checked_before_any_is_applied():
    document = parse_document(
        (BASE + "changes: [{from: 2023-01-01}, {from: 2024-01-01, to: 2023-01-01}]\n").encode(), "x"
    )
    with pytest.raises(UserError, match="must be after"):
        check_structure(document)


def test_changes_are_few_enough_to_be_compiled(write, reform):
    with pytest.raises(
        UserError, match=f"reform.yaml:4: a rule book with {MOST_CHANGES + 1} changes; {MOST_CHANGES} at most"
    ):
        reform(f"changes: [{', '.join(['{}'] * (MOST_CHANGES + 1))}]\n")
    half = ", ".join(["{}"] * (MOST_CHANGES // 2 + 1))
    write(f"policy: half\ntitle: t\nextends: base.yaml\nchanges: [{half}]\n", "half.yaml")
    with pytest.raises(UserError, match=f"a rule book with {2 * (MOST_CHANGES // 2 + 1)} changes"):
        reform(f"changes: [{half}]\n", base="half.yaml")
    years = ", ".join(f"{year}-01-01: -1" for year in range(2021, 2022 + MOST_WEEKS))
    with pytest.raises(UserError, match=f"the rule book changes in {MOST_WEEKS + 2} weeks; {MOST_WEEKS} at most"):
        reform(f"rules: {{theft: {{points: {{{years}}}}}}}\n")
