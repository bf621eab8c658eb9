"""What follows from a score or a listing, in every life of a small society: it holds while its cause does, no longer.

A run is lived once, and every neighbourhood of it again with the log. What holds against whom is worked out anew, in
Python, from the words of the rule book and the state at the end of the week before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
import pytest

import scored_society as ss
from scored_society.institutions.rations import capacity, places_per_person
from scored_society.policy.consequences import Burden, LowScore, Refusal, When
from scored_society.record.replay import Replay
from scored_society.record.run import Run
from scored_society.record.sample import field
from scored_society.tables.channels import CAMERAS, REGISTRY
from scored_society.tables.slots import by_number
from scored_society.week.bulletin import bulletin_from_rows, first_bulletin
from scored_society.week.census import add_census, empty_census
from scored_society.week.log import DELISTED, DIED, ENTRY, LISTED, REFUSED, UNDER
from scored_society.week.request import GOODS_FROM
from scored_society.week.state import BIRTH_OFFSET

EASILY_LISTED = """\
policy: easily-listed
title: As told, but with a list that one offence may lead to, and sanctions for each kind of cause
extends: as-told
blacklist:
  low_score: {at_or_below: 985}
  community_norms: {reports: 1}
sanctions:
  watched:
    {number: 31, kind: burden, claim: null, added: by score alone, when: {at_or_below: 995}, domain: reputation}
  fined:
    {number: 32, kind: burden, claim: null, added: by some routes, when: {listed: [community_norms, workplace]},
    domain: money}
  pointed_at:
    {number: 33, kind: burden, claim: null, added: by a parent, affects: 0.5, when: {parent_listed: true},
    domain: reputation}
  cornered:
    {number: 34, kind: burden, claim: null, added: by any of the three, domain: money,
    when: {listed: true, parent_listed: true, at_or_below: 990}}
"""
YEARS = 6
UP_TO_AGE = 25 * 52

Line = tuple[int, ...]
"""Week, seat, occupant, kind and five details."""
Citizen = tuple[int, int]
"""Seat and occupant."""


class Seats(NamedTuple):
    """The seats of all neighbourhoods at a week's end, by field."""

    alive: list[int]
    occupant: list[int]
    born: list[int]
    sex: list[int]
    family: list[int]
    parent: list[int]
    coupled: list[int]
    score: list[int]
    clean: list[int]
    route: list[int]
    wrongly: list[int]


class Together(NamedTuple):
    """A run, lived again as a whole: what was counted, written down, and there at each week's end."""

    run: Run
    replay: Replay
    counts: list[np.ndarray]
    lines: list[list[Line]]
    seats: list[Seats]

    @property
    def policy(self) -> Any:
        return self.replay.timetable.epoch(0).policy

    @property
    def bulletins(self) -> list[np.record]:
        """The bulletins that were read, by week."""
        rows = self.run.bulletin_rows()
        blocks = (bulletin_from_rows(rows[week]) if week in rows else first_bulletin() for week in range(YEARS * 52))
        return [block[0] for block in blocks]

    def all_lines(self, *wanted: int) -> Iterator[Line]:
        return (line for lines in self.lines for line in lines if line[3] in wanted)


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Together:
    path = tmp_path_factory.mktemp("consequences") / "easily-listed.yaml"
    path.write_text(EASILY_LISTED, encoding="utf-8")
    run = ss.simulate(path, society="smallville", citizens=1000, years=YEARS)
    replay, weeks = Replay(run), YEARS * 52
    counts, lines = [empty_census() for _ in range(weeks)], [[] for _ in range(weeks)]
    states: list[list[np.ndarray]] = [[] for _ in range(weeks)]
    for number in range(int(run.manifest["neighbourhoods"])):
        for lived in replay.neighbourhood(number):
            add_census(counts[lived.week], lived.census.counts)
            lines[lived.week] += map(tuple, lived.lines.tolist())
            states[lived.week].append(lived.state)
    seats = [seats_of(np.concatenate(parts), replay.timetable.world.seats) for parts in states]
    return Together(run, replay, counts, lines, seats)


