"""A society as tables that one reads from top to bottom."""

from __future__ import annotations

from scored_society.society.behaviours import Behaviour
from scored_society.society.institutions import Service
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


def services(society: Society) -> list[Row]:
    """Return one row for each service that people ask for, and how it is answered without any score."""
    return [
        {
            "name": name,
            "number": service.number,
            "what": service.what,
            "asked_for": f"{service.need.rate:g} per year",
            "granted": f"{service.granted:.3g}",
            "in_arrears": f"{_in_arrears(service):.3g}",
            "domain": service.domain,
            "basis": service.basis,
        }
        for name, service in society.services.items()
    ]


def _in_arrears(service: Service) -> float:
    return service.granted if service.granted_in_arrears is None else service.granted_in_arrears


def face_checks(society: Society) -> list[Row]:
    """Return one row for each kind of place where a face may have to be known."""
    checks = [(use, getattr(society.face_checks, use)) for use in type(society.face_checks).model_fields]
    return [
        {
            "name": use,
            "what": check.what,
            "passes": f"{check.passes:g} per year",
            "tries": check.tries,
            "domain": check.domain,
            "basis": check.basis,
        }
        for use, check in checks
        if check is not None
    ]


def _how_often(behaviour: Behaviour) -> str:
    if behaviour.kind == "omission":
        return f"after {behaviour.after} weeks without {behaviour.relieved_by}"
    if behaviour.kind == "standing":
        if behaviour.platform is not None:
            return f"each quarter with a {behaviour.platform} score on the payment platform"
        return f"each quarter after three without {behaviour.broken_by}"
    return f"{behaviour.act_rate:g} per year"
