"""Everything that a life's page draws, as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scored_society.base.calendar import day_of
from scored_society.chart.look import words
from scored_society.report.tables import Table
from scored_society.report.wording import NONE


def _day(week: int | None) -> str:
    return NONE if week is None else str(day_of(week))


def _yes(value: bool | None) -> str:
    return NONE if value is None else "yes" if value else "no"


def _name(value: str | None) -> str:
    return NONE if value is None else words(value)


def _text(value: object) -> str:
    return NONE if value is None else str(value)


def _list(values: list[str]) -> str:
    return ", ".join(map(words, values)) or NONE


_COLUMNS: dict[str, tuple[str, dict[str, tuple[str, Callable[[Any], str]]]]] = {
    "interventions": ("What an experiment made happen", {"week": ("Week of", _day), "what": ("What", _name)}),
    "ledger": (
        "The ledger of the score",
        {"week": ("Week of", _day), "rule": ("Entry", _name), "channel": ("Reported by", _name), "real": ("True", _yes),
         "points": ("Points", _text), "score_before": ("From", _text), "score_after": ("To", _text)},
    ),
    "acts": (
        "Acts",
        {"week": ("Week of", _day), "act": ("Act", _name), "done": ("Done", _yes), "recorded_by": ("Seen by", _name),
         "entered": ("Entered", _yes), "because_of_the_score": ("Because of the score", _yes)},
    ),
    "consequences": (
        "What followed",
        {"start": ("From", _day), "end": ("Until", _day), "name": ("What", _name), "domain": ("Where", _text),
         "because": ("Because", _text), "wrongful": ("Wrongful", _yes), "ended_by": ("Ended by", _text)},
    ),
    "cutoffs": (
        "Cut-offs of scarce goods",
        {"week": ("From", _day), "good": ("For", _name), "ranked_by": ("Ranked by", _text),
         "weeks_missed": ("Weeks missed", _text), "weeks_last": ("After all, listed", _text),
         "last_missed": ("Last missed", _day), "nearest": ("Nearest miss", _day), "rank": ("With", _text),
         "cutoff": ("Cut-off", _text), "short_by": ("Short by", _text), "made": ("Made", _day),
         "made_rank": ("With", _text), "made_cutoff": ("Cut-off", _text)},
    ),
    "requests": (
        "Asked for",
        {"week": ("Week of", _day), "asked_for": ("What", _name), "result": ("Result", _text), "by": ("By", _name),
         "wrongful": ("Wrongful", _yes)},
    ),
    "family_felt": (
        "What the family felt",
        {"week": ("From", _day), "until": ("Until", _day), "what": ("What", _text), "who": ("Who", _text),
         "times": ("Times", _text), "sanctions": ("Sanctions", _list)},
    ),
    "family": (
        "Family",
        {"week": ("Week of", _day), "what": ("What", _text), "with": ("With", _text)},
    ),
}  # fmt: skip


def tables(life: Mapping[str, Any]) -> list[tuple[str, Table]]:
    """Return the parts of a life as tables, with the name of each; parts without a line are left out."""
    found = []
    for part, (caption, columns) in _COLUMNS.items():
        rows = tuple(tuple(write(line[key]) for key, (_, write) in columns.items()) for line in life[part])
        if rows:
            found.append((part, Table(caption, tuple(heading for heading, _ in columns.values()), rows)))
    return found