def seats_of(state: np.ndarray, size: int) -> Seats:
    """Return the fields of seats; seats of parents and families are given numbers of the whole society."""
    first = np.arange(len(state)) // size * size
    columns = {
        "alive": field(state, "person", "alive"),
        "occupant": field(state, "person", "holders") - 1,
        "born": field(state, "person", "born") - BIRTH_OFFSET,
        "sex": field(state, "person", "sex"),
        "family": first * 2 + field(state, "ties", "family"),
        "parent": first + field(state, "ties", "parent"),
        "coupled": field(state, "ties", "coupled"),
        **{name: field(state, "record", name) for name in ("score", "clean")},
        **{name: field(state, "listing", name) for name in ("route", "wrongly")},
    }
    return Seats(**{name: column.tolist() for name, column in columns.items()})


def listed_parents(seats: Seats, week: int) -> dict[int, bool]:
    """Return the children below 25 one of whose parents is listed, and whether only wrongly.

    A parent's partner counts as one: who lives in a couple in the same home, of the other sex, and is neither parent
    nor child of theirs.
    """
    couples = defaultdict(list)
    for seat, (alive, coupled, family) in enumerate(zip(seats.alive, seats.coupled, seats.family, strict=True)):
        if alive and coupled:
            couples[family].append(seat)
    found = {}
    for child, above in enumerate(seats.parent):
        if not seats.alive[child] or week - seats.born[child] >= UP_TO_AGE or above == child or not seats.alive[above]:
            continue
        parents = [above]
        if seats.coupled[above]:
            parents += [
                other
                for other in couples[seats.family[above]]
                if seats.sex[other] != seats.sex[above] and seats.parent[other] != above != other
                and seats.parent[above] != other
            ]  # fmt: skip
        listed = [parent for parent in parents if seats.route[parent]]
        if listed:
            found[child] = all(seats.wrongly[parent] for parent in listed)
    return found


def meets(when: When, score: int, route: str | None, parent: bool) -> bool:
    """Whether somebody meets any of the conditions of a sanction."""
    by_score = when.at_or_below is not None and score <= when.at_or_below
    by_list = route is not None and (when.listed is True or (when.listed is not False and route in when.listed))
    return by_score or by_list or (when.parent_listed and parent)


def held(together: Together, week: int) -> dict[int, tuple[int, int]]:
    """Return the sanctions that hold against people in a week, and those of them that are undeserved, as bits, by seat.

    Undeserved is what would not hold on the clean record: the clean score, and the list without who is there wrongly.
    """
    seats, found = together.seats[week - 1], {}
    names = {route.number: name for name, route in together.policy.blacklist.items()}
    children = listed_parents(seats, week)
    sanctions = [sanction.when for _, sanction in by_number(together.policy.sanctions)]
    answers: dict[tuple[Any, ...], tuple[int, int]] = {}
    for seat in np.flatnonzero(seats.alive).tolist():
        route = names.get(seats.route[seat])
        deserved_route = None if seats.wrongly[seat] else route
        parent, deserved_parent = seat in children, seat in children and not children[seat]
        case = (seats.score[seat], seats.clean[seat], route, deserved_route, parent, deserved_parent)
        if case not in answers:
            now = [meets(when, case[0], route, parent) for when in sanctions]
            clean = [meets(when, case[1], deserved_route, deserved_parent) for when in sanctions]
            undeserved = [a and not b for a, b in zip(now, clean, strict=True)]
            answers[case] = bits(now), bits(undeserved)
        if answers[case][0]:
            found[seat] = answers[case]
    return found


def bits(flags: list[bool]) -> int:
    return sum(1 << index for index, flag in enumerate(flags) if flag)


def spells(together: Together) -> Iterator[tuple[Line, Line, Line | None, int]]:
    """Yield each listing: the entry before it, its line, the line that ends it, and how many there were before."""
    entries, opened, before = {}, {}, defaultdict(int)
    for line in together.all_lines(ENTRY, LISTED, DELISTED, DIED):
        citizen = line[1:3]
        if line[3] == ENTRY:
            entries[citizen] = line
        elif line[3] == LISTED:
            assert citizen not in opened
            opened[citizen] = entries[citizen], line, before[citizen]
            before[citizen] += 1
        elif line[3] == DELISTED or citizen in opened:
            entry, listed, repeated = opened.pop(citizen)
            yield entry, listed, line, repeated
    yield from ((entry, listed, None, repeated) for entry, listed, repeated in opened.values())


