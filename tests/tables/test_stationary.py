"""A stationary society: its derivation against what can be said otherwise, and what it refuses."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from scored_society.base.errors import UserError
from scored_society.society.load import load_society
from scored_society.tables import stationary
from scored_society.tables.slots import BIRTH, LIFE_EVENT, PAIRING
from scored_society.tables.stationary import (
    FEMALE,
    STEPS,
    balance,
    by_step,
    in_balance,
    partnered,
    survivors,
)  # fmt: skip
from scored_society.tables.world import world_tables
from scored_society.week import household


@cache
def of_built_in(name):
    return balance(load_society(name).society)


BOTH = pytest.mark.parametrize("name", ["smallville", "china-2020"])


@pytest.fixture
def still(tmp_path):
    """Return what a function makes of a society file with `stationary` and changes."""

    def load(name, text=""):
        path = tmp_path / "still.yaml"
        path.write_text(f"society: still\nextends: {name}\npeople: {{stationary: true}}\n{text}", encoding="utf-8")
        return load_society(path)

    return load


@BOTH
def test_survivors_die_at_the_rates_of_the_file(name):
    death = load_society(name).society.life.death
    alive = survivors(death, FEMALE)
    week = death.rate * death.by_age[12] * death.varies["sex"]["female"] / 52
    assert alive[65 * STEPS] / alive[60 * STEPS] == pytest.approx((1 - week) ** 260, rel=1e-12)
    assert alive[0] == 1
    assert (np.diff(alive) < 0).all()
    assert alive[-1] < 1e-3


@BOTH
def test_ages_are_those_of_people_born_at_a_constant_rate(name):
    """A birth of each sex a week, in the sex ratio of births, all of whom live through every week in turn."""
    society = load_society(name).society
    death, boys = society.life.death, society.people.males_per_100_females_at_birth.value
    bands = np.zeros(21)
    for share, sex in ((boys / (100 + boys), "male"), (100 / (100 + boys), "female")):
        left = share
        for week in range(130 * 52):
            band = min(week // 260, 20)
            bands[band] += left
            left *= 1 - death.rate * death.by_age[band] * death.varies["sex"][sex] / 52
    found = np.array(of_built_in(name).ages)
    assert found / found.sum() == pytest.approx(bands / bands.sum(), abs=2e-4)


@BOTH
def test_couples_are_of_two_and_nobody_pairs_young(name):
    society = load_society(name).society
    alive = [survivors(society.life.death, sex) for sex in range(2)]
    found = partnered(alive, society.life.death, society.life.pairing)
    assert (found[: 20 * STEPS] == 0).all()
    assert ((found >= 0) & (found < 1)).all()
    fewer_men = partnered([alive[0] * 0.7, alive[1]], society.life.death, society.life.pairing)
    assert fewer_men[40 * STEPS] < found[40 * STEPS]


def test_without_men_nobody_is_partnered():
    society = load_society("smallville").society
    women = survivors(society.life.death, FEMALE)
    assert not partnered([women * 0, women], society.life.death, society.life.pairing).any()


@BOTH
def test_births_make_up_for_deaths(name):
    """Net reproduction is one, or somewhat above: in small neighbourhoods fewer come to be couples than are founded."""
    society = load_society(name).society
    found = of_built_in(name)
    alive = survivors(society.life.death, FEMALE)
    lived = (alive[:-1] + alive[1:]) / (2 * STEPS)
    bands = np.repeat(np.array(found.partnered), 5 * STEPS)[: len(lived)]
    bands = np.pad(bands, (0, len(lived) - len(bands)), mode="edge")
    boys = society.people.males_per_100_females_at_birth.value
    daughters = found.births * (bands * lived * by_step(society.life.birth)).sum() * 100 / (100 + boys)
    assert 0.99 < daughters < 1.08


def test_only_births_and_the_start_change(still):
    plain, book = load_society("smallville"), still("smallville")
    before, after = (world_tables(one.society, one.document) for one in (plain, book))
    births = (before.slot_kind == LIFE_EVENT) & (before.slot_item == BIRTH)
    pairings = (before.slot_kind == LIFE_EVENT) & (before.slot_item == PAIRING)
    rate = [np.diff(world.slot_first)[:, None] * world.slot_keep for world in (before, after)]
    factor = of_built_in("smallville").births
    assert rate[1][births] == pytest.approx(rate[0][births] * factor, rel=1e-6)
    assert (rate[1][pairings] == rate[0][pairings]).all()
    assert (rate[1][~births] == rate[0][~births]).all()
    changed = {name for name in before._fields if not np.array_equal(getattr(before, name), getattr(after, name))}
    assert changed <= {
        "slot_first", "slot_keep", "slot_end", "slot_guide", "age_cumulative", "partnered", "male",
    }  # fmt: skip


def test_twice_the_same(still):
    book = still("china-2020")
    assert balance(book.society) == of_built_in("china-2020")


def test_who_is_there_and_how_many_are_born_does_not_matter(still):
    fewer = still("smallville", "life: {birth: {rate: 0.15 per year}}\n")
    older = load_society("smallville").society.people.ages.model_copy(update={"people": list(range(21))})
    found, plain = balance(fewer.society), of_built_in("smallville")
    assert found.births == pytest.approx(2 * plain.births, rel=1e-4)
    assert found[1:] == plain[1:]
    people = fewer.society.people.model_copy(update={"ages": older})
    assert balance(fewer.society.model_copy(update={"people": people})) == found


def test_a_society_without_births_cannot_be_stationary(still):
    book = still("smallville", "life: {pairing: {rate: 0 per year}}\n")
    with pytest.raises(UserError, match="nobody bears a child"):
        world_tables(book.society, book.document)


@pytest.mark.parametrize(
    ("event", "given", "other"),
    [("birth", "{income: [1, 1, 1, 1, 1]}", "income"), ("pairing", "{sex: {male: 1, female: 1}}", "sex")],
)
def test_rates_that_vary_with_what_it_does_not_know_are_refused(still, event, given, other):
    book = still("smallville", f"life: {{{event}: {{varies: {given}}}}}\n")
    with pytest.raises(UserError, match=f"{event} that varies with '{other}'") as refused:
        world_tables(book.society, book.document)
    assert "still.yaml:4" in str(refused.value)


def test_a_society_that_does_not_ask_is_itself():
    book = load_society("smallville")
    assert in_balance(book.society, book.document) is book.society


def test_it_pairs_by_the_rules_of_the_week():
    """The week cannot be asked from here, so the ages of who pairs with whom stand in both places."""
    assert (stationary.YOUNGEST, stationary.HUSBAND_OLDER / STEPS, stationary.WIDEST / STEPS) == (
        household.YOUNGEST_NEWLYWED, household.HUSBAND_OLDER / 52, household.OLDEST_NEWLYWED_GAP / 52,
    )  # fmt: skip
