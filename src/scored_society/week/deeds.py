"""Deeds: whether an act is done, who sees it, and what its record brings."""

from __future__ import annotations

from numba import int64

from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.act import ONE, response
from scored_society.week.adapt import (
    experience,
    feel_trust,
    notice_entry,
)
from scored_society.week.blacklist import enlist
from scored_society.week.board import (
    ACTS,
    ADULT,
    ADULT_WEEKS,
    MINORS_HERE,
    SEEN,
    Board,
    count_at,
)
from scored_society.week.bulletin import Bulletin
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.log import ACT as ACT_LINE
from scored_society.week.log import WITHHELD, Log, note
from scored_society.week.platform import assess_on_platform, note_purchase
from scored_society.week.redress import appeals
from scored_society.week.score import enter
from scored_society.week.state import (
    FULL_BELIEF,
    State,
    age_in_weeks,
    age_in_years,
    aware,
    family,
    group_of,
    holders,
    parent,
    quarters,
    with_quarters,
)
from scored_society.week.witness import which_wrong_record, witness

Words = tuple[int, int, int, int]
FULL_QUARTERS = 3
"""Quarters without a late payment after which the credit record is good."""


@compiled
def decide(
    board: Board, seat: int, behaviour: int, chance: int, words: Words, world: World, rules: Rules, bulletin: Bulletin,
    state: State, census: Census, log: Log,
) -> None:  # fmt: skip
    """Do an act, or leave it undone, weighing what it would bring; the same word decides with and without the score."""
    factor = decided(board, seat, behaviour, rules, bulletin, state)
    naturally, now = words[1] < chance, words[1] < chance * factor >> 16
    group = group_of(state[seat].person)
    if naturally and not now:
        census.withheld[behaviour, group] += 1
        place = board.shift + seat
        note(log, board.week, place, holders(state[seat].person) - 1, WITHHELD, behaviour)
    if now and not naturally:
        census.performed[behaviour, group] += 1
    if not now:
        return
    perform(board, seat, behaviour, int(not naturally), words[3], world, rules, state, census, log)


@compiled
def decided(board: Board, seat: int, behaviour: int, rules: Rules, bulletin: Bulletin, state: State) -> int:
    """Return the factor (1/2¹⁶) by which being scored changes an act's rate: one where nobody is scored.

    `response` may be a researcher's: whatever it says, slots have room for 0 to 1 + most_rise, and for no more.
    """
    if not rules.scored:
        return ONE
    factor = int(int64(response(board, seat, behaviour, rules, bulletin, state)))
    return min(max(factor, 0), ONE + rules.rise)


@compiled
def perform(
    board: Board, seat: int, behaviour: int, performed: int, word: int, world: World, rules: Rules, state: State,
    census: Census, log: Log,
) -> None:  # fmt: skip
    """Do an act, and take in whether it was seen and what it changes; `word` rounds belief."""
    seen = do(board, seat, behaviour, performed, world, rules, state, census, log)
    if rules.points[behaviour] != 0:
        board.sums[ACTS] += 1
        board.sums[SEEN] += seen
        if aware(state[seat].listing):
            experience(seat, FULL_BELIEF if seen else 0, word, world, state)
    if behaviour == world.standing[1]:
        state[seat].listing = with_quarters(state[seat].listing, 0)
    if behaviour == world.omission[2]:
        care(board, seat, world, state)


@compiled
def do(
    board: Board, seat: int, behaviour: int, performed: int, world: World, rules: Rules, state: State, census: Census,
    log: Log,
) -> int:  # fmt: skip
    """Do an act, be seen or not, and bear what follows; return whether a report led to an entry."""
    person = int64(state[seat].person)
    census.acts[behaviour, group_of(person)] += 1
    if world.blamed[behaviour] and count_at(board, family(state[seat].ties), MINORS_HERE) > 0:
        census.parents_acts[group_of(person)] += age_in_weeks(person, board.week) >= ADULT_WEEKS
    first, counting, reports = witness(board, seat, behaviour, world, rules, state, census)
    channel = counting if counting >= 0 else first
    note(log, board.week, board.shift + seat, holders(person) - 1, ACT_LINE, behaviour, channel, counting, performed)
    if channel >= 0:
        census.recorded[channel, behaviour, group_of(person)] += 1
    if rules.platform >= 0 and reports >> rules.platform & 1 and is_purchase(behaviour, world):
        note_purchase(seat, state)
    if counting < 0:
        return 0
    strike(board, seat, behaviour, counting, 1, 0, world, rules, state, census, log)
    if rules.each_channel[behaviour]:
        for further in range(counting + 1, rules.channels):
            if reports >> further & 1 and rules.counts[further, behaviour]:
                strike(board, seat, behaviour, further, 1, 1, world, rules, state, census, log)
    return 1