def test_listings_last_their_term_of_two_to_five_years_and_end_otherwise_only_by_death(together):
    gravities = {rule.behaviour or name: rule.gravity.value for name, rule in together.policy.rules.items()}
    behaviours = [name for name, _ in by_number(together.replay.timetable.society.behaviours)]
    ends, seen = defaultdict(int), set()
    for entry, listed, end, repeated in spells(together):
        # From two years on, half a year more for each step of gravity, and two steps for a repetition.
        gravity = gravities[behaviours[entry[4]]]
        term = 104 + 26 * (gravity - 1 + 2 * min(1, repeated))
        assert entry[0] == listed[0]
        assert listed[5] == term
        assert 104 <= term <= 260
        if end is None:
            assert listed[0] + term >= YEARS * 52
            ends["not yet"] += 1
        elif end[3] == DELISTED:
            assert (end[0] - listed[0], end[4], end[5]) == (term, listed[4], 0)
            ends["term"] += 1
            seen.add((gravity, min(1, repeated)))
        else:
            assert end[0] - listed[0] <= term
            ends["death"] += 1
    assert all(ends[how] > 0 for how in ("not yet", "term", "death"))
    assert {gravity for gravity, repeated in seen if not repeated} >= {1, 2, 3, 4}
    assert any(repeated for _, repeated in seen)


def test_who_is_on_the_list_was_listed_and_neither_struck_off_nor_dead(together):
    listed: dict[Citizen, tuple[int, int]] = {}
    for week, seats in enumerate(together.seats):
        for line in together.lines[week]:
            if line[3] == LISTED:
                listed[line[1:3]] = line[4], line[6]
            elif line[3] in (DELISTED, DIED):
                listed.pop(line[1:3], None)
        assert listed == {
            (seat, seats.occupant[seat]): (route, seats.wrongly[seat])
            for seat, route in enumerate(seats.route)
            if route
        }  # fmt: skip
    assert len(listed) > 100


def test_sanctions_hold_while_their_cause_does_and_for_just_as_long(together):
    sanctions = [sanction for _, sanction in by_number(together.policy.sanctions)]
    some = bits([isinstance(sanction, Burden) and sanction.affects < 1 for sanction in sanctions])
    befalls: dict[tuple[Citizen, int], bool] = {}
    held_at_all = ended = undeserved_at_all = 0
    before: dict[int, tuple[int, int]] = {}
    for week in range(1, YEARS * 52):
        expected = held(together, week)
        lines = {line[1]: line for line in together.lines[week] if line[3] == UNDER}
        assert lines.keys() == expected.keys()
        for seat, (now, undeserved) in expected.items():
            _, _, occupant, _, felt, felt_undeserved, *_ = lines[seat]
            assert occupant == together.seats[week - 1].occupant[seat]
            assert felt & ~some == now & ~some
            assert felt & ~now == 0
            assert felt_undeserved == undeserved & felt
            # A burden for some befalls a person for good or not at all: who has no pet has none to lose.
            for index in range(len(sanctions)):
                if now & some & 1 << index:
                    does = bool(felt >> index & 1)
                    assert befalls.setdefault(((seat, occupant), index), does) == does
            held_at_all |= now
            undeserved_at_all |= undeserved
        ended += sum(bool(bits_before & ~expected.get(seat, (0, 0))[0]) for seat, (bits_before, _) in before.items())
        before = expected
    assert held_at_all == (1 << len(sanctions)) - 1  # all kinds of cause occurred
    assert undeserved_at_all
    assert ended > 100
    for index, sanction in enumerate(sanctions):
        if some >> index & 1:
            chosen = [does for (_, number), does in befalls.items() if number == index]
            deviation = sqrt(sanction.affects * (1 - sanction.affects) / len(chosen))
            assert abs(np.mean(chosen) - sanction.affects) < 4 * deviation


