from hashlib import sha256

import pytest
import yaml

from scored_society.base.errors import UserError
from scored_society.base.grounds import check_grounds
from scored_society.policy.course import EXEMPT_KEYS
from scored_society.policy.load import RULE_BOOKS, load_policy

SMALL = """\
policy: small
title: A small rule book
score: {number: 1, start: 1000, lowest: 600, highest: 1300}
rules:
  theft: {number: 1, points: -20, seen_by: [police]}
"""


@pytest.mark.parametrize("name", RULE_BOOKS.names())
def test_every_built_in_loads_and_resolves(name, write):
    book = load_policy(name)
    assert book.name == name
    assert book.epochs[0][0] == 0
    again = load_policy(write(book.text()))
    assert again.epochs == book.epochs
    assert book.sha256 == sha256(book.text().encode()).hexdigest()


def test_built_ins_are_there():
    assert {"as-told", "none", "no-points-for-speech"} <= set(RULE_BOOKS.names())


def test_a_built_in_without_a_ground_is_refused(write):
    with pytest.raises(UserError, match=r"'score.start' has no basis"):
        check_grounds(load_policy(write(SMALL)).document, EXEMPT_KEYS)


def test_a_number_without_basis_counts_as_assumed(write):
    assert (("rules", "theft", "points"), -20) in load_policy(write(SMALL)).assumed


def test_nobody_is_scored_before_the_rule_book_starts(write):
    book = load_policy(
        write(SMALL + "starts: 2022-01-01\nchanges: [{from: 2021-01-01, rules: {theft: {points: -9}}}]\n")
    )
    assert [week for week, _ in book.epochs] == [0, 104]
    assert book.at(103).score is None
    assert not book.at(103).rules
    assert book.at(104).rules["theft"].points == -9
    again = load_policy(write(book.text(), "again.yaml"))
    assert again.epochs == book.epochs


def test_any_week_has_its_rule_book(write):
    book = load_policy(write(SMALL + "changes: [{from: 2021-01-01, rules: {theft: {points: -9}}}]\n"))
    assert [book.at(week).rules["theft"].points for week in (-1, 0, 51, 52, 10_000)] == [-20, -20, -20, -9, -9]


def test_a_change_that_changes_nothing_makes_no_epoch(write):
    book = load_policy(write(SMALL + "changes: [{from: 2021-01-01, rules: {theft: {points: -20 points}}}]\n"))
    assert len(book.epochs) == 1


def test_places_lead_to_the_file_that_says_so(write):
    write(SMALL, "base.yaml")
    path = write(
        "policy: reform\ntitle: t\nextends: base.yaml\nchanges:\n  - rules:\n      theft:\n        points: -9\n",
        "reform.yaml",
    )
    document = load_policy(path).document_at(0)
    assert str(document.places["rules", "theft", "points"]) == f"{path}:7"
    assert str(document.places["rules", "theft", "number"]).endswith("base.yaml:5")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("as_told", r"unknown rule book 'as_told'; allowed here: as-told, .*did you mean 'as-told'"),
        ("missing.yaml", r"missing\.yaml:1: there is no such file"),
        ("", "unknown rule book ''"),
        ("a\0b", "unknown rule book"),
        ("x" * 5000, "unknown rule book"),
    ],
)
def test_an_unknown_name_is_refused(name, message):
    with pytest.raises(UserError, match=message):
        load_policy(name)


EXTENDING = "policy: reform\ntitle: t\nextends: {}\n"


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        ("as_told", r"unknown rule book 'as_told'; allowed here: .* or a YAML file .*; did you mean 'as-told'"),
        ("5", "unknown rule book '5'"),
        ("[none]", "unknown rule book"),
        ("null", "unknown rule book 'None'"),
        ("other.yaml", "there is no file 'other.yaml'"),
        ("../base.yaml", "'../base.yaml' leads out of the folder of this file"),
        ("below/../../base.yaml", "leads out of the folder"),
        ("/etc/base.yaml", "leads out of the folder"),
        ("..\\base.yaml", "leads out of the folder"),
        ("C:\\base.yaml", "leads out of the folder"),
        ("link.yaml", "leads out of the folder"),
        ("self.yaml", "goes in a circle: .*self.yaml → .*self.yaml"),
    ],
)
def test_extends_stays_in_its_folder(write, tmp_path, extends, message):
    write(SMALL, "base.yaml")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "link.yaml").symlink_to(tmp_path / "base.yaml")
    path = write(EXTENDING.format(extends), "inner/self.yaml")
    with pytest.raises(UserError, match=message) as error:
        load_policy(path)
    assert error.value.place == (str(path), 3)


def test_a_circle_of_several_is_refused(write):
    path = write(EXTENDING.format("b.yaml"), "a.yaml")
    write(EXTENDING.format("c.yaml"), "b.yaml")
    write(EXTENDING.format("b.yaml"), "c.yaml")
    with pytest.raises(UserError, match=r"c\.yaml:3: 'extends' goes in a circle"):
        load_policy(path)


@pytest.mark.parametrize("name", RULE_BOOKS.names())
def test_built_ins_may_be_extended(name, write):
    book = load_policy(write(EXTENDING.format(name)))
    assert book.at(0).rules == load_policy(name).at(0).rules


def test_text_is_plain_yaml(write):
    book = load_policy(write(SMALL.replace("A small rule book", '"1e5"')))
    assert yaml.safe_load(book.text())["title"] == "1e5"
    assert load_policy(write(book.text(), "again.yaml")).at(0).title == "1e5"
