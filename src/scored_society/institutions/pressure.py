"""Where wrong records come from: last week's misfiled acts and false candidates, never more than there were."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scored_society.society.schema import Society
from scored_society.tables.channels import CAMERAS, CLASSIFIERS, COLLECTORS, REGISTRY
from scored_society.tables.fixed import WHOLE, chance, exact, weekly
from scored_society.tables.rules import Rules
from scored_society.tables.slots import CHANNEL_KINDS
from scored_society.week.census import GROUPS

Integers = NDArray[np.int64]
WEIGHT = 256


def carried_over(strays: Integers, before: Rules, after: Rules) -> Integers:
    """Return strays [C, B] with the channels of next week's rule book; those of a channel that is gone are dropped."""
    out = np.zeros_like(strays)
    for old, number in enumerate(before.channel_number):
        for new in np.flatnonzero(after.channel_number == number):
            out[new] = strays[old]
    return out


def pressures(strays: Integers, people: Integers, society: Society, rules: Rules) -> Integers:
    """Return the chance (1/2³²) a week of suffering a wrong record, [kinds, groups].

    Rounded down, so that chance × people exposed, added over groups, never exceeds the strays of last week: each wrong
    record is pulled by somebody from what was really misfiled or falsely matched. Collectors' inventions are not
    pulled from a bulletin but arise in their neighbourhood, so their row is zero; what classifiers find in harmless
    texts is a rate of their own.

    The room of a slot holds every *expected* pressure (tables are checked against that). In a society of a few
    hundred a chance cluster of misfiled acts can still be more; what is above the room is then put on nobody.
    """
    out = np.zeros((len(CHANNEL_KINDS), GROUPS), np.int64)
    minority = round(exact(society.face_matchers.minority_factor) * WEIGHT)
    for kind in (REGISTRY, CAMERAS):
        weights = np.full(GROUPS, WEIGHT, np.int64)
        if kind == CAMERAS:
            weights[GROUPS // 2 :] = minority
        rows = np.flatnonzero(rules.channel_kind == kind)
        total, exposed = int(strays[rows].sum()), int((people * weights).sum())
        if total and exposed:
            out[kind] = [total * WHOLE * int(weight) // exposed for weight in weights]
        room = chance(weekly(getattr(society.wrong_records, CHANNEL_KINDS[kind])))
        out[kind] = np.minimum(out[kind], room)
    out[CLASSIFIERS] = np.repeat(rules.classifier_wrong, GROUPS // 2)
    return out


def mixture(strays: Integers, rules: Rules) -> tuple[Integers, Integers, Integers]:
    """Return which wrong records they are: counts [C, B], by kind and channel [kinds, C], by kind [kinds].

    What collectors invent, and classifiers find where there is nothing, follows what they see.
    """
    mix, by_channel = strays.copy(), np.zeros((len(CHANNEL_KINDS), strays.shape[0]), np.int64)
    for channel, kind in enumerate(rules.channel_kind):
        if kind == COLLECTORS:
            mix[channel, : rules.behaviours] = rules.invents
        elif kind == CLASSIFIERS:
            mix[channel, : rules.behaviours] = rules.sight[:, 0, channel] >> 12
        by_channel[kind, channel] = mix[channel].sum()
    return mix, by_channel, by_channel.sum(axis=1)
