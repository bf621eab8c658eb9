"""The sentences with the numbers that a run found."""

from __future__ import annotations

import pytest

from scored_society.measure.census import EVERYBODY
from scored_society.measure.outcomes import OUTCOMES
from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.site.chapters import load_chapters
from scored_society.site.found import Effect, sentence
from scored_society.site.texts import LANGUAGES, load_texts
from scored_society.society.load import load_society

CHAPTERS = load_chapters()
ENGLISH = load_texts("en")


def _things(book: str, society: str) -> set[str]:
    """Return whatever a measure may be about."""
    known = load_society(society).society
    found = {*known.behaviours, *known.channels, *known.goods, *known.services}
    for _, policy in load_policy(book).epochs:
        for section in ("rules", "channels", "entitlements", "sanctions", "blacklist"):
            found |= set(getattr(policy, section))
    return found


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_asks_for_measures_that_there_are(name: str) -> None:
    chapter = CHAPTERS[name]
    things = set().union(*(_things(book, chapter.society) for book in RULE_BOOKS.names()))
    for number in chapter.found.values():
        for measure in (number.measure, *number.over):
            kind, _, thing = measure.partition("/")
            assert kind in OUTCOMES, measure
            assert not thing or thing in things, measure


def test_the_acts_that_cameras_look_for_are_those_of_the_rule_book() -> None:
    cameras = load_policy("as-told").at(0).channels["cameras"]
    assert set(CHAPTERS["cameras"].found["share"].over) == {f"acts/{act}" for act in cameras.sees}


def test_a_ratio_is_over_the_sum_of_what_stands_below() -> None:
    found = {("seen/cameras", EVERYBODY): 3.0, ("acts/theft", EVERYBODY): 4.0, ("acts/jaywalking", EVERYBODY): 8.0}
    assert "cameras saw 25.0\u00a0% of the acts" in sentence(CHAPTERS["cameras"], ENGLISH, found)


def test_numbers_are_told_as_a_reader_wants_them() -> None:
    found = {
        ("listed", EVERYBODY): 2.7374,
        ("listings", EVERYBODY): 1.321,
        ("listings_wrong", EVERYBODY): 0.452,
    }
    told = sentence(CHAPTERS["blacklist"], ENGLISH, found)
    assert told.startswith("In this one run 2.74 of 1,000 people were on the list")
    assert "1.32 new listings" in told
    assert "34.2\u00a0%" in told


def test_what_never_happened_is_a_zero_among_people() -> None:
    found = {("score", EVERYBODY): 1000.0, ("points", EVERYBODY): -1500.0}
    told = sentence(CHAPTERS["score"], ENGLISH, found)
    assert "mean score over the whole time was 1,000.0" in told
    assert "by −1.50 points" in told
    assert "alone brought 0 points a year for each person." in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ratio_with_nothing_below_the_line_is_not_told(language: str) -> None:
    texts = load_texts(language)
    for name, missing in (("blacklist", {}), ("score", {("points", EVERYBODY): 1.0})):
        assert sentence(CHAPTERS[name], texts, missing) == texts.chapters[name].nothing


def test_an_effect_comes_with_its_interval() -> None:
    effects = {
        ("shut_out_of_three", EVERYBODY): Effect(-0.5, -0.75, -0.25),
        ("withheld/speaking_out", EVERYBODY): Effect(0.0, 0.0, 0.0),
        ("trust", EVERYBODY): Effect(0.004, 0.0032, 0.0048),
    }
    told = sentence(CHAPTERS["another"], ENGLISH, {}, effects)
    assert "−0.500 (95 % interval −0.750 to −0.250)" in told
    assert "0 (95 % interval 0 to 0)" in told
    assert "+0.400 (95 % interval +0.320 to +0.480)" in told


def test_an_effect_without_an_interval_says_so() -> None:
    told = sentence(CHAPTERS["trust"], ENGLISH, {}, {("trust", EVERYBODY): Effect(0.01, None, None)})
    assert "+1.00 (one pair of runs, no interval)" in told
