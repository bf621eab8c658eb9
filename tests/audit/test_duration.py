import math

import pytest

from audit.read import BOOKS, FAIR, subject
from scored_society.audit.curve import curve
from scored_society.audit.duration import (
    TERM_STEPS,
    acts_until,
    listing_years,
    prices,
    recovered,
    term_weeks,
    years_below,
)
from scored_society.week import blacklist

LISTED = """blacklist:
  low: {number: 1, kind: low_score, at_or_below: 880, term: {shortest: 1 year, longest: 4 years}}
"""


def acts(one, limit, rule="traffic_offence"):
    ruled = one.policy.rules[rule]
    return acts_until(one, ruled, one.behaviour_of(rule, ruled)[1], limit)


def test_a_term_is_that_of_the_week():
    for gravity in range(1, 6):
        for before in (0, 1):
            assert term_weeks(gravity, before, 104, 260) == blacklist.term_of(gravity, before, 104, 260)
    assert TERM_STEPS == blacklist.TERM_STEPS


def test_so_many_acts_reach_a_limit(write):
    assert acts(subject(write(FAIR)), 900) == (3, 880)
    twice = FAIR.replace("points: -40", "points: -40, repetition: {second: 2, further: 3}")
    assert acts(subject(write(twice)), 900) == (2, 880)
    assert acts(subject(write(twice)), 600) == (5, 600)


def test_what_fades_within_the_year_is_never_enough(write):
    capped = FAIR.replace("points: -40", "points: -40, most_per_year: 1")
    assert acts(subject(write(capped)), 900) is None
    slowly = capped.replace("fading: 50", "fading: 20")
    assert acts(subject(write(slowly)), 900) == (4, 900)


def test_a_standing_is_assessed_four_times_a_year(write):
    book = FAIR.replace("traffic_offence:", "warned: {number: 3, behaviour: low_platform_score, points: -10, seen_by: "
                        "[app]}\n  traffic_offence:") + (
        "channels: {app: {number: 22, kind: platform, lowest: 0, highest: 9, commends_from: 8, warns_below: 2, "
        "users: 1, sees: {}, weights: {history: 1, fulfilment: 0, behaviour: 0, identity: 0, contacts: 0}}}\n"
    )  # fmt: skip
    assert acts(subject(write(book)), 970, "warned") == (3, 970)
    assert acts(subject(write(book)), 950, "warned") is None


def test_a_score_recovers_by_fading_and_limitation_alone(write):
    assert years_below(subject(write(FAIR)), 700, 900) == 5
    assert years_below(subject(write(FAIR.replace("fading: 50", "fading: 0"))), 899, 900) is None
    limited = FAIR.replace("fading: 50", "fading: 0").replace("review", "limitation: 5 years\n  review")
    assert recovered(subject(write(limited)), 800) == 840
    assert years_below(subject(write(limited)), 800, 900) == 4


def test_a_listing_is_expected_to_last(write):
    routes = {
        text: listing_years(subject(write(FAIR + LISTED.replace("term: {shortest: 1 year, longest: 4 years}", text)))
                            .policy.blacklist["low"], 5, 1)
        for text in (
            "term: {shortest: 1 year, longest: 4 years}",
            "term: {shortest: 1 year, longest: 4 years}, removal: {discharge: 0.5 per year}",
            "removal: {discharge: 0.5 per year}",
            "removal: {discharge: 0}",
        )
    }  # fmt: skip
    assert [*routes.values()] == [4, pytest.approx(2 * (1 - math.exp(-2))), 2, None]


def test_the_price_of_a_sanction_by_score_and_by_list(write):
    book = FAIR.replace("when: {at_or_below: 900}", "when: {at_or_below: 900, listed: true}") + LISTED
    one = subject(write(book))
    found = {price.way: price for price in prices(one, one.sanctions[0])}
    assert (found["score"].acts, found["score"].years, found["score"].load) == (3, 1, 1)
    assert (found["listing"].acts, found["listing"].gravity, found["listing"].years) == (3, 2, 1.5)
    assert found["listing"].allowed == 2 * 2 * 3


def test_the_curve_has_the_heaviest_of_each_gravity():
    points = curve(subject("as-told"))
    assert [point.gravity for point in points] == [1, 2, 3, 4, 5]
    worst = points[-1]
    assert (worst.rule, worst.consequence, worst.acts) == ("violent_assembly", "hindered_social_services", 1)
    assert (worst.weight, worst.years, worst.load, worst.allowed) == (4, None, 40, 10)
    assert all(point.load == max(point.load, point.weight) for point in points)


def test_redress_flattens_the_curve():
    before, after = (curve(subject(name)) for name in ("as-told", "due-process"))
    assert len(before) == len(after) == 5
    assert all(now.load < was.load for was, now in zip(before, after, strict=True))


def test_there_is_no_curve_where_nothing_is_punished():
    assert curve(subject("none")) == ()
    assert curve(subject(BOOKS / "queue_displacement-found.yaml")) == ()
