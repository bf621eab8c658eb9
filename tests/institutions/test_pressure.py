"""Wrong records are conserved: pulled from what was really misfiled, and never more."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scored_society.institutions.pressure import carried_over, mixture, pressures
from scored_society.policy.load import load_policy
from scored_society.society.load import load_society
from scored_society.tables.channels import CAMERAS, CLASSIFIERS, COLLECTORS, REGISTRY
from scored_society.tables.fixed import WHOLE, chance, weekly
from scored_society.tables.rules import Rules, rule_tables
from scored_society.tables.scoring import counted_behaviours
from scored_society.tables.slots import CHANNEL_KINDS
from scored_society.week.census import GROUPS

SMALLVILLE = load_society("smallville").society
KINDS = {REGISTRY: "registry", CAMERAS: "cameras"}


@cache
def rules(name: str = "as-told") -> Rules:
    book = load_policy(name)
    return rule_tables(book.at(0), SMALLVILLE, book.document_at(0), counted_behaviours([book.at(0)], SMALLVILLE))


STRAYS = arrays(np.int64, (rules().channels, rules().behaviours), elements=st.integers(0, 1000), fill=st.just(0))
PEOPLE = arrays(np.int64, GROUPS, elements=st.integers(0, 10**9))


def total(strays: np.ndarray, kind: int) -> int:
    return int(strays[rules().channel_kind == kind].sum())


@given(STRAYS, PEOPLE)
def test_no_more_is_pulled_than_went_astray(strays: np.ndarray, people: np.ndarray):
    found = pressures(strays, people, SMALLVILLE, rules())
    assert found.shape == (len(CHANNEL_KINDS), GROUPS)
    for kind, name in KINDS.items():
        pulled = sum(int(rate) * int(count) for rate, count in zip(found[kind], people, strict=True))
        room = chance(weekly(getattr(SMALLVILLE.wrong_records, name)))
        assert 0 <= found[kind].min() <= found[kind].max() <= room
        assert pulled <= total(strays, kind) * WHOLE
        if people.sum() and total(strays, kind) * WHOLE // int(people.sum()) < room:
            assert total(strays, kind) * WHOLE - pulled < people.sum()  # what rounding down leaves
    assert not found[COLLECTORS].any()


def test_nobody_and_nothing():
    nothing, nobody = np.zeros((rules().channels, rules().behaviours), np.int64), np.zeros(GROUPS, np.int64)
    pulled = [kind for kind in range(len(CHANNEL_KINDS)) if kind != CLASSIFIERS]
    assert not pressures(nothing, nobody + 100, SMALLVILLE, rules())[pulled].any()
    assert not pressures(nothing + 1, nobody, SMALLVILLE, rules())[pulled].any()


def test_what_classifiers_find_in_harmless_texts_is_a_rate_by_descent():
    nothing, nobody = np.zeros((rules().channels, rules().behaviours), np.int64), np.zeros(GROUPS, np.int64)
    found = pressures(nothing, nobody, SMALLVILLE, rules())[CLASSIFIERS]
    given = SMALLVILLE.text_classifiers
    assert set(found[: GROUPS // 2].tolist()) == {chance(weekly(given.false_positive))}
    assert set(found[GROUPS // 2 :].tolist()) == {chance(weekly(given.false_positive * given.minority_factor))}
    assert not pressures(nothing, nobody, SMALLVILLE, rules("none"))[CLASSIFIERS].any()


@given(STRAYS, PEOPLE, st.sampled_from([1, 3, 10]))
def test_cameras_err_more_about_minorities_as_the_society_says(strays: np.ndarray, people: np.ndarray, times: int):
    society = SMALLVILLE.model_copy(
        update={"face_matchers": SMALLVILLE.face_matchers.model_copy(update={"minority_factor": times})}
    )
    people = people % 1000 + 10**6  # so many that no room is too small
    found = pressures(strays, people, society, rules())
    majority, minority = found[CAMERAS][: GROUPS // 2], found[CAMERAS][GROUPS // 2 :]
    assert len({*majority.tolist()}) == len({*minority.tolist()}) == 1
    assert times * majority[0] <= minority[0] <= times * (majority[0] + 1)
    assert len({*found[REGISTRY].tolist()}) == 1
    assert (found[CAMERAS] * people).sum() <= total(strays, CAMERAS) * WHOLE


class Mixture(NamedTuple):
    mix: np.ndarray
    by_channel: np.ndarray
    by_kind: np.ndarray


@given(STRAYS)
def test_a_mixture_adds_up_and_keeps_what_went_astray(strays: np.ndarray):
    before = strays.copy()
    found = Mixture(*mixture(strays, rules()))
    assert np.array_equal(strays, before)
    for channel, kind in enumerate(rules().channel_kind):
        assert found.by_channel[kind, channel] == found.mix[channel].sum()
        assert not np.delete(found.by_channel[:, channel], kind).any()
        if kind == COLLECTORS:
            assert np.array_equal(found.mix[channel], rules().invents)
        elif kind == CLASSIFIERS:
            assert (found.mix[channel] > 0).sum() == len(
                load_policy("as-told").at(0).channels["online_classifiers"].sees
            )
        else:
            assert np.array_equal(found.mix[channel], strays[channel])
    assert np.array_equal(found.by_kind, found.by_channel.sum(axis=1))
    assert all(found.by_kind[kind] == total(strays, kind) for kind in KINDS)


@given(STRAYS)
def test_under_the_same_rule_book_all_is_carried_over(strays: np.ndarray):
    assert np.array_equal(carried_over(strays, rules(), rules()), strays)


@given(STRAYS)
def test_what_a_channel_that_is_gone_misfiled_is_dropped(strays: np.ndarray):
    """Registries are the society's, and remain."""
    registries = len(SMALLVILLE.channels)
    found = carried_over(strays, rules(), rules("none"))
    assert np.array_equal(found[:registries], strays[:registries])
    assert not found[registries:].any()


@given(STRAYS)
def test_a_channel_is_known_by_its_number(strays: np.ndarray):
    """Wherever it stands among the others."""
    order = np.arange(rules().channels)[::-1]
    moved = rules()._replace(channel_number=rules().channel_number[order], channel_kind=rules().channel_kind[order])
    assert np.array_equal(carried_over(strays, rules(), moved), strays[order])
