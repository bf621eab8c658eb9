"""A society as tables that one reads from top to bottom."""

from __future__ import annotations

from scored_society.society.behaviours import Behaviour
from scored_society.society.schema import Society

Row = dict[str, str | int | float | None]


def headline(society: Society) -> Row:
    """Return what a society is, in a few values."""
    return {
        "society": society.society,
        "title": society.title,
        "kind": "invented place" if society.invented else society.kind,
        "population": society.population.value,
        "citizens": society.citizens,
        "regions": len(society.regions),
        "seats": society.neighbourhood.seats,
        "people": society.neighbourhood.people,
    }


def behaviours(society: Society) -> list[Row]:
    """Return one row for each behaviour: what it is, how often, and which ordinary institutions record it."""
    return [
        {
            "name": name,
            "number": behaviour.number,
            "what": behaviour.what,
            "kind": behaviour.kind,
            "good": "yes" if behaviour.good else "no",
            "protected": behaviour.protected,
            "arises_in": behaviour.arises_in,
            "how_often": _how_often(behaviour),
            "recorded_by": ", ".join(f"{who} {share:.3g}" for who, share in behaviour.status_quo_detection.items()),
            "basis": behaviour.basis,
        }
        for name, behaviour in society.behaviours.items()
    ]


def goods(society: Society) -> list[Row]:
    """Return one row for each good that people apply for."""
    return [
        {
            "name": name,
            "number": good.number,
            "what": good.what,
            "needs": f"{good.need.rate:g} per year",
            "places": f"{good.per_thousand:g} a week per thousand",
            "allotted_by": good.allotted_by,
            "patience": f"{good.patience} weeks",
            "basis": good.basis,
        }
        for name, good in society.goods.items()
    ]


def _how_often(behaviour: Behaviour) -> str:
    if behaviour.kind == "omission":
        return f"after {behaviour.after} weeks without {behaviour.relieved_by}"
    if behaviour.kind == "standing":
        return f"each quarter after three without {behaviour.broken_by}"
    return f"{behaviour.act_rate:g} per year"
