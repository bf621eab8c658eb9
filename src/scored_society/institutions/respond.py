"""From a week's census to the next week's bulletin."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.institutions.pressure import carried_over, mixture, pressures
from scored_society.institutions.rations import capacity, cut_offs, places_per_person
from scored_society.tables.consequences import MILLIONTHS
from scored_society.tables.fixed import FACTOR, WHOLE
from scored_society.tables.rules import Rules
from scored_society.tables.slots import by_number
from scored_society.tables.timetable import Timetable
from scored_society.week.bulletin import BULLETIN
from scored_society.week.counted import WeekCensus

THOUSANDTHS = 1000


class Institutions:
    """The offices that read the census: they ration what is scarce and publish what everybody may know."""

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable
        self._places = places_per_person(timetable.society)
        self._posts = np.array([good.post for _, good in by_number(timetable.society.goods)], np.bool_)
        self._keeps = np.array([int(good.keeps) for _, good in by_number(timetable.society.goods)], np.int64)

    def respond(self, week: int, census: WeekCensus, ruling: NDArray[Any]) -> NDArray[Any]:
        """Return the bulletin of the week after `week`, from what was counted in it under the `ruling` one."""
        rules, following = self._timetable.epoch(week).rules, self._timetable.epoch(week + 1).rules
        counts = census.counts[0]
        block = np.zeros(1, BULLETIN)
        goods, regions = self._places.shape
        offered = self.offered(week, census, ruling)
        cutoff, last_ticket = cut_offs(census.applicants, census.applicant_counts, goods, regions, offered)
        block["offered"][0, :goods, :regions] = offered
        block["cutoff"][0, :goods, :regions], block["last_ticket"][0, :goods, :regions] = cutoff, last_ticket
        block["ranked"][0, :goods], block["listed_last"][0, :goods] = rules.ranked, rules.listed_last
        strays, people = carried_over(counts.strays, rules, following), counts.people.sum(axis=1)
        block["pressure"] = pressures(strays, people, self._timetable.society, following)
        mix, by_channel, by_kind = mixture(strays, following)
        block["mix"], block["mix_channel"], block["mix_total"] = mix, by_channel, by_kind
        listed_thousandths = int(counts.listed.sum()) * THOUSANDTHS // max(1, int(people.sum()))
        block["listed_share"] = listed_thousandths * WHOLE // THOUSANDTHS
        famous, famous_listed = (int(count) for count in counts.famous)
        block["famous_share"] = min(FACTOR, famous_listed * FACTOR // max(1, famous))
        block["heard_share"] = heard_share(int(counts.appeals.sum()), int(people.sum()), following)
        return block

    def offered(self, week: int, census: WeekCensus, ruling: NDArray[Any]) -> NDArray[np.int64]:
        """Return the whole places that those who apply in `week` are given next week, [goods, regions].

        To the new ones come those of goods that keep which nobody took in `week`.
        """
        goods, regions = self._places.shape
        counts = census.counts[0]
        people = np.where(self._posts[:, None], counts.workers_in[None, :regions], counts.people_in[None, :regions])
        new = capacity(self._places, people, week + 1)
        left = ruling["offered"][0, :goods, :regions] - counts.served[:goods, :regions]
        places: NDArray[np.int64] = new + left * self._keeps[:, None]
        return places


def heard_share(appeals: int, people: int, rules: Rules) -> int:
    """Return the chance (1/2³²) that an appeal is heard: places a week, shared among as many as appealed last week."""
    places = rules.appeal_capacity * people // MILLIONTHS
    return min(WHOLE, places * WHOLE // max(1, appeals)) if rules.appeal_capacity else 0
