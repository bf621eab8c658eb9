"""Lives are found by what was done to somebody, and by nothing else; a few, by chance."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest

import scored_society as ss
from invariance.lived import unlived
from scored_society.base.errors import UserError
from scored_society.record.life.family import PARENT_LISTED
from scored_society.record.life.find import MOST_LIVES, find
from scored_society.record.life.predicates import PREDICATES, read_predicates
from scored_society.society.load import load_society

SOCIETY = load_society("smallville").society
BOOK = "policy: strict\ntitle: S\nextends: as-told\nblacklist: {low_score: {at_or_below: 990}}\n"


@cache
def strict() -> ss.Run:
    """Four neighbourhoods under a rule book that lists many; lived once, read by many."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "strict.yaml"
        path.write_text(BOOK)
        return ss.simulate(path, society="smallville", citizens=400, years=3)


def fates(life, names):
    return [fate for fate in life["consequences"] if fate["name"] in names]


def holds(life: dict, predicate: str) -> bool:
    """Whether a told life is one that a predicate asks for."""
    name, _, given = predicate.partition(":")
    policy = strict().policy.at(0)
    listings, sanctions = fates(life, policy.blacklist), fates(life, policy.sanctions)
    refused = [asked for asked in life["requests"] if asked["result"] == "refused"]
    waits = [fate for fate in life["consequences"] if fate["name"].startswith("waiting for ")]
    weeks = int(strict().manifest["weeks"])
    return {
        "listed": bool(listings),
        "listed-wrongly": any(fate["wrongful"] for fate in listings),
        "wrong-record": any(line["real"] is False for line in life["ledger"]),
        "refused": bool(refused),
        "refused-wrongly": any(asked["wrongful"] for asked in refused),
        "shut-out": any(fate["domain"] == given for fate in sanctions),
        "turned-away": any(asked["result"] == "turned away" for asked in life["requests"]),
        "parent-listed": any(felt["what"] == PARENT_LISTED for felt in life["family_felt"]),
        "waited-longer-than": any(
            (wait["end"] or weeks) - wait["start"] > int(given if given.isdigit() else 0) for wait in waits
        ),
        "lapsed": any(wait["ended_by"] == "lapsed unserved" for wait in waits),
    }[name]


@pytest.mark.parametrize(
    "texts",
    [[name] for name in PREDICATES if ":" not in name]
    + [["shut-out:mobility"], ["waited-longer-than:12"], ["listed", "refused"], ["listed-wrongly,shut-out:work"]],
    ids=" ".join,
)
def test_lives_that_are_found_are_told_so(texts):
    found = find(strict(), texts, draw=11)
    predicates = [part for text in texts for part in text.split(",")]
    assert 0 < len(found.lives) <= MOST_LIVES
    for citizen, reasons in found.lives:
        life = ss.explain(strict(), citizen)
        assert len(reasons) == len(predicates)
        assert all(holds(life, predicate) for predicate in predicates)


def test_no_more_than_five_and_the_same_ones_only_by_the_number():
    samples = [find(strict(), ["wrong-record"]) for _ in range(4)]
    assert all(len(found.lives) == MOST_LIVES for found in samples)
    assert len({tuple(citizen for citizen, _ in found.lives) for found in samples}) > 1
    assert find(strict(), ["wrong-record"], samples[0].draw) == samples[0]


def test_a_search_that_finds_nobody_looks_through_a_bounded_number():
    told = []
    found = find(strict(), ["waited-longer-than:9999"], progress=lambda number, most: told.append((number, most)))
    assert (found.lives, found.looked_through) == ([], 4)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


ACTS = [word for name in SOCIETY.behaviours for word in (name, name.replace("_", "-"), f"did:{name}")]
OTHERS = (
    "acts", "did-theft", "withheld:expression", "protected", "assembly", "religion", "shut-out:theft", "listed:theft",
    "Speaking_Out", "aware",
)  # fmt: skip


@pytest.mark.parametrize("text", [*ACTS, *OTHERS])
def test_nobody_is_found_by_an_act(text):
    with pytest.raises(UserError, match="is about what somebody did; lives are searched only by what was done to them"):
        find(strict(), ["listed", text])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("refuesd", "unknown predicate 'refuesd'; allowed here: listed, .*did you mean 'refused'"),
        ("", "unknown predicate ''"),
        ("12", "'12' is a citizen, and --find looks for some"),
        ("12.3", "'12.3' is a citizen"),
        ("listed:often", "'listed' takes nothing after it, and there is 'often'"),
        ("shut-out", "'shut-out' names no domain of life; allowed here: shut-out:schooling"),
        ("shut-out:space", "'shut-out:space' names no domain of life"),
        ("waited-longer-than", "says no number of weeks; write e.g. waited-longer-than:26"),
        ("waited-longer-than:0", "says no number of weeks"),
        ("waited-longer-than:-1", "says no number of weeks"),
        ("waited-longer-than:²", "says no number of weeks"),
        ("waited-longer-than:99999999999", "says no number of weeks"),
    ],
)
def test_what_is_no_predicate(text, message):
    with pytest.raises(UserError, match=message):
        read_predicates([text], SOCIETY)


def test_a_run_that_is_not_finished_is_not_searched(tmp_path):
    with pytest.raises(UserError, match="not finished"):
        find(unlived(tmp_path / "run"), ["listed"])
