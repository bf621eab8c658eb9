"""Every neighbourhood of a small society lived again: together they are the run, and each life adds up."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest

import scored_society as ss
from invariance.lived import hamlet, smallville
from scored_society.base.errors import UserError
from scored_society.institutions.respond import Institutions
from scored_society.record.engine import Engine
from scored_society.record.explain import Teller
from scored_society.record.fingerprint import Chain, canonical
from scored_society.record.replay import LivedAgain, Replay
from scored_society.record.sample import field
from scored_society.record.weekly import weekly_frame, without_bins
from scored_society.tables.channels import CAMERAS, REGISTRY
from scored_society.tables.fixed import WHOLE
from scored_society.week.bulletin import BINS, bulletin_from_rows, first_bulletin
from scored_society.week.census import SCORES, add_census, empty_census
from scored_society.week.counted import WeekCensus
from scored_society.week.state import SEAT

LIVES = 500
SEATS = 128
NEIGHBOURHOODS = 20


class Together(NamedTuple):
    """What all neighbourhoods of Smallville make together, and some lives of theirs."""

    replay: Replay
    censuses: list[WeekCensus]
    states: list[np.ndarray]
    lives: dict[tuple[int, int], dict]


@pytest.fixture(scope="module")
def together() -> Together:
    run = smallville()
    replay, weeks = Replay(run), int(run.manifest["weeks"])
    counts = [empty_census() for _ in range(weeks)]
    applicants: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(weeks)]
    states, tellers = [], {citizen: Teller(replay, *citizen) for citizen in citizens(run.state()["state"])}
    for number in range(NEIGHBOURHOODS):
        for lived in replay.neighbourhood(number):
            add_census(counts[lived.week], lived.census.counts)
            applicants[lived.week].append((lived.census.applicants, lived.census.applicant_counts))
            for (seat, _), teller in tellers.items():
                if seat // SEATS == number:
                    teller.week(lived)
        states.append(lived.state)
    censuses = [WeekCensus(*parts) for parts in zip(counts, *zip(*map(added, applicants), strict=True), strict=True)]
    return Together(replay, censuses, states, {citizen: teller.told("") for citizen, teller in tellers.items()})


def citizens(stored: np.ndarray) -> list[tuple[int, int]]:
    """Return some of all who ever lived there: seat and occupant."""
    holders = field(np.ascontiguousarray(stored).view(SEAT), "person", "holders")
    everybody = [(seat, occupant) for seat, held in enumerate(holders.tolist()) for occupant in range(held)]
    return random.Random(1).sample(everybody, LIVES)


def answers(together: Together) -> list[np.ndarray]:
    """Return the bulletins that institutions make of the censuses; those that somebody read are those of the run."""
    institutions, bulletins = Institutions(together.replay.timetable), [first_bulletin()]
    for week, census in enumerate(together.censuses):
        bulletins.append(institutions.respond(week, census, bulletins[-1]))
    for week, rows in smallville().bulletin_rows().items():
        assert np.array_equal(bulletin_from_rows(rows), bulletins[week])
    return bulletins[1:]


def added(parts: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Add up cells of applicants."""
    cells, places = np.unique(np.concatenate([cells for cells, _ in parts]), return_inverse=True)
    counts = np.zeros(len(cells), np.int64)
    np.add.at(counts, places, np.concatenate([counts for _, counts in parts]))
    return cells, counts


def test_the_sum_of_all_neighbourhoods_is_every_census(together):
    run = smallville()
    engine, chain, weeks = Engine(run), Chain(), []
    engine.workers.close()
    for week, (census, following) in enumerate(zip(together.censuses, answers(together), strict=True)):
        cells = canonical(engine.cells(week, census, following))
        chain.add(week, cells)
        weeks.append((week, without_bins(cells)))
    assert chain.digest() == run.manifest["fingerprint"]
    assert weekly_frame(weeks, engine.names(), run.manifest["regions"], run.manifest["groups"]).equals(run.weekly)


def test_every_seat_ends_as_it_was_stored(together):
    assert np.concatenate(together.states).tobytes() == smallville().state()["state"].tobytes()


