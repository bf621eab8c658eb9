"""A society lived in memory, week by week, from files or from what they say changed here and there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from scored_society.institutions.respond import Institutions
from scored_society.policy.load import load_policy
from scored_society.record.fingerprint import Chain
from scored_society.record.schedule import compiled, reigns_of
from scored_society.society.load import load_society
from scored_society.week.bulletin import first_bulletin
from scored_society.week.counted import Measures, WeekCensus
from scored_society.workers.local import LocalWorkers

HERE = Path(__file__).parent
HAMLET, TOLD = HERE.parent / "reference" / "hamlet.yaml", HERE.parent / "reference" / "told.yaml"

Told = str | Path | dict[str, Any]
"""A rule book or a society: its name, its path, or what its file would say."""


class Week(NamedTuple):
    """One week that was lived."""

    week: int
    census: WeekCensus
    rows: np.ndarray
    measures: Measures

    def of(self, kind: str) -> np.ndarray:
        """Return one field of the census."""
        return self.census.counts[kind][0]

    def by_name(self) -> dict[str, int]:
        """Return what was counted, by the name of the measure, added up over groups, regions and scores."""
        names = self.measures.names()
        numbers, where = np.unique(self.rows[:, 0], return_inverse=True)
        totals = np.zeros(len(numbers), np.int64)
        np.add.at(totals, where, self.rows[:, -1])
        return {names[number]: total for number, total in zip(numbers.tolist(), totals.tolist(), strict=True)}


class Society:
    """A society under a rule book, in memory."""

    def __init__(self, policy: Told, society: Told, people: int, weeks: int, folder: Path, seed: int = 1) -> None:
        book, place = load_policy(written(policy, folder)), load_society(written(society, folder))
        self.weeks = weeks
        self.timetable = compiled(reigns_of(book, 0), place, weeks)
        self.institutions = Institutions(self.timetable)
        self.measures = {epoch.first_week: Measures(self.timetable, epoch) for epoch in self.timetable.epochs}
        neighbourhoods = -(-people // place.society.neighbourhood.people)
        self.workers = LocalWorkers(self.timetable, seed, neighbourhoods, threads=1)
        self.workers.found()
        self.bulletin = first_bulletin()

    def live(self, before_each: Callable[[int], None] = lambda week: None) -> Iterator[Week]:
        """Live week by week; what `before_each` changes is found by the week that follows."""
        try:
            for week in range(self.weeks):
                before_each(week)
                census = self.workers.live_one_week(week, self.bulletin)
                self.bulletin = self.institutions.respond(week, census)
                measures = self.measures[self.timetable.epoch(week).first_week]
                rows = measures.rows(census, self.institutions.capacity(week, census))
                yield Week(week, census, rows, measures)
        finally:
            self.workers.close()


def written(told: Told, folder: Path) -> str | Path:
    """Write what a file would say into a file."""
    if not isinstance(told, dict):
        return told
    path = folder / f"{told.get('policy') or told['society']}.yaml"
    path.write_text(yaml.safe_dump(told, sort_keys=False))
    return path


def read(path: str | Path) -> dict[str, Any]:
    """Return what a file says."""
    return yaml.safe_load(Path(path).read_text())


def fingerprint(policy: Told, society: Told, people: int, weeks: int, folder: Path, seed: int = 1) -> str:
    """Return the fingerprint of a run."""
    chain = Chain()
    for week in Society(policy, society, people, weeks, folder, seed).live():
        chain.add(week.week, week.rows)
    return chain.digest()
