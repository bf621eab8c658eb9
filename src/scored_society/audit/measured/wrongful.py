"""What share of listings, of records and of the time on the list rests on no act."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.measured.counted import Figure, Ratio, sum_of
from scored_society.audit.measured.declared import measured_checks
from scored_society.audit.measured.entries import Entries
from scored_society.audit.measured.evidence import Evidence
from scored_society.audit.measured.wording import Entry, measured, seen, told

CHECK = "wrongful_measured"


def check(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    """Yield wrongful listings by route, records without an act by channel, and the weeks served for nothing."""
    yield from _listings(evidence, entries)
    yield from _records(evidence, entries)
    yield from _time(evidence, entries)


def _listings(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    counted = evidence.counted
    for name, route in entries.routes():
        wrong, all_ = sum_of(f"listings_wrong/{name}"), sum_of(f"listings/{name}")
        if not (count := counted.total(wrong)):
            continue
        share = counted.level(Ratio(wrong, all_))
        message = (
            f"route '{name}': {count:,} of {counted.total(all_):,} listings, {told(share, percent=True)}, would not"
            " have been on the clean record"
        )
        figure = measured(share, "share of listings", evidence.note())
        facts = {"figure": "listings", "listings": count, **_facts(entries, [], share)}
        yield seen(CHECK, entries, Entry(("blacklist", name), route.number), message, figure, facts, share.low)


def _records(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    counted = evidence.counted
    for name, kind, entry, rules in channels(evidence, entries):
        wrong = sum_of(f"wrong/{name}")
        all_ = sum_of([f"wrong/{name}", f"recorded/{name}"])
        if not (count := counted.total(wrong)):
            continue
        share = counted.level(Ratio(wrong, all_))
        if not measured_checks()[CHECK].shows(share.low):
            continue
        message = (
            f"channel '{name}': {count:,} of the {counted.total(all_):,} records that it was the first to make,"
            f" {told(share, percent=True)}, are of what the person did not do"
        )
        figure = measured(share, "share of records", evidence.note())
        named = {"channel": name, "channel_kind": kind, "channels": [name], "rules": rules}
        facts = {"figure": "records", "records": count, **named, **_facts(entries, [kind], share)}
        yield seen(CHECK, entries, entry, message, figure, facts, share.low)


def _time(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    counted, wrong, all_ = evidence.counted, sum_of("listed_wrong"), sum_of("listed")
    if not (weeks := counted.total(wrong)):
        return
    share = counted.level(Ratio(wrong, all_))
    message = (
        f"on the list for nothing: {weeks:,} of {counted.total(all_):,} person-weeks, {told(share, percent=True)}, were"
        " served by listings that the clean record would not have brought"
    )
    figure = measured(share, "share of person-weeks on the list", evidence.note())
    facts = {"figure": "time", "person_weeks": weeks, **_facts(entries, [], share)}
    yield seen(CHECK, entries, Entry(("blacklist",)), message, figure, facts, share.low)


def _facts(entries: Entries, kinds: list[str], share: Figure) -> dict[str, object]:
    """Return what is said of wrong records: that they count as they come, and what could have been done about them."""
    said = {"purpose": False, "accuracy": True, "wrong_share": share.value, "missing": entries.lacking()}
    return {"channel_kind": None, "kinds": kinds, **said} if not kinds else {"kinds": kinds, **said}


def channels(evidence: Evidence, entries: Entries) -> list[tuple[str, str, Entry, list[str]]]:
    """Return each channel that a rule listens to: its name, kind, where it stands, and the rules that it feeds.

    A registry of the society stands in no rule book: the first rule that listens to it does.
    """
    added, society = dict(entries.channels()), evidence.run.society.society.channels
    fed: dict[str, list[str]] = {}
    for name, rule in entries.rules():
        for channel in rule.seen_by:
            fed.setdefault(channel, []).append(name)
    found = []
    for channel, rules in fed.items():
        source = added.get(channel) or society[channel]
        path = ("channels", channel) if channel in added else ("rules", rules[0], "seen_by")
        found.append((source.number, (channel, str(source.kind), Entry(path, source.number), rules)))
    return [channel for _, channel in sorted(found)]
