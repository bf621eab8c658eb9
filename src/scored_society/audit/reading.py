"""Reading a rule book: every check, at all times that it rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from scored_society.audit.checks import CHECKS
from scored_society.audit.finding import SEVERITIES, Sighting
from scored_society.audit.subject import Subject
from scored_society.base.calendar import day_of
from scored_society.policy.course import Course
from scored_society.policy.load import PolicyBook
from scored_society.society.load import SocietyBook

SECTIONS = ("score", "rules", "channels", "entitlements", "sanctions", "blacklist", "redress")
ALWAYS = ("unreachable",)
"""Checks of what never is: seen only if they see it at all times at which the entry stands."""


def subjects(book: PolicyBook, society: SocietyBook) -> tuple[Subject, ...]:
    """Return one subject for each epoch of a rule book, in order.

    Parameters
    ----------
    book : PolicyBook
        A rule book that fits the society (see `check_agreement`).
    society : SocietyBook
        The society that it rules over.
    """
    policies = [policy for _, policy in book.epochs]
    course = Course(book.document)
    return tuple(
        Subject(week, policy, society.society, course.at(week), tuple(policies[:index]))
        for index, (week, policy) in enumerate(book.epochs)
    )


def sightings(book: PolicyBook, society: SocietyBook) -> tuple[tuple[Subject, ...], tuple[Sighting, ...]]:
    """Return the subjects of a rule book, and all that the checks see in them.

    What is seen in several epochs is told once: where it is gravest, and there where it is first so. What is not seen
    from the start on says since when.

    Returns
    -------
    subjects, sightings
        Sightings are sorted by check, section, number of the entry, and day.
    """
    read = subjects(book, society)
    gathered: dict[tuple[str, str, int, str], list[tuple[Subject, Sighting]]] = defaultdict(list)
    for subject in read:
        for check in CHECKS.values():
            for sighting in check(subject):
                gathered[_same(sighting)].append((subject, sighting))
    told = [_told(read, found) for found in gathered.values() if _holds(read, found)]
    return read, tuple(sorted(told, key=_order))


def _same(sighting: Sighting) -> tuple[str, str, int, str]:
    """Return by what a sighting is known again in another epoch; each retroactive change is one of its own."""
    since = str(sighting.facts["since"]) if sighting.check == "retroactivity" else ""
    return sighting.check, str(sighting.path[0]), sighting.number, since


def _holds(read: tuple[Subject, ...], found: list[tuple[Subject, Sighting]]) -> bool:
    sighting = found[0][1]
    if sighting.check not in ALWAYS:
        return True
    section, number = str(sighting.path[0]), sighting.number
    standing = sum(
        any(entry.number == number for entry in getattr(subject.policy, section).values()) for subject in read
    )
    return len(found) == standing


def _told(read: tuple[Subject, ...], found: list[tuple[Subject, Sighting]]) -> Sighting:
    """Return the gravest sighting, the first of equals; with the day since when, if not from the start."""
    gravest = max(found, key=lambda one: SEVERITIES.index(one[1].severity))[1]
    first, began = found[0][0], _began(read)
    if first.week <= began or "since" in gravest.facts:
        return gravest
    day = day_of(first.week)
    return replace(
        gravest, message=f"{gravest.message} (from {day} on)", facts=gravest.facts | {"since": day.isoformat()}
    )


def _began(read: tuple[Subject, ...]) -> int:
    """Return the week from which a rule book rules anything: it may start later than the calendar."""
    rules = (subject.week for subject in read if any(getattr(subject.policy, name) for name in SECTIONS))
    return next(rules, 0)


def _order(sighting: Sighting) -> tuple[int, int, int, str]:
    section = SECTIONS.index(str(sighting.path[0]))
    return list(CHECKS).index(sighting.check), section, sighting.number, str(sighting.facts.get("since", ""))
