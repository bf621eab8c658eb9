"""Data used for what they were not kept for, and data that nobody can put right."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.catalogue import related
from scored_society.audit.finding import Sighting
from scored_society.audit.flow import flows
from scored_society.audit.seeing import erring, listed, sighting, some
from scored_society.audit.sources import Source
from scored_society.audit.subject import Datum, Subject

NAME = "purpose_and_accuracy"


def check(subject: Subject) -> Iterator[Sighting]:
    """See each channel whose data decide over what it does not keep them for, or err and cannot be corrected.

    What an institution keeps records for is its society's to say (`kept_for`); collectors, cameras and classifiers
    serve the scheme and keep nothing for anything else. Correction needs that one learns of an entry, by notice or in
    one's own file, and an appeal that is heard.
    """
    flowing = flows(subject)
    for name, source in subject.channels.items():
        domains = sorted({flow.consequence.domain for flow in flowing if name in flow.datum.channels})
        foreign = [domain for domain in domains if not any(related(purpose, domain) for purpose in source.kept_for)]
        foreign = foreign if source.kept_for else []
        errs = source.wrong_share > 0 and not _correctable(subject)
        if domains and (foreign or errs):
            yield _seen(subject, source, foreign, errs)


def _correctable(subject: Subject) -> bool:
    redress = subject.policy.redress
    if redress is None or redress.appeal is None:
        return False
    return redress.appeal.capacity > 0 and bool(redress.notice or redress.own_file)


def _seen(subject: Subject, source: Source, foreign: list[str], errs: bool) -> Sighting:
    using = [datum for datum in subject.data if source.name in datum.channels]
    words = []
    if foreign:
        words.append(f"keeps records for {listed(source.kept_for)}, and they decide over {some(foreign)}")
    if errs:
        words.append(f"{erring(source)}, which nobody can have put right")
    path = ("channels", source.name) if source.name in subject.policy.channels else _first_to_listen(using)
    return sighting(
        subject,
        NAME,
        path,
        source.number,
        f"'{source.name}' {'; it '.join(words)}",
        purpose=bool(foreign),
        accuracy=errs,
        channel=source.name,
        channel_kind=source.kind,
        kept_for=list(source.kept_for),
        domains=foreign,
        domain=None,
        wrong_share=source.wrong_share,
        contexts=sorted({datum.context for datum in using}),
        children=any(datum.children for datum in using),
        channels=[source.name] if source.name in subject.policy.channels else [],
        rules=[datum.name for datum in using if datum.way == "score"],
    )


def _first_to_listen(using: list[Datum]) -> tuple[str | int, ...]:
    """Return where a rule book first asks a registry: it is no entry of its own."""
    first = using[0]
    return (*first.path, "seen_by" if first.way == "score" else "by")
