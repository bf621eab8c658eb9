"""From a census to totals: which count goes into which column, so that a neighbourhood's outcomes can be added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import numpy as np

from scored_society.measure.census import EVERYBODY
from scored_society.measure.outcomes import BELOW_THE_LINE, BY_CHANNEL, OUTCOMES, WITH_WHOLE
from scored_society.society.people import GROUPS
from scored_society.tables.timetable import Epoch, Timetable
from scored_society.week.census import CENSUS, SCORES
from scored_society.week.counted import BY_GROUP, Measures
from scored_society.week.lockstep import Folding

Column = tuple[str, str]
"""Measure and group."""
Entry = tuple[int, Column, int]
"""A cell of the census, a column that it goes to, and how often."""

_PLACES = np.arange(CENSUS.itemsize // 8, dtype=np.int64).view(CENSUS)
"""A census in which each count is its own place in the block."""


def entries(timetable: Timetable, epoch: Epoch) -> list[Entry]:
    """Return what each cell of a census adds to which totals, under one rule book.

    The totals are those of `outcomes.totals_of`: by measure and group, everybody's too.
    """
    measures = Measures(timetable, epoch)
    scores = range(epoch.rules.lowest, epoch.rules.highest + 1) if measures.scored else range(SCORES)
    found = [*_by_group(measures), *_by_score(measures, scores), *_by_place(measures)]
    everybody = [(cell, (column[0], EVERYBODY), weight) for cell, column, weight in found if column[1] != EVERYBODY]
    return [*found, *everybody]


def columns_of(listed: Iterable[Entry]) -> list[Column]:
    """Return the columns that entries go to, sorted."""
    return sorted({column for _, column, _ in listed})


def folding(listed: Sequence[Entry], columns: Sequence[Column]) -> Folding:
    """Return entries as the compiled week reads them, cell after cell."""
    places = {column: place for place, column in enumerate(columns)}
    ordered = sorted((cell, places[column], weight) for cell, column, weight in listed if weight)
    cells, first = np.unique(np.array([cell for cell, _, _ in ordered], np.int64), return_index=True)
    return Folding(
        cells,
        np.append(first, len(ordered)).astype(np.int64),
        np.array([place for _, place, _ in ordered], np.int64),
        np.array([weight for _, _, weight in ordered], np.int64),
    )


def _cell(field: str, *index: int) -> int:
    """Return where a count stands in the block of a census, in integers from its begin."""
    return int(_PLACES[field][0][index])


def _by_group(measures: Measures) -> Iterator[Entry]:
    """Yield what is counted by group, with the things that it is counted for."""
    for kind, sections in BY_GROUP.items():
        if kind not in OUTCOMES and kind not in BELOW_THE_LINE:
            continue
        for things in product(*(enumerate(measures.things[section]) for section in sections)):
            names = [name for _, (name, _) in things]
            shown = names[:1] if kind in BY_CHANNEL else names
            for group, group_name in enumerate(GROUPS):
                cell = _cell(kind, *(index for index, _ in things), group)
                yield cell, ("/".join([kind, *shown]), group_name), 1
                if kind in WITH_WHOLE:
                    yield cell, (kind, group_name), 1


def _by_score(measures: Measures, scores: range) -> Iterator[Entry]:
    """Yield people by score (one of `scores`), their standing rewards, and adults by the platform's score."""
    for group, name in enumerate(GROUPS):
        for score in scores:
            cell, listed = _cell("people", group, score), _cell("listed_at", group, score)
            yield cell, ("people", name), 1
            if measures.scored:
                yield cell, ("scored", name), 1
                yield cell, ("score", name), score
            for reward in measures.standing_rewards:
                yuan = int(reward.worth[score])
                if not yuan:
                    continue
                lost = -1 if reward.lost_by_listed else 0
                for of, sign in ((cell, 1), (listed, lost)):
                    yield of, (f"enjoyed/{reward.name}", name), sign
                    yield of, (f"worth/{reward.name}", name), sign * yuan
        if measures.platform >= 0:
            for step in range(_PLACES["platform"][0].shape[1]):
                cell = _cell("platform", group, step)
                yield cell, ("platform_adults", name), 1
                yield cell, ("platform", name), step


def _by_place(measures: Measures) -> Iterator[Entry]:
    """Yield what is counted for everybody only."""
    regions = range(measures.regions)
    for position, (good, _) in enumerate(measures.goods):
        for kind in ("applied", "served", "lapsed"):
            for region in regions:
                yield _cell(kind, position, region), (f"{kind}/{good}", EVERYBODY), 1
        for score in range(SCORES):
            yield _cell("weeks_waited", position, score), (f"weeks_waited/{good}", EVERYBODY), 1
    for region in regions:
        yield _cell("collectors", region), ("collectors", EVERYBODY), 1
    for index, kind in enumerate(("famous", "famous_listed")):
        yield _cell("famous", index), (kind, EVERYBODY), 1
