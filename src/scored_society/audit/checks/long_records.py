"""Points that do not lapse, and listings that last."""

from __future__ import annotations

import math
from collections.abc import Iterator

from scored_society.audit.catalogue import threshold
from scored_society.audit.duration import listing_years
from scored_society.audit.finding import Sighting
from scored_society.audit.seeing import listed, sighting, years
from scored_society.audit.subject import Subject
from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.policy.consequences import BlacklistRoute, LowScore

NAME = "long_records"
GRAVEST, AGAIN = 5, 1


def check(subject: Subject) -> Iterator[Sighting]:
    """See points that do not lapse in time, and routes whose listings last, have no term, or leave their points.

    A route that has a consequence only: a list that nothing follows from is a record that nobody reads.
    """
    yield from _points(subject)
    for name in subject.used_routes:
        yield from _listing(subject, name, subject.policy.blacklist[name])


def _points(subject: Subject) -> Iterator[Sighting]:
    score, losses = subject.policy.score, [-datum.points for datum in subject.data if datum.points < 0]
    if score is None or not losses or not subject.score_bites:
        return
    lasting = _points_years(subject, max(losses))
    if lasting <= threshold(NAME, "points_years"):
        return
    endless = math.isinf(lasting)
    how = "never lapse" if endless else f"lapse in {years(lasting)}"
    yield sighting(
        subject,
        NAME,
        ("score",),
        score.number,
        f"points that were taken, {max(losses)} at the most, {how}",
        of="points",
        weeks=None if endless else round(lasting * WEEKS_PER_YEAR),
        ends=not endless,
        contexts=sorted({datum.context for datum in subject.data if datum.points < 0}),
        children=any(datum.children for datum in subject.data if datum.points < 0),
    )


def _points_years(subject: Subject, loss: int) -> float:
    """Return in how many years the heaviest loss lapses: by fading, or by limitation, whichever is sooner."""
    score, redress = subject.policy.score, subject.policy.redress
    by_fading = loss / score.fading if score and score.fading else math.inf
    limitation = redress.limitation if redress else None
    return min(by_fading, limitation / WEEKS_PER_YEAR if limitation else math.inf)


def _listing(subject: Subject, name: str, route: BlacklistRoute) -> Iterator[Sighting]:
    longest = listing_years(route, GRAVEST, AGAIN)
    lasts = longest is None or longest > threshold(NAME, "listing_years")
    kept = _kept_after(subject, route)
    reasons = ["has no term and ends only when the cause is mended"] if route.term is None else []
    if route.term is not None and lasts:
        reasons.append(f"lasts up to {years(longest)}")
    if kept:
        reasons.append("leaves the points that led to it when it ends")
    if not reasons:
        return
    own = [datum for datum in subject.data if datum.way == name or (_by_score(route) and datum.way == "score")]
    yield sighting(
        subject,
        NAME,
        ("blacklist", name),
        route.number,
        f"a listing by '{name}' {listed(reasons)}",
        of="listing",
        weeks=None if longest is None else round(longest * WEEKS_PER_YEAR),
        ends=route.term is not None,
        kept_after=kept,
        contexts=sorted({datum.context for datum in own}),
        children=any(datum.children for datum in own),
    )


def _by_score(route: BlacklistRoute) -> bool:
    return isinstance(route, LowScore)


def _kept_after(subject: Subject, route: BlacklistRoute) -> bool:
    """Whether points that led to a listing outlast it: nothing expunges them, and none of them ever lapses."""
    redress, score = subject.policy.redress, subject.policy.score
    if score is None or not _by_score(route) or (redress is not None and redress.expungement):
        return False
    return not score.fading and (redress is None or redress.limitation is None)
