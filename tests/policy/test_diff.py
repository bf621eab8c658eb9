from datetime import date

from scored_society.policy.diff import Difference, course, difference
from scored_society.policy.load import load_policy

SMALL = """\
policy: small
title: A small rule book
score: {number: 1, start: 1000, lowest: 600, highest: 1300}
rules:
  theft: {number: 1, points: -20, seen_by: [police]}
  arson: {number: 2, points: -90, seen_by: [police]}
"""
REFORM = "policy: reform\ntitle: t\nextends: file.yaml\n"
POINTS = ("rules", "theft", "points")


def loaded(write, text: str):
    return load_policy(write(SMALL)), load_policy(write(REFORM + text, "reform.yaml"))


def test_equal_rule_books_do_not_differ(write):
    assert difference(*loaded(write, "")) == []


def test_a_value_differs_for_good(write):
    found = difference(*loaded(write, "rules: {theft: {points: -30}}\n"))
    assert found == [Difference(POINTS, date(2020, 1, 1), None, -20, -30)]


def test_a_value_differs_from_and_until(write):
    text = """\
changes:
  - {from: 2021-01-01, to: 2023-01-01, rules: {theft: {points: -30}}}
  - {from: 2022-01-01, remove: {rules: [arson]}}
"""
    found = difference(*loaded(write, text))
    assert found[0] == Difference(POINTS, date(2021, 1, 1), date(2023, 1, 1), -20, -30)
    assert found[1][:3] == (("rules", "arson"), date(2022, 1, 1), None)
    assert found[1].after is None


def test_units_do_not_matter(write):
    assert difference(*loaded(write, "rules: {theft: {points: -20 points}}\n")) == []


def test_the_course_of_one_rule_book(write):
    _, reform = loaded(write, "rules: {theft: {points: {2021-01-01: -30, 2022-01-01: -40}}}\n")
    assert [(found.first.year, found.before, found.after) for found in course(reform)] == [
        (2021, -20, -30),
        (2022, -30, -40),
    ]