def test_every_listing_traces_to_an_entry(together):
    routes = {route.number: route for route in together.policy.blacklist.values()}
    behaviours = [name for name, _ in by_number(together.replay.timetable.society.behaviours)]
    society, policy = together.replay.timetable.society, together.policy
    channels = [name for name, _ in (*by_number(society.channels), *by_number(policy.channels))]
    found = defaultdict(int)
    for entry, listed, _, _ in spells(together):
        route = routes[listed[4]]
        assert entry[:3] == listed[:3]
        if isinstance(route, LowScore):
            assert entry[6] < 0
            assert entry[8] <= route.at_or_below
        else:
            assert behaviours[entry[4]] in route.behaviours
            assert channels[entry[5] // 2] in route.by
        assert entry[8] == listed[7]
        if not entry[5] % 2:
            assert listed[6]  # a record of what was not done lists wrongly
        found[route.kind] += 1
        found["wrongly"] += listed[6]
    assert min(found[kind] for kind in ("low_score", "reports", "wrongly")) > 0


def test_nobody_is_under_a_sanction_by_score_without_an_entry_in_the_ledger(together):
    by_score = [
        (1 << index, sanction.when.at_or_below)
        for index, (_, sanction) in enumerate(by_number(together.policy.sanctions))
        if sanction.when.at_or_below is not None and not sanction.when.listed
    ]
    mask, cases = sum(bit for bit, _ in by_score), 0
    ledgers: dict[Citizen, int] = {}
    for lines in together.lines:
        for line in lines:
            if line[3] == UNDER and line[4] & mask:
                # `UNDER` comes before the entries of its week: the ledger is that of last week's end.
                assert all(ledgers[line[1:3]] <= limit for bit, limit in by_score if line[4] & bit)
                cases += 1
            elif line[3] == ENTRY:
                ledgers[line[1:3]] = line[8]
    assert cases > 1000


def test_nobody_is_refused_by_a_rule_that_their_record_does_not_meet(together):
    sanctions = [sanction for _, sanction in by_number(together.policy.sanctions)]
    society = together.replay.timetable.society
    services, goods = ([name for name, _ in by_number(section)] for section in (society.services, society.goods))
    refused = set()
    assert not any(line[3] == REFUSED for line in together.lines[0])
    for week in range(1, YEARS * 52):
        lines = [line for line in together.lines[week] if line[3] == REFUSED]
        expected = held(together, week) if lines else {}
        for _, seat, occupant, _, index, thing, wrong, *_ in lines:
            now, undeserved = expected[seat]
            sanction = sanctions[index]
            assert now >> index & 1
            assert undeserved >> index & 1 == wrong
            assert occupant == together.seats[week - 1].occupant[seat]
            assert isinstance(sanction, Refusal)
            if thing >= GOODS_FROM:
                assert goods[thing - GOODS_FROM] == sanction.good
            else:
                assert services[thing] == sanction.service
            refused.add((index, wrong))
    assert len({index for index, _ in refused}) > 5
    assert {wrong for _, wrong in refused} == {0, 1}


def test_no_more_is_served_than_was_offered_and_what_keeps_is_offered_again(together):
    society, kept = together.replay.timetable.society, 0
    goods, regions = by_number(society.goods), by_number(society.regions)
    places, shape = places_per_person(society), (len(goods), len(regions))
    for week, (ruling, following) in enumerate(pairwise(together.bulletins)):
        counts = together.counts[week][0]
        offered, served = (table[: shape[0], : shape[1]] for table in (ruling.offered, counts.served))
        people = np.array([(counts.workers_in if good.post else counts.people_in)[: shape[1]] for _, good in goods])
        assert (served <= offered).all()
        new = capacity(places, people, week + 1)
        for position, (_, good) in enumerate(goods):
            left = offered[position] - served[position] if good.keeps else 0
            assert (following.offered[position, : shape[1]] == new[position] + left).all()
            kept += int(np.sum(left)) > 0
            for region, (name, _) in enumerate(regions):  # whole places: less than one more or less than the share
                share = Fraction(str(good.per_thousand)) / 1000 * Fraction(str(good.by_region.get(name, 1)))
                assert abs(int(new[position, region]) - share * int(people[position, region])) < 1
    assert kept


def test_cameras_blame_no_more_people_than_they_mistook(together):
    channel = together.replay.timetable.epoch(0).rules.channel_kind.tolist().index(CAMERAS)
    wrong = sum(int(counts[0].wrong[channel].sum()) for counts in together.counts)
    strays = sum(int(counts[0].strays[channel].sum()) for counts in together.counts)
    assert 0 < wrong <= strays + 4 * sqrt(strays)


def test_each_week_presses_no_more_than_went_astray_in_the_last(together):
    kinds, pressed = together.replay.timetable.epoch(0).rules.channel_kind, defaultdict(int)
    for counts, following in zip(together.counts, together.bulletins[1:], strict=False):
        people = counts[0].people.sum(axis=1).tolist()
        for kind in (REGISTRY, CAMERAS):
            strays = int(counts[0].strays[np.flatnonzero(kinds == kind)].sum())
            pulled = sum(a * b for a, b in zip(following.pressure[kind].tolist(), people, strict=True))
            assert pulled <= strays * 2**32
            pressed[kind] += pulled > 0
    assert pressed[REGISTRY] > 0
    assert pressed[CAMERAS] > 0
