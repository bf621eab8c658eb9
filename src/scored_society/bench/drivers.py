"""The phases of the week, each compiled to run alone over a living state.

The week itself is one compiled function in which phases call each other: an act is witnessed, entered and believed on
the spot. Here `act` only decides; what its decisions bring is taken from the log of a week that was lived, so that
witness, score, blacklist and adapt meet the cases that they meet in a week. Every driver takes a `Scene`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.tables.fixed import WHOLE
from scored_society.tables.slots import ACT, JOB_LOSS, LIFE_EVENT, NEED, NEWS, TALK, WRONG_RECORD
from scored_society.week.act import can, natural_chance, proposed, response
from scored_society.week.adapt import experience, hear_news, notice_entry, talk
from scored_society.week.age import age, ages
from scored_society.week.apply import apply, count
from scored_society.week.blacklist import delist, enlist
from scored_society.week.board import (
    ADULT_WEEKS,
    ALIVE,
    BURDENED,
    LISTED,
    PROPOSED,
    draw_proposals,
    read_board,
)
from scored_society.week.burdens import bear
from scored_society.week.compiled import compiled, entry_point
from scored_society.week.feedback import sought
from scored_society.week.household import household
from scored_society.week.kin import extend_to_children
from scored_society.week.log import Log
from scored_society.week.neighbourhood import ASKS, words_of
from scored_society.week.platform import assess_on_platform
from scored_society.week.request import ask
from scored_society.week.score import enter, fade
from scored_society.week.serve import serve
from scored_society.week.shard import region_of
from scored_society.week.state import FULL_BELIEF, age_in_weeks, alive, queues, route
from scored_society.week.witness import witness, wrong_record_chance


class Scene(NamedTuple):
    """A shard in one week, and what happened in it when it was lived."""

    seed: int
    week: int
    world: NDArray[Any]
    rules: NDArray[Any]
    bulletin: NDArray[Any]
    state: NDArray[Any]
    memory: NDArray[np.uint16]
    census: NDArray[Any]
    boards: NDArray[Any]  # of each neighbourhood
    acts: NDArray[np.int64]  # seat, behaviour, whether a report led to an entry
    entries: NDArray[np.int64]  # seat, behaviour, channel, whether real, points
    requests: NDArray[np.int64]  # seat, service
    heard: NDArray[np.int64]  # by seat: 1 + TALK or NEWS, and the two words that it takes
    life: NDArray[np.int16]  # by seat: 1 + the life event or need that befalls them
    applicants: NDArray[np.int32]
    used: NDArray[np.int64]
    log: Log


@compiled
def arrive(scene: Scene, number: int) -> Any:
    """Return the board of neighbourhood `number`, with its place and time written on it."""
    board = scene.boards[number]
    board.seed = scene.seed
    board.week = scene.week
    board.first_seat = number * scene.world[0].seats
    board.shift = 0
    board.region = region_of(number, scene.world[0])
    return board


@entry_point
def gather(scene: Scene) -> None:
    """Write down what people hear and what befalls them, for the drivers of other phases."""
    world, state = scene.world[0], scene.state
    for number in range(scene.memory.shape[0]):
        board = arrive(scene, number)
        draw_proposals(board, world.slot_end, world.mirror)
        for index in range(board.sums[PROPOSED]):
            place = int64(board.proposed[index])
            local, words = int64(board.alive[place]), words_of(board, place)
            seat = number * world.seats + local
            slot = proposed(words[0], world)
            kind = world.slot_kind[slot]
            if kind not in (LIFE_EVENT, NEED):
                continue
            item, chance = world.slot_item[slot], natural_chance(board, seat, slot, words[1], world, state)
            news = world.slot_kind[slot] == LIFE_EVENT and item == NEWS
            if words[1] >= chance or (news and words[2] >= scene.bulletin[0].listed_share):
                continue
            if kind == NEED:
                scene.life[seat] = ASKS + 1 + item
            elif item == JOB_LOSS:
                if words[2] < sought(board, local, seat, world.post, WHOLE, world, scene.rules[0], state):
                    scene.life[seat] = ASKS + 1 + world.post
            elif news or item == TALK:
                scene.heard[seat, 0], scene.heard[seat, 1], scene.heard[seat, 2] = item + 1, words[2], words[3]
            else:
                scene.life[seat] = item + 1


@entry_point
def alone_board(scene: Scene) -> None:
    """Read the boards of all neighbourhoods."""
    for number in range(scene.memory.shape[0]):
        read_board(arrive(scene, number), scene.state, scene.memory, number, scene.world[0], scene.rules[0])


@entry_point
def alone_serve(scene: Scene) -> None:
    """Serve all who wait."""
    world, state = scene.world[0], scene.state
    for number in range(scene.memory.shape[0]):
        board = arrive(scene, number)
        for seat in range(number * world.seats, (number + 1) * world.seats):
            if alive(state[seat].person) and queues(state[seat].more):
                serve(board, seat, world, scene.rules[0], scene.bulletin[0], state, scene.census[0], scene.log)


@entry_point
def alone_burdens(scene: Scene) -> None:
    """Hold parents' listings against children, and let everybody bear the sanctions that hold against them."""
    world, rules, state = scene.world[0], scene.rules[0], scene.state
    for number in range(scene.memory.shape[0]):
        board, first = arrive(scene, number), number * world.seats
        if board.sums[LISTED]:
            extend_to_children(board, first, world, rules, state, scene.census[0])
        for index in range(board.sums[BURDENED]):
            local = int64(board.burdened[index])
            bear(board, local, first + local, world, rules, state, scene.census[0], scene.log)


