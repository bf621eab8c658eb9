"""Punishment without the means to defend oneself."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.catalogue import threshold
from scored_society.audit.finding import Sighting
from scored_society.audit.seeing import counted, sighting
from scored_society.audit.subject import Subject
from scored_society.policy.redress import Redress

NAME = "no_redress"
MEANS = ("notice", "reasons", "file", "appeal", "review", "compensation")
WITHOUT = {
    "notice": "nobody is told of an entry",
    "reasons": "nobody is told why",
    "file": "nobody can see their own file",
    "appeal": "there is no appeal that is heard and decided better than by chance",
    "review": "no person looks at a listing before it holds",
    "compensation": "nothing is paid for what was wrong",
}
KEYS = {"file": "own_file"}


def check(subject: Subject) -> Iterator[Sighting]:
    """See each means of redress that is lacking where anything punishes; review only where there are listings."""
    if not subject.punishing:
        return
    first = subject.punishing[0]
    for number, means in enumerate(MEANS, 1):
        if means not in _lacking(subject):
            continue
        key = ("redress", KEYS.get(means, means))
        yield sighting(
            subject,
            NAME,
            key,
            number,
            f"{counted(len(subject.punishing), 'entry punishes', 'entries punish')}, and {WITHOUT[means]}",
            at=first if subject.policy.redress is None else key,
            missing=[means],
            punishments=len(subject.punishing),
            contexts=sorted({datum.context for datum in subject.data if datum.points <= 0}),
            children=any(one.children for one in subject.sanctions),
        )


def _lacking(subject: Subject) -> set[str]:
    redress = subject.policy.redress or Redress(number=1)
    appeal = redress.appeal
    heard = appeal is not None and appeal.capacity > 0 and appeal.error < threshold(NAME, "appeal_error")
    given = {
        "notice": redress.notice > 0,
        "reasons": redress.notice > 0 and redress.reasons > 1,
        "file": redress.own_file > 0,
        "appeal": heard and (appeal is not None and appeal.when_wrong > 0),
        "review": redress.review > 0 or not subject.policy.blacklist,
        "compensation": redress.compensation > 0,
    }
    return {means for means in MEANS if not given[means]}
