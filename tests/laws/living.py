"""A society lived in memory, week by week, from files or from what they would say with something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from scored_society.base.grounds import Grounded
from scored_society.institutions.respond import Institutions
from scored_society.policy.load import load_policy
from scored_society.record.fingerprint import Chain
from scored_society.record.schedule import compiled, reigns_of
from scored_society.society.institutions import Situation
from scored_society.society.load import load_society
from scored_society.tables.timetable import Timetable
from scored_society.week.bulletin import first_bulletin
from scored_society.week.cells import Cells, columns_of
from scored_society.week.counted import Measures, WeekCensus
from scored_society.workers.local import LocalWorkers

BUILT_IN = Path(__file__).parents[2] / "src" / "scored_society"
AS_TOLD = BUILT_IN / "policy" / "builtin" / "as-told.yaml"
SMALLVILLE = BUILT_IN / "society" / "builtin" / "smallville.yaml"
REFERENCE = Path(__file__).parents[1] / "reference"
TOLD, HAMLET = REFERENCE / "told.yaml", REFERENCE / "hamlet.yaml"

FEEDBACKS = tuple(set(Situation.model_fields) - set(Grounded.model_fields))
"""The strengths by which a situation changes people and what they do."""
STEADY_WORK: dict[str, Any] = {
    "life": {"job_loss": {"rate": "0 per year"}},
    "people": {"out_of_work": {"shares": [0.0] * 21}},
    "goods": {"vacancy": {"per_thousand": 2.4}},
}
"""What changes a built-in society so that nobody is out of work, and some still seek a post in vain."""
Told = str | Path | dict[str, Any]
"""A rule book or a society: its name, its path, or what its file would say."""


class Week(NamedTuple):
    """One week that was lived: what was counted, as it came and as cells."""

    week: int
    census: WeekCensus
    cells: Cells

    @property
    def rows(self) -> np.ndarray:
        """The cells as rows (measure, region, group, score, bin, value)."""
        return np.column_stack([columns_of(self.cells.keys), self.cells.values])

    def of(self, kind: str) -> np.ndarray:
        """Return one field of the census."""
        return self.census.counts[kind][0]


class Society:
    """A society under a rule book, in memory."""

    def __init__(self, timetable: Timetable, people: int, seed: int = 1) -> None:
        self.timetable, self.institutions = timetable, Institutions(timetable)
        self.measures = {epoch.first_week: Measures(timetable, epoch) for epoch in timetable.epochs}
        self.names = {number: name for measures in self.measures.values() for number, name in measures.names().items()}
        self.workers = LocalWorkers(timetable, seed, -(-people // timetable.world.people), threads=1)
        self.workers.found()
        self.bulletin = first_bulletin()

    def live(self, weeks: int, before_each: Callable[[int], None] = lambda week: None) -> Iterator[Week]:
        """Live week by week; what `before_each` changes is found by the week that follows."""
        try:
            for week in range(weeks):
                before_each(week)
                census = self.workers.live_one_week(week, self.bulletin)
                self.bulletin = self.institutions.respond(week, census, self.bulletin)
                measures = self.measures[self.timetable.epoch(week).first_week]
                yield Week(week, census, measures.cells(census, self.bulletin["offered"][0]))
        finally:
            self.workers.close()

    def by_name(self, week: Week) -> dict[str, int]:
        """Return what a week counted by the name of the measure, added up over groups, regions and scores."""
        numbers, where = np.unique(columns_of(week.cells.keys)[:, 0], return_inverse=True)
        totals = np.zeros(len(numbers), np.int64)
        np.add.at(totals, where, week.cells.values)
        return {self.names[number]: total for number, total in zip(numbers.tolist(), totals.tolist(), strict=True)}


def read(path: str | Path) -> dict[str, Any]:
    """Return what a file says."""
    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


def steady(society: dict[str, Any]) -> dict[str, Any]:
    """Return a built-in society's file, changed in place, so that nobody is out of work."""
    for section, entries in STEADY_WORK.items():
        for name, values in entries.items():
            society[section][name] |= values
    return society


def written(told: Told, folder: Path) -> str | Path:
    """Write what a file would say into a file."""
    if not isinstance(told, dict):
        return told
    path = folder / f"{told.get('policy') or told['society']}.yaml"
    path.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
    return path


def tables(policy: Told, society: Told, weeks: int, folder: Path) -> Timetable:
    """Compile a rule book and a society, as a run does."""
    book, place = load_policy(written(policy, folder)), load_society(written(society, folder))
    return compiled(reigns_of(book, 0), place, weeks)


def fingerprint(timetable: Timetable, people: int, weeks: int, seed: int = 1) -> str:
    """Return the fingerprint of a run."""
    chain = Chain()
    for week in Society(timetable, people, seed).live(weeks):
        chain.add(week.week, week.cells)
    return chain.digest()
