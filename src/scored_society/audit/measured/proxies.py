"""Which rules enter like acts of one group oftener than of another, and which channels err more on one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scored_society.audit.finding import Sighting
from scored_society.audit.measured.apart import Apart, apart
from scored_society.audit.measured.counted import Counted, Ratio, members, sum_of
from scored_society.audit.measured.declared import measured_checks
from scored_society.audit.measured.entries import Entries
from scored_society.audit.measured.evidence import Evidence
from scored_society.audit.measured.wording import Entry, measured, seen, shown, told
from scored_society.audit.measured.wrongful import channels
from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.measure.groups import DESCENT, RESIDENCE

CHECK = "proxy"
A_YEAR = 1000 * WEEKS_PER_YEAR
PER_ACT, PER_LIFE = "entries per act", "entries per 1,000 person-years"
ERRORS = "records without an act per 1,000 person-years"


class Proxy(NamedTuple):
    """The partition in which a rate lies furthest apart."""

    by: str
    found: Apart


def check(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    """Yield the rules, and the channels, whose rates differ between groups by more than chance."""
    yield from _rules(evidence, entries)
    yield from _channels(evidence, entries)


def _rules(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    behaviours = evidence.run.society.society.behaviours
    for name, rule in entries.rules():
        behaviour = rule.behaviour or name
        standing = behaviours[behaviour].kind == "standing"
        below, times, unit = ("people", A_YEAR, PER_LIFE) if standing else (f"acts/{behaviour}", 1, PER_ACT)
        proxy = furthest(evidence.counted, f"entries/{name}", below, times)
        if proxy is None:
            continue
        by_life = _ratio_by_life(evidence.counted, proxy, f"entries/{name}")
        facts = {
            "figure": "entries",
            "accuracy": False,
            "rules": [name],
            "channels": sorted(rule.seen_by),
            "ratio_by_life": by_life,
        }
        message = f"rule '{name}' {_message(proxy, unit)}; by time lived the ratio is {shown(by_life)}"
        yield _sighting(evidence, entries, Entry(("rules", name), rule.number), message, proxy, unit, facts)


def _channels(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    for name, kind, entry, rules in channels(evidence, entries):
        proxy = furthest(evidence.counted, f"wrong/{name}", "people", A_YEAR)
        if proxy is None:
            continue
        named = {"rules": rules, "channel": name, "channels": [name], "channel_kind": kind}
        facts = {"figure": "wrong_records", "accuracy": True, **named}
        message = f"channel '{name}' {_message(proxy, ERRORS)}"
        yield _sighting(evidence, entries, entry, message, proxy, ERRORS, facts)


def furthest(counted: Counted, above: str, below: str, times: float) -> Proxy | None:
    """Return how far apart groups are in a rate, by descent or by residence, whichever is the surer and the further.

    None where neither is further apart than the check shows, or than chance would have it, or too little happened.
    """
    declared, found = measured_checks()[CHECK], []
    for by in (DESCENT, RESIDENCE):
        rates = {
            name: Ratio(sum_of(above, groups), sum_of(below, groups), times) for name, groups in members(by).items()
        }
        gap = apart(counted, rates, rates, declared.thresholds["expected"].value)
        if gap is not None and declared.shows(gap.shortfall):
            found.append(Proxy(by, gap))
    return max(found, key=lambda proxy: proxy.found.shortfall or 0.0, default=None)


def _ratio_by_life(counted: Counted, proxy: Proxy, above: str) -> float:
    """Return the same two groups' ratio of entries over the time lived, whatever they did."""
    rates = [_per_life(counted, above, members(proxy.by)[name]) for name in (proxy.found.lowest, proxy.found.highest)]
    return rates[0] / rates[1]


def _per_life(counted: Counted, above: str, groups: Iterable[str]) -> float:
    named = list(groups)
    return counted.total(sum_of(above, named)) / counted.total(sum_of("people", named))


def _message(proxy: Proxy, unit: str) -> str:
    found, (lowest, highest) = proxy.found, proxy.found.rates
    return (
        f"tells groups apart by {proxy.by}: {told(highest)} {unit} of {found.highest}, {told(lowest)} of"
        f" {found.lowest}, a ratio of {told(found.ratio)}"
    )


def _sighting(
    evidence: Evidence,
    entries: Entries,
    entry: Entry,
    message: str,
    proxy: Proxy,
    unit: str,
    facts: Mapping[str, object],
) -> Sighting:
    found = proxy.found
    figure = measured(found.ratio, f"ratio of {unit} (lowest ÷ highest; 1 is parity)", evidence.note())
    groups = {"purpose": False, "by": proxy.by, "lowest": found.lowest, "highest": found.highest}
    return seen(CHECK, entries, entry, message, figure, {**facts, **groups}, found.shortfall)
