"""Detriment on the word of a channel that often errs."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.catalogue import threshold
from scored_society.audit.finding import Sighting
from scored_society.audit.seeing import counted, erring, in_order, listed, own_channels, sighting
from scored_society.audit.subject import Datum, Subject

NAME = "unreliable_channel_alone"


def check(subject: Subject) -> Iterator[Sighting]:
    """See what takes points, or lists, on reports of unreliable channels alone.

    That is where no other channel is among the witnesses, or where each report counts by itself. A listing, and a rule
    that counts each report, are errors. Where one reliable witness is named nothing is seen, although a first report by
    another makes the entry.
    """
    seen = set()
    for datum in subject.data:
        harms = (datum.points < 0 and subject.score_bites) or datum.way in subject.used_routes
        names = in_order(subject, datum.channels)
        unreliable = [name for name in names if _errs(subject, name, datum)]
        each = _counts_each(subject, datum)
        if not harms or not unreliable or datum.path in seen or not (each or len(unreliable) == len(names)):
            continue
        seen.add(datum.path)
        yield _seen(subject, datum, unreliable, each)


def _errs(subject: Subject, channel: str, datum: Datum) -> bool:
    source = subject.channels[channel]
    if source.kind == "platform" and subject.society.behaviours[datum.behaviour].platform is None:
        return False
    return source.wrong_share > threshold(NAME, "wrong_share")


def _counts_each(subject: Subject, datum: Datum) -> bool:
    return datum.way == "score" and subject.policy.rules[datum.name].count == "each_channel"


def _seen(subject: Subject, datum: Datum, unreliable: list[str], each: bool) -> Sighting:
    sources = [subject.channels[name] for name in unreliable]
    listing = datum.way != "score"
    wrong = listed(f"'{source.name}', which {erring(source)}" for source in sources)
    does = "lists" if listing else f"takes {counted(-datum.points, 'point', 'points')}"
    graver = ", for each report" if each else ""
    return sighting(
        subject,
        NAME,
        datum.path,
        datum.number,
        f"'{datum.name}' {does}{graver} on the word alone of {wrong}"
        + ("; a listing, so an error" if listing else "; each report counts, so an error" if each else ""),
        severity="error" if listing or each else None,
        at=(*datum.path, "by" if listing else "seen_by"),
        channel=unreliable[0],
        channel_kind=sources[0].kind,
        kinds=[source.kind for source in sources],
        wrong_shares=[source.wrong_share for source in sources],
        each_channel=each,
        points=datum.points,
        contexts=[datum.context],
        children=datum.children,
        channels=own_channels(subject, unreliable),
        rules=[] if listing else [datum.name],
    )
