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
from scored_society.tables.fixed import WHOLE, Integers, chance, exact, factor, weekly

LIFE_EVENT, NEED, ACT, WRONG_RECORD = range(4)
"""What a slot proposes; `item` says which."""
DEATH, BIRTH, PAIRING, LEAVING, FRAILTY, TALK, NEWS = range(7)
"""Items of life events, in the order of `LifeEvents`."""
CHANNEL_KINDS = ("registry", "collectors", "cameras")
"""Items of wrong records."""
WRONG_RECORD_NUMBER = 17
"""Numbers of the slots for wrong records: before those of behaviours, so that a new behaviour moves none of them."""
MOST_OF_THE_INTERVAL = Fraction(1, 2)
DIMENSIONS = ("sex", "residence", "education", "income", "limited", "minority")
LEVELS: dict[str, tuple[str, ...]] = {
    "sex": SEXES, "residence": RESIDENCES, "education": EDUCATIONS, "income": INCOMES,
    "limited": ("no", "yes"), "minority": ("no", "yes"),
}  # fmt: skip
TRAITS = 4
WIDTH_OF_FACTORS = 5
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

    `first` (slots + 1) are the boundaries; `keep` the chance of being kept with all factors at 1, in 1/2³²;
    `by_age` (slots, 21) and `varies` (slots, 10, 5) are factors in 1/2¹⁶; `ages` (slots, 2) whole years.
    `guide` (1024) holds the first slot that a word with those leading bits may lie in.
    """

    slots: tuple[Slot, ...]
    kind: Integers
    item: Integers
    first: Integers
    keep: Integers
    ages: Integers
    by_age: Integers
    varies: Integers
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
    traits = {name: len(DIMENSIONS) + trait.number - 1 for name, trait in society.people.traits.items()}
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
    ages = np.zeros((count, 2), np.int64)
    by_age = np.full((count, AGE_BANDS), factor(1), np.int64)
    varies = np.full((count, len(DIMENSIONS) + TRAITS, WIDTH_OF_FACTORS), factor(1), np.int64)
    for index, (slot, path) in enumerate(found):
        ages[index] = (0, 1000)
        if slot.event is not None:
            _fill(slot.event, path, document, traits, ages[index], by_age[index], varies[index])
            _check_room(slot, path, document, society, by_age[index], varies[index])
    keep = np.array([min(WHOLE, slot.rate * WHOLE // slot.width) if slot.width else 0 for slot in slots], np.int64)
    trait_top = np.full(count, factor(1), np.int64)
    for row in range(len(DIMENSIONS), len(DIMENSIONS) + TRAITS):
        trait_top = (trait_top * varies[:, row].max(axis=1) >> 16) + 1
    starts = np.arange(1 << GUIDE_BITS, dtype=np.int64) << (32 - GUIDE_BITS)
    guide = np.searchsorted(first[1:], starts, side="right").astype(np.int64)
    return SlotTables(
        slots, np.array([slot.kind for slot in slots], np.int64), np.array([slot.item for slot in slots], np.int64),
        first, keep, ages, by_age, varies, trait_top, guide,
    )  # fmt: skip


def _all_slots(society: Society, document: Document) -> list[tuple[Slot, tuple[str, ...]]]:
    """List every slot with the path of the section that it comes from."""
    out: list[tuple[Slot, tuple[str, ...]]] = []

    def add(kind: int, item: int, event: Event, *path: str) -> None:
        out.append(
            (Slot(event.number, kind, item, chance(weekly(event.rate)), chance(weekly(event.at_most)), event), path)
        )

    for item, name in enumerate(type(society.life).model_fields):
        add(LIFE_EVENT, item, getattr(society.life, name), "life", name)
    for item, (name, good) in enumerate(by_number(society.goods)):
        add(NEED, item, good.need, "goods", name, "need")
    for item, (name, behaviour) in enumerate(by_number(society.behaviours)):
        if behaviour.kind == "act":
            add(ACT, item, behaviour.event(), "behaviours", name)
    for item, name in enumerate(CHANNEL_KINDS):
        width = chance(weekly(getattr(society.wrong_records, name)))
        out.append((Slot(WRONG_RECORD_NUMBER + item, WRONG_RECORD, item, width, width, None), ("wrong_records", name)))
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


def _fill(
    event: Event, path: tuple[str, ...], document: Document, traits: dict[str, int],
    ages: Integers, by_age: Integers, varies: Integers,
) -> None:  # fmt: skip
    """Write one event's factors into its rows."""
    ages[:] = event.ages
    if event.by_age is not None:
        by_age[:] = [factor(value) for value in event.by_age]
    levels: tuple[str, ...]
    for name, given in event.varies.items():
        place = place_of(document, (*path, "varies", name))
        if name in traits:
            row, levels = traits[name], TRAIT_LEVELS
        elif name in DIMENSIONS:
            row, levels = DIMENSIONS.index(name), LEVELS[name]
        else:
            known = [*DIMENSIONS, *traits]
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
        varies[row, : len(levels)] = [factor(float(value or 0)) for value in values]


def _check_room(
    slot: Slot, path: tuple[str, ...], document: Document, society: Society, by_age: Integers, varies: Integers
) -> None:
    """Refuse a slot that is narrower than the highest rate anybody can attain."""
    highest = Fraction(slot.rate) * Fraction(int(by_age.max()), factor(1))
    for row in varies:
        highest *= Fraction(int(row.max()), factor(1))
    if slot.kind == ACT and dict(by_number(society.behaviours))[path[1]].good:
        highest *= 1 + exact(society.response.most_rise)
    if highest > slot.width + 1:
        raise mistake(
            f"the slot is too narrow: {'.'.join(path)} can attain {float(highest / WHOLE * 52):.4g} per year, "
            f"above its at_most of {slot.width / WHOLE * 52:.4g} per year",
            place=place_of(document, (*path, "at_most")),
            allowed="at_most no lower than rate × the largest factors (× 1 + most_rise for good acts)",
        )
