"""Slots: the room that each chance event owns on the unit interval.

Thinning (Lewis and Shedler 1979): one keyed word a citizen-week falls into one slot or none; what it proposes is then
kept with probability rate ÷ width. A slot's width is the highest rate that anybody can attain, as its society declares
it, so that no rule book moves a boundary and one changed incentive leaves all other draws as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Protocol, TypeVar

import numpy as np

from scored_society.base.document import Document, place_of
from scored_society.base.errors import mistake
from scored_society.base.names import nearest
from scored_society.society.behaviours import Event
from scored_society.society.people import AGE_BANDS, EDUCATIONS, INCOMES, RESIDENCES, SEXES, TRAIT_LEVELS
from scored_society.society.schema import Society
from scored_society.tables.fixed import WEEKS, WHOLE, Integers, chance, exact, factor, weekly

LIFE_EVENT, NEED, ACT, WRONG_RECORD, REQUEST, SHUT_OUT = range(6)
"""What a slot proposes; `item` says which."""
DEATH, BIRTH, PAIRING, LEAVING, FRAILTY, TALK, NEWS, JOB_LOSS = range(8)
"""Items of life events, in the order of `LifeEvents`."""
CHANNEL_KINDS = ("registry", "collectors", "cameras", "classifiers", "platform")
"""Kinds of channel; an index of wrong records (a platform puts nothing on anybody else)."""
WRONG_RECORD_NUMBERS = {"registry": 17, "collectors": 18, "cameras": 19, "classifiers": 251}
"""Numbers of the slots for wrong records."""
FACE_CHECKS = ("door", "till", "dispenser")
"""Uses of cameras that shut out, in the order of their index."""
MOST_OF_THE_INTERVAL = Fraction(1, 2)
LEVELS: dict[str, tuple[str, ...]] = {
    "sex": SEXES, "residence": RESIDENCES, "education": EDUCATIONS, "income": INCOMES,
    "limited": ("no", "yes"), "minority": ("no", "yes"),
}  # fmt: skip
BODY = {"sex": 1, "minority": 1, "residence": 2, "limited": 1}
STATION = {"education": 3, "income": 3}
"""Characteristics that a seat keeps side by side, with their bits: one look-up has the factor of all of them."""
TRAITS = 4
GUIDE_BITS = 10


@dataclass(frozen=True)
class Slot:
    """One event with its room: `rate` in 1/2³² a week with all factors at 1, `width` likewise."""

    number: int
    kind: int
    item: int
    rate: int
    width: int
    event: Event | None


@dataclass(frozen=True)
class SlotTables:
    """All slots in the order of their numbers.

    `first` (slots + 1) are the boundaries; `keep` (slots, 21) the chance of being kept by age with all other factors at
    1, in 1/2³²; `body` (slots, 32), `station` (slots, 64) and `traits` (slots, 4, 4) are factors in 1/2¹⁶; `ages`
    (slots, 2) weeks of age, from the first up to but without the second. `guide` (1024) holds the first slot that a
    word with those leading bits may lie in.
    """

    slots: tuple[Slot, ...]
    kind: Integers
    item: Integers
    first: Integers
    keep: Integers
    ages: Integers
    body: Integers
    station: Integers
    traits: Integers
    trait_top: Integers
    guide: Integers


def slot_tables(society: Society, document: Document) -> SlotTables:
    """Lay out the slots of a society.

    Raises
    ------
    UserError
        Where an event's highest attainable rate is above its declared maximum, a number is given twice, or all slots
        together take more than half of the interval.
    """
    traits = list(society.people.traits)
    found = sorted(_all_slots(society, document), key=lambda pair: pair[0].number)
    for (slot, path), (following, other) in pairwise(found):
        if slot.number == following.number:
            raise mistake(
                f"{'.'.join(map(str, other))} has the number {slot.number}, as has {'.'.join(map(str, path))}",
                place=place_of(document, (*other, "number")),
                allowed="each number keys the draws of one thing",
            )
    slots = tuple(slot for slot, _ in found)
    first = np.concatenate([[0], np.cumsum([slot.width for slot in slots])]).astype(np.int64)
    if Fraction(int(first[-1]), WHOLE) > MOST_OF_THE_INTERVAL:
        raise mistake(
            f"the slots together take {first[-1] / WHOLE:.3f} of the interval",
            place=place_of(document, ("behaviours",)),
            allowed=f"at most {float(MOST_OF_THE_INTERVAL)}: lower some at_most",
        )
    count = len(slots)
    ages = np.tile(np.array([0, WEEKS * 1000], np.int64), (count, 1))
    keep = np.zeros((count, AGE_BANDS), np.int64)
    body, station = (np.full((count, 1 << sum(bits.values())), factor(1), np.int64) for bits in (BODY, STATION))
    of_traits = np.full((count, TRAITS, len(TRAIT_LEVELS)), factor(1), np.int64)
    for index, (slot, path) in enumerate(found):
        by_age, varies = [Fraction(1)] * AGE_BANDS, dict[str, list[Fraction]]()
        if slot.event is not None:
            ages[index] = slot.event.ages[0] * WEEKS, (slot.event.ages[1] + 1) * WEEKS
            by_age = [exact(value) for value in slot.event.by_age or [1.0] * AGE_BANDS]
            varies = _factors(slot.event, path, document, traits)
            _check_room(slot, path, document, society, by_age, varies)
        if slot.width:
            keep[index] = [min(WHOLE, round(slot.rate * by_band * WHOLE / slot.width)) for by_band in by_age]
        body[index], station[index] = _joint(varies, BODY), _joint(varies, STATION)
        for name, trait in society.people.traits.items():
            if name in varies:
                of_traits[index, trait.number - 1] = [round(value * factor(1)) for value in varies[name]]
    trait_top = np.full(count, factor(1), np.int64)
    for row in range(TRAITS):
        trait_top = (trait_top * of_traits[:, row].max(axis=1) >> 16) + 1
    starts = np.arange(1 << GUIDE_BITS, dtype=np.int64) << (32 - GUIDE_BITS)
    guide = np.searchsorted(first[1:], starts, side="right").astype(np.int64)
    return SlotTables(
        slots, np.array([slot.kind for slot in slots], np.int64), np.array([slot.item for slot in slots], np.int64),
        first, keep, ages, body, station, of_traits, trait_top, guide,
    )  # fmt: skip


def _all_slots(society: Society, document: Document) -> list[tuple[Slot, tuple[str, ...]]]:
    """List every slot with the path of the section that it comes from."""
    out: list[tuple[Slot, tuple[str, ...]]] = []

    def add(kind: int, item: int, event: Event, *path: str) -> None:
        out.append(
            (Slot(event.number, kind, item, chance(weekly(event.rate)), chance(weekly(event.at_most)), event), path)
        )

    for item, name in enumerate(type(society.life).model_fields):
        event = getattr(society.life, name)
        if event is not None:
            add(LIFE_EVENT, item, event, "life", name)
    for item, (name, good) in enumerate(by_number(society.goods)):
        add(NEED, item, good.need, "goods", name, "need")
    for item, (name, behaviour) in enumerate(by_number(society.behaviours)):
        if behaviour.kind == "act":
            add(ACT, item, behaviour.event(), "behaviours", name)
    for item, (name, service) in enumerate(by_number(society.services)):
        add(REQUEST, item, service.need, "services", name, "need")
    for item, name in enumerate(FACE_CHECKS):
        check = getattr(society.face_checks, name)
        if check is not None:
            add(SHUT_OUT, item, check.shut_out, "face_checks", name, "shut_out")
    for name, number in WRONG_RECORD_NUMBERS.items():
        width = chance(weekly(getattr(society.wrong_records, name)))
        if width:
            slot = Slot(number, WRONG_RECORD, CHANNEL_KINDS.index(name), width, width, None)
            out.append((slot, ("wrong_records", name)))
    return out


class Numbered(Protocol):
    """An entry that carries a stable number."""

    @property
    def number(self) -> int:
        """Its number, for good."""


Entry = TypeVar("Entry", bound=Numbered)


def by_number(section: Mapping[str, Entry]) -> list[tuple[str, Entry]]:
    """Return the entries of a section in the order of their numbers: the order of every index."""
    return sorted(section.items(), key=lambda entry: entry[1].number)


def _factors(event: Event, path: tuple[str, ...], document: Document, traits: list[str]) -> dict[str, list[Fraction]]:
    """Return one event's factors by characteristic, one for each level of it."""
    found: dict[str, list[Fraction]] = {}
    levels: tuple[str, ...]
    for name, given in event.varies.items():
        place = place_of(document, (*path, "varies", name))
        if name in traits:
            levels = TRAIT_LEVELS
        elif name in LEVELS:
            levels = LEVELS[name]
        else:
            known = [*LEVELS, *traits]
            raise mistake(f"unknown characteristic '{name}'", place=place, allowed=known, meant=nearest(name, known))
        values = [given.get(level) for level in levels] if isinstance(given, dict) else list(given)
        unknown = sorted(set(given) - set(levels)) if isinstance(given, dict) else []
        if unknown or len(values) != len(levels) or any(value is None or value < 0 for value in values):
            raise mistake(
                f"'{name}' needs one factor of 0 or more for each level",
                place=place,
                allowed=list(levels),
                meant=nearest(unknown[0], levels) if unknown else None,
            )
        found[name] = [exact(float(value or 0)) for value in values]
    return found