@compiled
def is_purchase(behaviour: int, world: World) -> bool:
    """Whether an act that a payment platform sees is a purchase: neither a late payment nor a finding of its own."""
    return behaviour != world.standing[1] and not is_standing(behaviour, world)


@compiled
def is_standing(behaviour: int, world: World) -> bool:
    """Whether a behaviour is assessed each quarter; nobody notices entries for that."""
    findings = world.platform_finds
    return behaviour == world.standing[0] or behaviour == findings[0] or behaviour == findings[1]


@compiled
def strike(
    board: Board, seat: int, behaviour: int, channel: int, real: int, extra: int, world: World, rules: Rules,
    state: State, census: Census, log: Log,
) -> None:  # fmt: skip
    """Make an entry, and list the person if it brings them onto the list."""
    before = int64(state[seat].record)
    struck, fell = enter(board, seat, behaviour, channel, real, extra, rules, state, census, log)
    if fell and rules.known and appeals(board, seat, behaviour, real, before, world, rules, state, census, log):
        return
    enlist(board, seat, behaviour, channel, real, struck, fell, world, rules, state, census, log)
    if not real:
        feel_trust(board, seat, 0, world, state)
    if not is_standing(behaviour, world) and age_in_weeks(state[seat].person, board.week) >= ADULT_WEEKS:
        notice_entry(board, seat, world.behaviour_number[behaviour] * 2 + real, world, state, log)


@compiled
def suffer(
    board: Board, seat: int, kind: int, word: int, world: World, rules: Rules, bulletin: Bulletin, state: State,
    census: Census, log: Log,
) -> None:  # fmt: skip
    """Bear a record of what one did not do."""
    channel, behaviour = which_wrong_record(word, kind, rules, bulletin)
    if channel >= 0:
        accuse(board, seat, channel, behaviour, world, rules, state, census, log)


@compiled
def accuse(
    board: Board, seat: int, channel: int, behaviour: int, world: World, rules: Rules, state: State, census: Census,
    log: Log,
) -> None:  # fmt: skip
    """Put on somebody's record what they did not do; an entry follows if a rule counts that channel's reports."""
    census.wrong[channel, behaviour, group_of(state[seat].person)] += 1
    if rules.counts[channel, behaviour]:
        strike(board, seat, behaviour, channel, 0, 0, world, rules, state, census, log)


@compiled
def stand(board: Board, seat: int, world: World, rules: Rules, state: State, census: Census, log: Log) -> None:
    """Assess standings, at the end of a quarter: a credit record, and what the payment platform finds."""
    years = age_in_years(state[seat].person, board.week)
    if rules.platform >= 0 and years >= ADULT:
        finding = assess_on_platform(board, seat, rules, state)
        if finding >= 0 and world.platform_finds[finding] >= 0:
            do(board, seat, world.platform_finds[finding], 0, world, rules, state, census, log)
    if world.standing[0] < 0 or years < world.standing[2]:
        return
    whole = quarters(state[seat].listing)
    if whole >= FULL_QUARTERS:
        do(board, seat, world.standing[0], 0, world, rules, state, census, log)
    else:
        state[seat].listing = with_quarters(state[seat].listing, whole + 1)


@compiled
def care(board: Board, seat: int, world: World, state: State) -> None:
    """Arrange care: for the elders at home, and for a parent elsewhere in the neighbourhood."""
    ties = int64(state[seat].ties)
    board.cared_family[family(ties)] = 1
    board.cared_seat[parent(ties)] = 1
