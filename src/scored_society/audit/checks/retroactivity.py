"""Changes that make what was done before cost more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from scored_society.audit.finding import Sighting
from scored_society.audit.flow import flows_into
from scored_society.audit.seeing import listed, sighting
from scored_society.audit.subject import Subject, by_number
from scored_society.base.calendar import day_of
from scored_society.base.document import KeyPath
from scored_society.policy.consequences import LowScore, Refusal, Route, Sanction
from scored_society.policy.schema import Policy

NAME = "retroactivity"
FOREVER = 1 << 30


class _Heavier(NamedTuple):
    """One value that a change made heavier."""

    key: KeyPath
    what: str
    before: Any
    after: Any
    way: str


def check(subject: Subject) -> Iterator[Sighting]:
    """See what a change makes heavier for scores or listings that were collected before it.

    A new or higher threshold, a new or heavier sanction, a longer listing, and points that last longer than they did
    when they were taken. Points that a rule takes from the change on are no such thing.
    """
    if not subject.earlier:
        return
    before, now = subject.earlier[-1], subject.policy
    scored = any(policy.score and any(rule.points < 0 for rule in policy.rules.values()) for policy in subject.earlier)
    yield from _entries(subject, before, now, scored)
    if scored:
        yield from _lasting(subject, before, now)


def _entries(subject: Subject, before: Policy, now: Policy, scored: bool) -> Iterator[Sighting]:
    former_routes = {route.number: route for route in before.blacklist.values()}
    former_sanctions = {sanction.number: sanction for sanction in before.sanctions.values()}
    for name, sanction in by_number(now.sanctions):
        former = former_sanctions.get(sanction.number)
        collected = _collected_listings(sanction, former, before, now)
        yield from _seen(subject, ("sanctions", name), sanction.number, _sanction(sanction, former, scored, collected))
    for name, route in by_number(now.blacklist):
        found = _route(route, former_routes.get(route.number), scored)
        yield from _seen(subject, ("blacklist", name), route.number, found)


def _collected_listings(sanction: Sanction, former: Sanction | None, before: Policy, now: Policy) -> tuple[bool, bool]:
    """Return whether a sanction bites on listings of before; and whether on such as it did not bite on then."""
    known = {sign * route.number for route in before.blacklist.values() for sign in (1, -1)}
    after = _bites_on(sanction, now) & known
    return bool(after), bool(after - (_bites_on(former, before) if former else set()))


def _bites_on(sanction: Sanction, policy: Policy) -> set[int]:
    """Return the numbers of the routes whose listing brings a sanction; below zero where it is a parent's."""
    when = sanction.when
    named = policy.blacklist if when.listed is True else when.listed or ()
    of_parents = policy.blacklist.values() if when.parent_listed else ()
    return {policy.blacklist[name].number for name in named} | {-route.number for route in of_parents}


def _sanction(
    sanction: Sanction, former: Sanction | None, scored: bool, collected: tuple[bool, bool]
) -> Iterator[_Heavier]:
    limit, was = sanction.when.at_or_below, former.when.at_or_below if former else None
    if scored and limit is not None and limit > (-1 if was is None else was):
        yield _Heavier(("when", "at_or_below"), "holds at or below", was, limit, "score")
    if collected[1]:
        yield _Heavier(("when", "listed"), "holds for listings", former is not None, True, "listing")
    if former is None or not (collected[0] or (scored and limit is not None)):
        return
    way = "score" if limit is not None else "listing"
    share, was_share = _share(sanction), _share(former)
    if share > was_share:
        yield _Heavier(("share",) if isinstance(sanction, Refusal) else ("affects",), "strikes", was_share, share, way)
    if sanction.weight.value > former.weight.value:
        yield _Heavier(("weight",), "weighs", former.weight.value, sanction.weight.value, way)


def _share(sanction: Sanction) -> float:
    return sanction.share if isinstance(sanction, Refusal) else sanction.affects


def _route(route: Route, former: Route | None, scored: bool) -> Iterator[_Heavier]:
    if isinstance(route, LowScore) and scored:
        was = former.at_or_below if isinstance(former, LowScore) else None
        if route.at_or_below > (-1 if was is None else was):
            yield _Heavier(("at_or_below",), "lists at or below", was, route.at_or_below, "score")
        elif former is not None and _longest(route) > _longest(former):
            yield _Heavier(("term",), "lasts, in weeks, up to", _longest(former), _longest(route), "score")
    if former is not None and _discharge(route) < _discharge(former):
        yield _Heavier(("removal",), "ends early, a year, for", _discharge(former), _discharge(route), "listing")


def _longest(route: Route) -> int:
    return route.term.longest if route.term else FOREVER


def _discharge(route: Route) -> float:
    return route.removal.discharge if route.removal else 0.0


def _lasting(subject: Subject, before: Policy, now: Policy) -> Iterator[Sighting]:
    if before.score and now.score and now.score.fading < before.score.fading:
        change = _Heavier(("fading",), "fades, in points a year, by", before.score.fading, now.score.fading, "score")
        yield from _seen(subject, ("score",), now.score.number, iter([change]))
    was, then = before.redress, now.redress
    if was is None:
        return
    found = []
    limitation = then.limitation if then else None
    if was.limitation and (limitation or FOREVER) > was.limitation:
        found.append(_Heavier(("limitation",), "lapses in weeks", was.limitation, limitation, "score"))
    if was.expungement and not (then and then.expungement):
        found.append(_Heavier(("expungement",), "is expunged", True, False, "listing"))
    yield from _seen(subject, ("redress",), was.number, iter(found))


def _seen(subject: Subject, path: KeyPath, number: int, found: Iterator[_Heavier]) -> Iterator[Sighting]:
    """Make one sighting of all that became heavier about an entry."""
    heavier = list(found)
    if not heavier:
        return
    first = heavier[0]
    changes = listed(f"{one.what} {_said(one.after)} instead of {_said(one.before)}" for one in heavier)
    sanction = next((one for one in subject.sanctions if one.path == path), None)
    flowing = flows_into(subject, sanction) if sanction else ()
    yield sighting(
        subject,
        NAME,
        path,
        number,
        f"from {day_of(subject.week)} on '{path[-1]}' {changes}, for what was collected before too",
        at=(*path, *first.key),
        what=[one.what for one in heavier],
        before=[one.before for one in heavier],
        after=[one.after for one in heavier],
        way=first.way,
        since=day_of(subject.week).isoformat(),
        domain=sanction.domain if sanction else None,
        children=sanction.children if sanction else False,
        contexts=sorted({flow.datum.context for flow in flowing}),
    )


def _said(value: Any) -> str:
    if value is None or value is False:
        return "none"
    return "all" if value is True else "without end" if value == FOREVER else f"{value:g}"
