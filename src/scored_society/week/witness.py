"""Witness: who notices an act, who records it, and on whom."""

from __future__ import annotations

from numba import int64

from scored_society.tables.channels import CAMERAS, COLLECTORS, OTHER_GROUP, OWN_GROUP, REGISTRY, UNSEEN_BITS
from scored_society.tables.fixed import WHOLE
from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.board import COLLECTORS as AROUND
from scored_society.week.board import COLLECTORS_HERE, COLLECTORS_OF_MINORITY, Board, count_at
from scored_society.week.bulletin import Bulletin
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.draws import SEEN, WORD_BITS, draw
from scored_society.week.state import State, family, group_of, holders, minority, shunned

CHANNEL_NUMBERS = 32
"""Channels are numbered below this, which tells draws of a behaviour apart by channel."""


@compiled
def collectors_around(board: Board, seat: int, rules: Rules, state: State) -> tuple[int, int]:
    """Return how many collectors of the neighbourhood would report this person: of their own descent, and of another.

    They spare their own family, which is of one descent.
    """
    person = int64(state[seat].person)
    every, of_minority = board.sums[AROUND], board.sums[COLLECTORS_OF_MINORITY]
    own = of_minority if minority(person) else every - of_minority
    if rules.spares_family:
        own -= min(own, count_at(board, family(state[seat].ties), COLLECTORS_HERE))
    return own, every - of_minority if minority(person) else of_minority


@compiled
def collectors_see(board: Board, seat: int, behaviour: int, rules: Rules, state: State) -> int:
    """Return the chance (1/2³²) that some collector sees an act."""
    own, other = collectors_around(board, seat, rules, state)
    if shunned(state[seat].more):
        unseen = rules.unseen_friendless[OWN_GROUP, own, behaviour]
        unseen *= rules.unseen_friendless[OTHER_GROUP, other, behaviour]
    else:
        unseen = rules.unseen[OWN_GROUP, own, behaviour] * rules.unseen[OTHER_GROUP, other, behaviour]
    return WHOLE - (unseen >> (2 * UNSEEN_BITS - WORD_BITS))


@compiled
def witness(
    board: Board, seat: int, behaviour: int, world: World, rules: Rules, state: State, census: Census
) -> tuple[int, int, int]:
    """Let every channel look at one act.

    Returns
    -------
    first, counting, reports : the first channel that recorded it on the one who did it, and the first of those whose
        reports lead to an entry (-1 where there is none); all that recorded it, as bits. One act, one rule, one entry:
        later reports corroborate, unless the rule counts each.

    A registry enters a misfiled record on somebody else instead; a camera that fails to match loses the act, and each
    of its searches may, besides, take somebody else for the one searched. Where those records fall is drawn next week
    by whom they fall on.
    """
    person = int64(state[seat].person)
    place, occupant, group = board.shift + seat, holders(person) - 1, group_of(person)
    first, counting, reports = -1, -1, 0
    watching = rules.watched[behaviour]
    for channel in range(rules.channels):
        if not watching >> channel & 1:
            continue
        kind = rules.channel_kind[channel]
        if kind == COLLECTORS:
            chance = collectors_see(board, seat, behaviour, rules, state)
        else:
            chance = rules.sight[behaviour, group, channel]
        if chance == 0:
            continue
        other = world.behaviour_number[behaviour] * CHANNEL_NUMBERS + rules.channel_number[channel]
        notices, loses, strays, _ = draw(board.seed, place, occupant, board.week, SEEN, other)
        if notices >= chance:
            continue
        lost = loses < rules.lost[channel]
        if (kind == REGISTRY and lost) or (kind == CAMERAS and strays < rules.strays[channel]):
            census.strays[channel, behaviour] += 1
        if lost:
            continue
        census.seen[channel, behaviour, group] += 1
        reports |= 1 << channel
        if first < 0:
            first = channel
        if counting < 0 and rules.counts[channel, behaviour]:
            counting = channel
    return first, counting, reports


@compiled
def wrong_record_chance(
    board: Board, seat: int, kind: int, width: int, rules: Rules, bulletin: Bulletin, state: State
) -> int:
    """Return the chance (1/2³²) that a proposed wrong record falls on this person: pressure ÷ width of the slot."""
    pressure = bulletin.pressure[kind, group_of(state[seat].person)]
    if kind == COLLECTORS:
        own, other = collectors_around(board, seat, rules, state)
        pressure += (own + other) * rules.invented
    return (pressure << 32) // width


@compiled
def which_wrong_record(word: int, kind: int, rules: Rules, bulletin: Bulletin) -> tuple[int, int]:
    """Return the channel and behaviour of a wrong record, by last week's mix; (-1, -1) when there is none."""
    total = bulletin.mix_total[kind]
    wanted = word * total >> 32
    if total == 0:
        return -1, -1
    for channel in range(rules.channels):
        if wanted >= bulletin.mix_channel[kind, channel]:
            wanted -= bulletin.mix_channel[kind, channel]
            continue
        for behaviour in range(rules.behaviours):
            if wanted < bulletin.mix[channel, behaviour]:
                return channel, behaviour
            wanted -= bulletin.mix[channel, behaviour]
    return -1, -1
