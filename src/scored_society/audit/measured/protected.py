"""How many protected acts people leave undone because they are scored: rights withheld, whatever else is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.measured.counted import Figure, Ratio, sum_of
from scored_society.audit.measured.entries import Entries
from scored_society.audit.measured.evidence import Evidence
from scored_society.audit.measured.wording import Entry, measured, seen, told
from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.policy.consequences import Reports

CHECK = "protected_acts_withheld"
PER_LIFE = "acts per 1,000 person-years"
SHARE = "share of the acts that people would have done"


def check(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    """Yield each protected act that the rule book counts against people, or lists them for, and that they withhold."""
    counted = evidence.counted
    for behaviour, (entry, names) in _counted_against(entries).items():
        protected = evidence.run.society.society.behaviours[behaviour].protected
        withheld, done = sum_of(f"withheld/{behaviour}"), sum_of(f"acts/{behaviour}")
        number, would = counted.total(withheld), counted.total(withheld) + counted.total(done)
        if protected == "none" or would == 0:
            continue
        share = counted.level(Ratio(withheld, withheld | done))
        change = counted.effect(Ratio(done, sum_of("people"), 1000 * WEEKS_PER_YEAR))
        if not (number or _falls(evidence, change)):
            continue
        message = (
            f"'{behaviour}' ({protected}): {number:,} acts were left undone because of the score,"
            f" {told(share, percent=True)} of those that people would have done"
        )
        figure, name = measured(share, SHARE, evidence.note()), "withheld"
        if evidence.against:
            message += f"; done: a change of {told(change, signed=True)} {PER_LIFE} against {evidence.against}"
            figure, name = measured(change, PER_LIFE, evidence.effect_note()), "done"
        facts = {
            "figure": name,
            "protected": protected,
            "rules": names,
            "withheld": number,
            "withheld_share": share.value,
        }
        yield seen(CHECK, entries, entry, message, figure, facts, share.low)


def _falls(evidence: Evidence, change: Figure) -> bool:
    return bool(evidence.against) and change.high is not None and change.high < 0


def _counted_against(entries: Entries) -> dict[str, tuple[Entry, list[str]]]:
    """Return the behaviours that cost points, or that list, with where that stands and the names of the rules."""
    found: dict[str, tuple[Entry, list[str]]] = {}
    for name, rule in entries.rules():
        if rule.points < 0:
            found.setdefault(rule.behaviour or name, (Entry(("rules", name), rule.number), []))[1].append(name)
    for name, route in entries.routes():
        if isinstance(route, Reports):
            for behaviour in route.behaviours:
                found.setdefault(behaviour, (Entry(("blacklist", name), route.number), []))
    return found
