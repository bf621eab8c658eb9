"""The loop: everybody lives a week, the week is counted, the institutions answer.

for week in calendar:
    census = workers.live_one_week(week, bulletin)     # every citizen, in parallel; integers only
    record(week, census, bulletin)
    bulletin = institutions.respond(week, census, bulletin)      # small, public
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

Census = Any
"""Whatever the workers count and the institutions read: integers that may be added in any order."""
Bulletin = Any
"""Whatever the institutions publish and everybody reads."""


class Workers(Protocol):
    """Where the week is lived."""

    def live_one_week(self, week: int, bulletin: Bulletin) -> Census:
        """Live one week everywhere and return what was counted."""
        ...


class Institutions(Protocol):
    """Who reads the census."""

    def respond(self, week: int, census: Census, ruling: Bulletin) -> Bulletin:
        """Return the bulletin of the next week, from what was counted under the `ruling` one."""
        ...


def live(
    weeks: Iterable[int],
    workers: Workers,
    institutions: Institutions,
    bulletin: Bulletin,
    record: Callable[[int, Census, Bulletin, Bulletin], None],
) -> Bulletin:
    """Let a society live.

    Parameters
    ----------
    weeks : the weeks to live, in order.
    workers, institutions : who lives and who answers.
    bulletin : the one that is read in the first of the weeks.
    record : called after each week with the week, its census, the bulletin that ruled it and the next one; whatever it
        raises ends the run between two weeks.

    Returns
    -------
    The bulletin of the week after the last.
    """
    for week in weeks:
        census = workers.live_one_week(week, bulletin)
        following = institutions.respond(week, census, bulletin)
        record(week, census, bulletin, following)
        bulletin = following
    return bulletin
