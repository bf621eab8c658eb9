"""What a situation does to people, as integer tables: feedbacks of rewards, punishments and being watched."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from scored_society.society.behaviours import Behaviour
from scored_society.society.schema import Society
from scored_society.tables.fixed import Integers, chance, exact
from scored_society.tables.slots import by_number

FACTOR = 1 << 16
COLLECTORS_AROUND = 32
"""Collectors of a neighbourhood are told apart from none to 31."""
OTHER, WORK, HEALTH, SCHOOLING = range(4)
"""Domains of life in which it changes a life to be served or to go without."""
DOMAIN_CODES = {"work": WORK, "health": HEALTH, "schooling": SCHOOLING}


def situation_tables(society: Society) -> dict[str, Any]:
    """Return the fields of `World` about feedbacks; with a strength of 0 each leaves everything as it is."""
    situation = society.situation
    behaviours = [behaviour for _, behaviour in by_number(society.behaviours)]
    return {
        **_climate(society),
        "blamed": np.array([int(_blamed(behaviour)) for behaviour in behaviours], np.int64),
        "speaks": np.array([int(behaviour.protected == "expression") for behaviour in behaviours], np.int64),
        "arrears": round(exact(situation.arrears) * FACTOR),
        "reach": round((1 - exact(situation.reach)) * FACTOR),
        "income_moves": chance(situation.income),
        "schooling_falls": chance(situation.schooling),
        "health_worsens": chance(situation.health),
        "shunned": chance(situation.shaming),
        "good_domain": _codes([good.domain for _, good in by_number(society.goods)]),
        "service_domain": _codes([service.domain for _, service in by_number(society.services)]),
    }


def _blamed(behaviour: Behaviour) -> bool:
    """Whether it is done or left undone, is no good deed, and no right protects it."""
    return behaviour.kind != "standing" and not behaviour.good and behaviour.protected == "none"


def _codes(domains: list[Any]) -> Integers:
    return np.array([DOMAIN_CODES.get(domain, OTHER) for domain in domains], np.int64)


def _climate(society: Society) -> dict[str, Integers]:
    """Return trust in neighbours, and the help and the speech that it leaves, by how many collectors are around."""
    trust, situation = society.trust, society.situation
    kept = [(1 - exact(trust.per_collector)) ** around if trust else Fraction(1) for around in range(COLLECTORS_AROUND)]

    def left(strength: float) -> Integers:
        return np.array([round((1 - exact(strength) * (1 - share)) * FACTOR) for share in kept], np.int64)

    return {
        "helping": left(situation.helping),
        "silence": left(situation.silence),
        "neighbours_trust": np.array(
            [round(exact(trust.in_neighbours) * share * 1000) if trust else 0 for share in kept], np.int64
        ),
    }
