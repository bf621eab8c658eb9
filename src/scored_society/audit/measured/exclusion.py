"""How much of their lives people are shut out of a domain, and how much of that for nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.measured.counted import Counted, Ratio, sum_of
from scored_society.audit.measured.declared import measured_checks
from scored_society.audit.measured.entries import Entries
from scored_society.audit.measured.evidence import Evidence
from scored_society.audit.measured.wording import Entry, listed, measured, seen, told
from scored_society.tables.consequences import DOMAINS

CHECK = "exclusion_measured"
UNIT = "person-weeks of 1,000 lived"


def check(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    """Yield each domain of life that somebody was shut out of, and being shut out of three at once."""
    for domain in DOMAINS:
        sanctions = [(name, sanction) for name, sanction in entries.sanctions() if sanction.domain == domain]
        if not sanctions:
            continue
        names = [name for name, _ in sanctions]
        entry = Entry(("sanctions", names[0]), sanctions[0][1].number)
        facts = {"figure": "time", "domain": domain, "sanctions": names, **_facts(entries, [domain])}
        yield from _time(evidence, entries, entry, f"shut_out_of/{domain}", f"of {domain} by {listed(names)}", facts)
    facts = {"figure": "three_domains", "domain": None, **_facts(entries, DOMAINS)}
    yield from _time(
        evidence, entries, Entry(("sanctions",)), "shut_out_of_three", "of three domains of life or more at once", facts
    )


def _facts(entries: Entries, domains: Collection[str]) -> dict[str, object]:
    """Return whom sanctions in some domains may strike, and for what else than what belongs there."""
    kin = any(one.when.parent_listed for _, one in entries.sanctions() if one.domain in domains)
    contexts = entries.unrelated(domains)
    spoken = [name for name in measured_checks()[CHECK].speaks_to if contexts or name != "unrelated_contexts"]
    return {"speaks_to": spoken, "kind": "sanction", "contexts": contexts, "children": kin}


def _time(
    evidence: Evidence, entries: Entries, entry: Entry, measure: str, what: str, facts: dict[str, object]
) -> Iterator[Sighting]:
    counted, shut_out = evidence.counted, sum_of(measure)
    weeks = counted.total(shut_out)
    if weeks == 0:
        return
    found = counted.effect(Ratio(shut_out, sum_of("people"), 1000))
    if evidence.against:
        message = f"a change of {told(found, signed=True)} of 1,000 weeks lived, against {evidence.against}"
    else:
        message = f"{told(found)} of 1,000 weeks lived"
    message = f"shut out {what}: {message}; {weeks:,} person-weeks in all{_for_nothing(counted, measure)}"
    facts = facts | {"person_weeks": weeks, "wrong_share": _wrong_share(counted, measure)}
    unit = measured(found, UNIT, evidence.effect_note())
    yield seen(CHECK, entries, entry, message, unit, facts, found.low)


def _for_nothing(counted: Counted, measure: str) -> str:
    wrong = _wrong(measure)
    if counted.total(wrong) == 0:
        return ""
    share = counted.level(Ratio(wrong, sum_of(measure)))
    return f", {told(share, percent=True)} of them by records without an act"


def _wrong_share(counted: Counted, measure: str) -> float:
    return counted.total(_wrong(measure)) / counted.total(sum_of(measure))


def _wrong(measure: str) -> dict[tuple[str, str], int]:
    """Return the weeks that the clean record would not have brought; of three domains at once nobody counts them."""
    kind, _, domain = measure.partition("/")
    return sum_of(f"{kind}_wrongly/{domain}") if domain else {}
