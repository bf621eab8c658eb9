"""Losing and finding work, as integer tables, and what a society must say for it."""

from __future__ import annotations

from typing import Any

import numpy as np

from scored_society.base.document import Document, place_of
from scored_society.base.errors import UserError, mistake
from scored_society.society.people import AGE_BANDS, OutOfWork
from scored_society.society.schema import Society
from scored_society.tables.fixed import WEEKS, chance, chances, exact
from scored_society.tables.slots import by_number

WORKING_AGES = (18, 59)
"""Years of age within which one works, or is out of work."""
NO_POST = -1


def work_tables(society: Society, document: Document) -> dict[str, Any]:
    """Return the fields of `World` about being out of work.

    Raises
    ------
    UserError
        At the line of what does not go together: loss of work without a post that ends it, or without those who are
        out of work at the start; ages at which nobody works.
    """
    posts = [name for name, good in society.goods.items() if good.post]
    given = [society.life.job_loss, society.people.out_of_work]
    if not posts and given == [None, None]:
        none = np.zeros(AGE_BANDS, np.int64)
        return {"post": NO_POST, "out_of_work": none, "seeking": np.array([none, none])}
    start = _checked(society, document, posts)
    need = society.goods[posts[0]].need
    at_work = [exact(need.rate) * exact(band) * start.wait / WEEKS for band in need.by_age or [1.0] * AGE_BANDS]
    return {
        "post": [name for name, _ in by_number(society.goods)].index(posts[0]),
        "out_of_work": chances(start.shares),
        "seeking": np.array(
            [[chance(min(share, exact(1))) for share in at_work], [chance(start.seeking)] * AGE_BANDS], np.int64
        ),
    }


def _checked(society: Society, document: Document, posts: list[str]) -> OutOfWork:
    """Return who is out of work at the start; refuse that, loss of work or a post without the two others."""

    def refusal(what: str, allowed: str, *path: str) -> UserError:
        return mistake(what, place=place_of(document, path), allowed=allowed)

    together = "'life.job_loss', 'people.out_of_work' and one good with 'post: true', all three or none"
    if len(posts) != 1:
        found = f"{len(posts)} goods are posts" if posts else "no good is a post"
        raise refusal(f"{found}, and people lose work", together, "goods")
    if society.life.job_loss is None:
        raise refusal(f"'{posts[0]}' is a post, and nobody loses work", together, "goods", posts[0], "post")
    if society.people.out_of_work is None:
        raise refusal("people lose work, and nothing says who is out of it at the start", together, "life", "job_loss")
    good = society.goods[posts[0]]
    if good.domain != "work":
        where = ("goods", posts[0], "post")
        raise refusal(f"'{posts[0]}' is a post in the domain '{good.domain}'", "domain: work", *where)
    for event, path in ((society.life.job_loss, ("life", "job_loss")), (good.need, ("goods", posts[0], "need"))):
        if event.ages[0] < WORKING_AGES[0] or event.ages[1] > WORKING_AGES[1]:
            allowed = f"ages within {list(WORKING_AGES)}, of those who work"
            raise refusal(f"ages {event.ages} are not of working age", allowed, *path, "ages")
    return society.people.out_of_work