@entry_point
def alone_request(scene: Scene) -> None:
    """Let those who asked for a service be answered."""
    world = scene.world[0]
    for seat, service in scene.requests:
        board = arrive(scene, seat // world.seats)
        ask(
            board,
            seat % world.seats,
            seat,
            service,
            seat,
            world,
            scene.rules[0],
            scene.state,
            scene.census[0],
            scene.log,
        )


@entry_point
def alone_platform(scene: Scene) -> int:
    """Work out the platform's scores as at a quarter's end; returns something, lest nothing be compiled."""
    world, state = scene.world[0], scene.state
    total = 0
    for number in range(scene.memory.shape[0]):
        board = arrive(scene, number)
        for index in range(board.sums[ALIVE]):
            seat = number * world.seats + int64(board.alive[index])
            if age_in_weeks(state[seat].person, scene.week) >= ADULT_WEEKS:
                total += assess_on_platform(board, seat, scene.rules[0], state)
    return total


@entry_point
def alone_act(scene: Scene) -> int:
    """Draw everybody's proposal and decide on it, to no effect; returns something, lest nothing be compiled."""
    world, rules, bulletin, state = scene.world[0], scene.rules[0], scene.bulletin[0], scene.state
    total = 0
    for number in range(scene.memory.shape[0]):
        board = arrive(scene, number)
        draw_proposals(board, world.slot_end, world.mirror)
        for index in range(board.sums[PROPOSED]):
            place = int64(board.proposed[index])
            local, words = int64(board.alive[place]), words_of(board, place)
            seat = number * world.seats + local
            slot = proposed(words[0], world)
            item = world.slot_item[slot]
            if world.slot_kind[slot] == WRONG_RECORD:
                width = world.slot_first[slot + 1] - world.slot_first[slot]
                total += wrong_record_chance(board, seat, item, width, rules, bulletin, state)
                continue
            chance = natural_chance(board, seat, slot, words[1], world, state)
            likely = words[1] < chance + (chance * rules.rise >> 16)
            if world.slot_kind[slot] == ACT and likely and can(board, number, local, item, world, state):
                chance = chance * response(board, seat, item, rules, bulletin, state) >> 16
            total += words[1] < chance
    return total


@entry_point
def alone_witness(scene: Scene) -> None:
    """Let the week's acts be witnessed."""
    for seat, behaviour, _ in scene.acts:
        board = arrive(scene, seat // scene.world[0].seats)
        witness(board, seat, behaviour, scene.world[0], scene.rules[0], scene.state, scene.census[0])


@entry_point
def alone_score(scene: Scene) -> None:
    """Make the week's entries, and let scores fade on birthdays."""
    world, rules, state = scene.world[0], scene.rules[0], scene.state
    for seat, behaviour, channel, real, _ in scene.entries:
        board = arrive(scene, seat // world.seats)
        enter(board, seat, behaviour, channel, real, 0, rules, state, scene.census[0], scene.log)
    for seat in range(state.shape[0] if rules.fading else 0):
        if age_in_weeks(state[seat].person, scene.week) % 52 == 0 and alive(state[seat].person):
            fade(arrive(scene, seat // world.seats), seat, rules, state, scene.log)


@entry_point
def alone_blacklist(scene: Scene) -> None:
    """Take off the list whose term ends, and list whom the week's entries brought low enough."""
    world, state = scene.world[0], scene.state
    for seat in range(state.shape[0]):
        if route(state[seat].listing):
            board = arrive(scene, seat // world.seats)
            delist(board, seat, scene.rules[0], state, scene.census[0], scene.log)
    for seat, behaviour, channel, real, points in scene.entries:
        board = arrive(scene, seat // world.seats)
        enlist(
            board,
            seat,
            behaviour,
            channel,
            real,
            1,
            points < 0,
            world,
            scene.rules[0],
            state,
            scene.census[0],
            scene.log,
        )


@entry_point
def alone_household(scene: Scene) -> None:
    """Settle births, deaths, pairings and leavings, and count neglect."""
    world = scene.world[0]
    for number in range(scene.memory.shape[0]):
        board = arrive(scene, number)
        for local in range(world.seats):
            board.proposal[local] = scene.life[number * world.seats + local]
        household(board, scene.state, number, world, scene.rules[0].start, scene.census[0], scene.log)


@entry_point
def alone_adapt(scene: Scene) -> None:
    """Let people talk, hear of the list, and learn from what happened to them."""
    world, state = scene.world[0], scene.state
    for seat in range(state.shape[0]):
        if not scene.heard[seat, 0]:
            continue
        board = arrive(scene, seat // world.seats)
        if scene.heard[seat, 0] == TALK + 1:
            talk(board, seat, scene.heard[seat, 1], scene.heard[seat, 2], world, state, scene.log)
        else:
            hear_news(board, seat, scene.heard[seat, 2], world, state, scene.log)
    for seat, behaviour, seen in scene.acts:
        if scene.rules[0].points[behaviour]:
            experience(seat, seen * FULL_BELIEF, seat, world, state)
    for entry in scene.entries:
        board = arrive(scene, entry[0] // world.seats)
        notice_entry(board, entry[0], world.behaviour_number[entry[1]] * 2 + entry[3], world, state, scene.log)


@entry_point
def alone_age(scene: Scene) -> None:
    """Let everybody age a week."""
    world, state = scene.world[0], scene.state
    for number in range(scene.memory.shape[0]):
        board = arrive(scene, number)
        for seat in range(number * world.seats, (number + 1) * world.seats):
            event = int(scene.life[seat]) - 1
            if alive(state[seat].person) and ages(board, int64(state[seat].person), event):
                age(board, seat, event, world, state, scene.census[0], scene.log)


@entry_point
def alone_apply(scene: Scene) -> None:
    """Let those in need apply, and those who wait wait on."""
    world, rules, state = scene.world[0], scene.rules[0], scene.state
    scene.used[0] = 0
    for number in range(scene.memory.shape[0]):
        board = arrive(scene, number)
        for seat in range(number * world.seats, (number + 1) * world.seats):
            event = scene.life[seat] - 1
            if alive(state[seat].person) and (event >= ASKS or queues(state[seat].more)):
                apply(
                    board, seat % world.seats, seat, event - ASKS, world, rules, state, scene.applicants, scene.used,
                    scene.census[0], scene.log,
                )  # fmt: skip


@entry_point
def alone_count(scene: Scene) -> None:
    """Count everybody."""
    world, state = scene.world[0], scene.state
    for number in range(scene.memory.shape[0]):
        board = arrive(scene, number)
        for seat in range(number * world.seats, (number + 1) * world.seats):
            if alive(state[seat].person):
                count(board, seat, False, scene.rules[0], state, scene.census[0])
