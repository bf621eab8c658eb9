"""Waiting for scarce goods: each week's cut-off against one person, missed or made."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.record.replay import LivedAgain
from scored_society.tables.world import BY_DATE, BY_LOTTERY, BY_NEED, BY_SCORE
from scored_society.week.bulletin import NOBODY
from scored_society.week.log import SERVED
from scored_society.week.serve import rank_of
from scored_society.week.state import State, route

RANKED_BY = {BY_DATE: "date", BY_LOTTERY: "lottery", BY_SCORE: "score", BY_NEED: "need"}
_KIND, _GOOD = 3, 4


class Queues:
    """The waits of one person, told by the cut-offs that they met.

    Parameters
    ----------
    goods : list of str
        The scarce goods, in the order of their index.
    region : int
        The index of the region whose cut-offs hold for the person.

    Attributes
    ----------
    told : list of dict
        One entry for each wait (and another where the way of ranking changes while one waits): `week`, the first in
        which the person was ranked; `weeks_missed` with the first and the last of them, and in how many of them the
        person came after everybody for being listed (`weeks_last`); else the nearest miss (`nearest`: its week, `rank`
        and `cutoff`, and `short_by`, 0 where the lottery decided at the cut-off itself); and the week in which the
        cut-off was `made`, with `made_rank` and `made_cutoff`. Ranks are points where a score ranks, weeks where the
        date does, fifths of income from the top where need does; a lottery has none.
    """

    def __init__(self, goods: list[str], region: int) -> None:
        self.told: list[dict[str, Any]] = []
        self._goods, self._region = goods, region
        self._waiting: dict[int, dict[str, Any]] = {}  # by good

    def week(self, lived: LivedAgain, before: State, local: int, lines: NDArray[np.int64]) -> None:
        """Take in a week that somebody began in a queue; `before` is last week's state, `lines` are theirs."""
        seat, bulletin = before[local], lived.bulletin[0]
        served = set(lines[lines[:, _KIND] == SERVED][:, _GOOD].tolist())
        for good, name in enumerate(self._goods):
            weeks = int(seat["waits"][good])
            if weeks == 0:
                self._waiting.pop(good, None)
                continue
            way = int(bulletin["ranked"][good])
            person, record, listing = int(seat["person"]), int(seat["record"]), int(seat["listing"])
            rank: int | None = int(rank_of(way, int(bulletin["listed_last"][good]), person, record, listing, weeks))
            cutoff = int(bulletin["cutoff"][good, self._region])
            wait = self._waiting.get(good)
            if wait is None or wait["ranked_by"] != RANKED_BY[way] or weeks == 1:
                wait = self._waiting[good] = self._begin(lived.week, name, RANKED_BY[way])
            if way == BY_LOTTERY or (rank == 0 and way == BY_SCORE and route(listing)):
                rank = None  # there is nothing to measure
            if good in served:
                at = {"made": lived.week, "made_rank": rank, "made_cutoff": cutoff if cutoff >= 0 else None}
                wait.update(at if rank is not None else {"made": lived.week})
                del self._waiting[good]
            elif cutoff < NOBODY:
                self._miss(wait, lived.week, rank, cutoff)

    def _begin(self, week: int, good: str, ranked_by: str) -> dict[str, Any]:
        numbers = ("first_missed", "last_missed", "nearest", "rank", "cutoff", "short_by")
        made = ("made", "made_rank", "made_cutoff")
        wait = {
            "week": week,
            "good": good,
            "ranked_by": ranked_by,
            "weeks_missed": 0,
            "weeks_last": 0,
            **dict.fromkeys(numbers + made),
        }
        self.told.append(wait)
        return wait

    @staticmethod
    def _miss(wait: dict[str, Any], week: int, rank: int | None, cutoff: int) -> None:
        wait["weeks_missed"] += 1
        wait["weeks_last"] += rank is None and wait["ranked_by"] == RANKED_BY[BY_SCORE]
        wait["last_missed"] = week
        if wait["first_missed"] is None:
            wait["first_missed"] = week
        if rank is None:
            return
        short_by = cutoff - rank
        if wait["short_by"] is None or short_by < wait["short_by"]:
            wait.update(nearest=week, rank=rank, cutoff=cutoff, short_by=short_by)