def test_ledgers_go_on_from_the_start_to_the_stored_score(together):
    told = present = 0
    for (seat, occupant), life in together.lives.items():
        ledger, person = life["ledger"], together.states[seat // SEATS][seat % SEATS :][:1]
        scores = [1000, *(line["score_after"] for line in ledger)]
        assert [line["score_before"] for line in ledger] == scores[:-1]
        assert all(line["score_after"] - line["score_before"] == line["points"] for line in ledger)
        assert life["score"] == scores[-1]
        told += len(ledger)
        if field(person, "person", "alive")[0] and field(person, "person", "holders")[0] == occupant + 1:
            present += 1
            assert life["score"] == field(person, "record", "score")[0]
            assert clean_score(ledger) == field(person, "record", "clean")[0]
    assert told > LIVES
    assert LIVES / 2 < present < LIVES


def clean_score(ledger: list[dict]) -> int:
    """Return what true entries alone would have made of a score, from the range as told."""
    score = 1000
    for line in ledger:
        if line["real"]:
            score = min(1300, max(600, score + line["points"]))
    return score


def test_the_panel_has_the_scores_of_the_ledgers(together):
    panel = {
        (row["seat"], row["citizen"]): row for row in smallville().panel.filter(week=103).iter_rows(named=True)
    }  # fmt: skip
    for (seat, occupant), life in together.lives.items():
        row = panel.get((seat, f"{seat}.{occupant + 1}" if occupant else str(seat)))
        if row is not None:
            routes = together.replay.timetable.epoch(0).policy.blacklist
            listed = [fate for fate in life["consequences"] if fate["name"] in routes and fate["end"] is None]
            assert (row["score"], row["clean_score"]) == (life["score"], clean_score(life["ledger"]))
            assert (row["listed"], row["listed_wrongly"]) == (bool(listed), any(fate["wrongful"] for fate in listed))


def test_places_are_never_given_twice_and_hardly_one_stays_empty(together):
    waited = 0
    for (census, following), answer in zip(pairwise(together.censuses), answers(together), strict=False):
        capacity = answer["offered"][0][: len(together.replay.timetable.society.goods), :2]
        for good, region in np.ndindex(*capacity.shape):
            queue = census.applicants // (SCORES * BINS) == good * 32 + region
            cells, counts = census.applicants[queue], census.applicant_counts[queue]
            ranked = counts[np.lexsort((cells % BINS, -(cells // BINS)))]
            served = int(following.counts[0].served[good, region])
            assert served <= capacity[good, region]
            assert served in (0, *np.cumsum(ranked))
            if served < ranked.sum():
                waited += 1
                assert capacity[good, region] - served < ranked[np.searchsorted(np.cumsum(ranked), served, "right")]
    assert waited > 50


def test_nobody_is_blamed_for_more_than_went_astray(together):
    run, blamed = smallville(), 0
    rows, kinds = run.bulletin_rows(), together.replay.timetable.epoch(0).rules.channel_kind
    for week, census in enumerate(together.censuses[:-1]):
        counts, pressure = census.counts[0], bulletin_from_rows(rows[week + 1])[0].pressure
        for kind in (REGISTRY, CAMERAS):
            strays = int(counts.strays[np.flatnonzero(kinds == kind)].sum())
            pulled = int((pressure[kind] * counts.people.sum(axis=1)).sum())
            assert pulled <= strays * WHOLE
            blamed += pulled > 0
    assert blamed


def test_neighbourhoods_may_be_lived_side_by_side():
    """Two ways through one replay do not disturb each other."""

    def ends(lives: Iterator[tuple[LivedAgain, LivedAgain]]) -> list[bytes]:
        return [lived.state.tobytes() for pair in lives for lived in pair]

    together, alone, other = (Replay(hamlet()) for _ in range(3))
    side_by_side = ends(zip(together.neighbourhood(0), together.neighbourhood(1), strict=True))
    assert side_by_side == ends(zip(alone.neighbourhood(0), other.neighbourhood(1), strict=True))


def test_some_weeks_are_the_first_of_all():
    replay = Replay(hamlet())
    whole = [lived.state.tobytes() for lived in replay.neighbourhood(2)]
    assert [lived.state.tobytes() for lived in replay.neighbourhood(2, 5)] == whole[:5]


def test_scores_go_on_through_new_rule_books(write):
    """Nobody is scored in the first year; later scores fade, and then the range becomes narrow."""
    text = """\
policy: unsteady
title: Another score every year
extends: as-told
score: {fading: 7}
changes:
  - from: 2022-01-01
    remove: {entitlements: [easy_credit, cheaper_transport, free_gym, tax_breaks, discounts, bill_savings]}
    score: {start: 995, lowest: 850, highest: 1000, grades: {C: 850, B: 900, A: 960, AA: 980, AAA: 990}}
"""
    run = ss.simulate(write(text), society="smallville", citizens=100, years=2, burn_in=1)
    replay, rules = Replay(run), set()
    tellers = {seat: Teller(replay, seat, 0) for seat in range(0, SEATS, 2)}
    for lived in replay.neighbourhood(0):
        for teller in tellers.values():
            teller.week(lived)
    for seat, teller in tellers.items():
        life, person = teller.told(""), lived.state[seat : seat + 1]
        ledger = life["ledger"]
        rules |= {line["rule"] for line in ledger}
        assert all(before["score_after"] == after["score_before"] for before, after in pairwise(ledger))
        assert all(line["score_after"] == life["score"] and line["week"] >= 52 for line in ledger[-1:])
        if field(person, "person", "alive")[0] and field(person, "person", "holders")[0] == 1:
            assert life["score"] == field(person, "record", "score")[0]
    assert {"fading", "new scale", "clamping", "littering"} <= rules


def test_what_cannot_be_lived_again():
    with pytest.raises(UserError, match=r"there is no neighbourhood 3; .*0 to 2"):
        next(Replay(hamlet()).neighbourhood(3))
