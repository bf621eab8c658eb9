"""Interventions: a dated list of what an experiment makes happen to numbered citizens, checked and as integers."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from scored_society.base.calendar import week_of
from scored_society.base.document import Document, place_of, read_document
from scored_society.base.errors import UserError, mistake
from scored_society.base.model import validated
from scored_society.base.names import nearest
from scored_society.base.units import Day
from scored_society.tables.slots import by_number
from scored_society.tables.timetable import Timetable

MOST_INTERVENTIONS = 20
MOST_OCCUPANTS = 15
COLUMNS = 6
"""Week, seat, occupant, kind, behaviour (or index of the route), index of the channel; see `week/intervene.py`."""
DO, REPORT, LIST = range(3)
"""Kinds: an act is done; an act that was not done is reported; somebody comes onto the list."""
NO_CHANNEL = -1
CITIZEN = re.compile(r"(\d{1,11})(?:\.(\d{1,2}))?", re.ASCII)

Interventions = NDArray[np.int64]
Given = str | os.PathLike[str] | Sequence[Mapping[str, Any]]
"""The path of a YAML file with `interventions: [...]`, or what such a list says."""


class Intervention(BaseModel):
    """One thing that happens to one citizen: an act done, an act reported that was not done, or a listing."""

    model_config = ConfigDict(frozen=True)

    date: Day
    citizen: Annotated[str, Field(description="a seat, or seat.occupant")]
    act: str | None = None
    report: str | None = None
    by: str | None = None
    """The channel that reports."""
    listing: str | None = None
    """The route by which somebody is listed."""

    @field_validator("citizen", mode="before")
    @classmethod
    def named(cls, value: Any) -> str:
        """Take a seat as a number, too."""
        text = str(value)
        match = CITIZEN.fullmatch(text) if not isinstance(value, bool | float) else None
        if match is None or not 1 <= int(match[2] or 1) <= MOST_OCCUPANTS:
            raise ValueError("write a seat, e.g. 1234, or its second occupant as a text, '1234.2'")
        return text

    @model_validator(mode="after")
    def one_thing(self) -> Intervention:
        """Ask for one thing, and for the channel of a report."""
        if sum(value is not None for value in (self.act, self.report, self.listing)) != 1:
            raise ValueError("say one of: act, report (with by), listing")
        if (self.report is None) != (self.by is None):
            raise ValueError("'report' and 'by' go together")
        return self

    @property
    def seat(self) -> int:
        """The seat of the citizen."""
        return int(self.citizen.partition(".")[0])

    @property
    def occupant(self) -> int:
        """Which holder of the seat the citizen is, from 0."""
        return int(self.citizen.partition(".")[2] or 1) - 1

    def plain(self) -> dict[str, str]:
        """Return what it says, as it stands in a manifest."""
        said = {"date": self.date.isoformat(), "citizen": self.citizen, "act": self.act, "report": self.report}
        said |= {"by": self.by, "listing": self.listing}
        return {key: value for key, value in said.items() if value is not None}


class Listed(BaseModel):
    """What a file of interventions says."""

    model_config = ConfigDict(frozen=True)

    interventions: Annotated[list[Intervention], Field(max_length=MOST_INTERVENTIONS)]


class InterventionBook:
    """A list of interventions, and where each was said."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.interventions = validated(Listed, document).interventions

    def plain(self) -> tuple[dict[str, str], ...]:
        """Return the list as it stands in a manifest."""
        return tuple(intervention.plain() for intervention in self.interventions)

    def mistake_in(self, index: int, key: str, what: str, allowed: Any = None, meant: str | None = None) -> UserError:
        """Return the message of a mistake in one of them."""
        place = place_of(self.document, ("interventions", index, key)) if self.document.places else None
        said = what if place is not None else f"{self.document.name}[{index}]: {what}"
        return mistake(said, place=place, allowed=allowed, meant=meant)


def load_interventions(given: Given) -> InterventionBook:
    """Read interventions.

    Parameters
    ----------
    given : path or sequence of mappings
        A YAML file with `interventions:`, or the list itself: at most 20, each with `date`, `citizen`, and one of
        `act`, `report` (with `by`, a channel) and `listing` (a route).

    Raises
    ------
    UserError
        At the line of the first mistake.
    """
    if isinstance(given, str | os.PathLike):
        return InterventionBook(read_document(given))
    said = [dict(one) if isinstance(one, Mapping) else one for one in given]
    return InterventionBook(Document("interventions", {"interventions": said}, {}))


def resolved(book: InterventionBook, timetable: Timetable, weeks: int, seats: int) -> Interventions:
    """Return interventions as integers, in the order of their weeks.

    Parameters
    ----------
    book : as loaded.
    timetable : the tables of the run.
    weeks, seats : of the run.

    Raises
    ------
    UserError
        For a date outside of the run, a seat that there is not, or an act, channel or route that is not known then.
    """
    rows = []
    for index, intervention in enumerate(book.interventions):
        week = week_of(intervention.date)
        if not 0 <= week < weeks:
            raise book.mistake_in(index, "date", f"{intervention.date} is not within the run")
        if intervention.seat >= seats:
            what = f"there is no citizen {intervention.citizen}"
            raise book.mistake_in(index, "citizen", what, f"seats 0 to {seats - 1}")
        rows.append((week, intervention.seat, intervention.occupant, *_what(book, index, timetable, week)))
    rows.sort(key=lambda row: row[0])
    return np.array(rows, np.int64).reshape(-1, COLUMNS)


def _what(book: InterventionBook, index: int, timetable: Timetable, week: int) -> tuple[int, int, int]:
    """Return kind, behaviour or route, and channel."""
    intervention, policy, society = book.interventions[index], timetable.epoch(week).policy, timetable.society
    behaviours = [name for name, _ in by_number(society.behaviours)]
    if intervention.act is not None:
        return DO, _index(book, index, "act", intervention.act, behaviours), NO_CHANNEL
    if intervention.report is not None:
        channels = [name for section in (society.channels, policy.channels) for name, _ in by_number(section)]
        reported = _index(book, index, "report", intervention.report, behaviours)
        return REPORT, reported, _index(book, index, "by", intervention.by or "", channels)
    routes = [name for name, _ in by_number(policy.blacklist)]
    return LIST, _index(book, index, "listing", intervention.listing or "", routes), NO_CHANNEL


def _index(book: InterventionBook, index: int, key: str, name: str, known: list[str]) -> int:
    if name not in known:
        what = f"'{name}' is not known" if known else f"'{name}' is not known: the rule book in force has none"
        raise book.mistake_in(index, key, what, known or None, nearest(name, known))
    return known.index(name)