def _joint(varies: dict[str, list[Fraction]], bits: dict[str, int]) -> list[int]:
    """Return the factor of several characteristics together, in 1/2¹⁶, by their bits side by side (lowest first)."""
    out = []
    for code in range(1 << sum(bits.values())):
        value, rest = Fraction(1), code
        for name, width in bits.items():
            level, rest = rest & ((1 << width) - 1), rest >> width
            levels = varies.get(name, [])
            if levels:
                value *= levels[min(level, len(levels) - 1)]
        out.append(round(value * factor(1)))
    return out


def _check_room(
    slot: Slot, path: tuple[str, ...], document: Document, society: Society, by_age: list[Fraction],
    varies: dict[str, list[Fraction]],
) -> None:  # fmt: skip
    """Refuse a slot that is narrower than the highest rate anybody can attain."""
    highest = slot.rate * max(by_age)
    for levels in varies.values():
        highest *= max(levels)
    if slot.kind == ACT and dict(by_number(society.behaviours))[path[1]].good:
        highest *= 1 + exact(society.response.most_rise)
    if slot.kind == ACT and path[1] in {behaviour.broken_by for behaviour in society.behaviours.values()}:
        highest *= 1 + exact(society.situation.arrears)
    if highest > slot.width + 1:
        raise mistake(
            f"the slot is too narrow: {'.'.join(path)} can attain {float(highest / WHOLE * 52):.4g} per year, "
            f"above its at_most of {slot.width / WHOLE * 52:.4g} per year",
            place=place_of(document, (*path, "at_most")),
            allowed="at_most no lower than rate × the largest factors "
            "(× 1 + most_rise for good acts, × 1 + arrears for what breaks a standing)",
        )
