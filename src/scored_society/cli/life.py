"""A told life on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import typer

from scored_society.base.calendar import day_of
from scored_society.cli.output import INVENTED, cell, print_table

LEDGER = {
    "day": "week of", "rule": "entry", "channel": "reported by", "real": "true", "points": "points",
    "score_before": "from", "score_after": "to",
}  # fmt: skip
CONSEQUENCES = {
    "name": "what", "domain": "where", "start": "from", "end": "until", "because": "because", "wrongful": "wrongful",
    "ended_by": "ended by",
}  # fmt: skip
CUTOFFS = {
    "good": "for", "ranked_by": "ranked by", "week": "from", "weeks_missed": "weeks missed", "last_missed": "the last",
    "nearest_miss": "nearest miss", "made": "made", "made_by": "with",
}  # fmt: skip
FELT = {
    "week": "from", "until": "until", "what": "what", "who": "who", "times": "times", "sanctions": "sanctions",
}  # fmt: skip
_WEEKS = ("week", "start", "end", "until", "made", "last_missed")


def print_life(life: Mapping[str, Any]) -> None:
    """Print a life, part by part."""
    score = "not scored" if life["score"] is None else f"score {life['score']}"
    typer.echo(f"Citizen {life['citizen']}: {score}\n")
    if life["interventions"]:
        _print_part("An experiment made happen", _headings(life["interventions"]), life["interventions"], "")
    _print_part("The ledger of the score", LEDGER, life["ledger"], "No entry was ever made.")
    _print_part("Acts", _headings(life["acts"]), life["acts"], "No act that the society counts.")
    _print_part("What followed", CONSEQUENCES, life["consequences"], "Nothing followed from the score.")
    _print_part("Asked for", _headings(life["requests"]), life["requests"], "Nothing was asked for.")
    waits = [_in_words(wait) for wait in life["cutoffs"]]
    _print_part("Cut-offs of scarce goods", CUTOFFS, waits, "Nothing scarce was waited for.")
    _print_part("Family", _headings(life["family"]), life["family"], "No event in the family.")
    _print_part("What the family felt", FELT, life["family_felt"], "Nothing that the records did to it.")
    typer.echo(INVENTED)


def _in_words(wait: Mapping[str, Any]) -> dict[str, Any]:
    """Put the two sides of a cut-off into words."""
    shown = dict(wait)
    if wait["nearest"] is not None:
        missing = f"{wait['short_by']} short" if wait["short_by"] else "lost the draw"
        shown["nearest_miss"] = f"{wait['rank']} against {wait['cutoff']}: {missing}"
    elif wait["weeks_last"]:
        shown["nearest_miss"] = "after everybody, being listed"
    if wait["made_rank"] is not None:
        against = "all were served" if wait["made_cutoff"] is None else f"cut-off {wait['made_cutoff']}"
        shown["made_by"] = f"{wait['made_rank']}; {against}"
    return shown


def _print_part(title: str, headings: Mapping[str, str], rows: Sequence[Any], otherwise: str) -> None:
    if not rows:
        typer.echo(f"{title}\n  {otherwise}\n")
        return
    print_table(title, headings, [_dated(row) if isinstance(row, Mapping) else {"": cell(row)} for row in rows])


def _headings(rows: Sequence[Any]) -> dict[str, str]:
    """Take the keys of the rows as headings, a week as the day that it begins."""
    keys = dict.fromkeys(key for row in rows for key in (row if isinstance(row, Mapping) else ("",)))
    return {("day" if key == "week" else key): ("week of" if key == "week" else key.replace("_", " ")) for key in keys}


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give weeks as the day on which they begin."""
    shown = dict(row)
    for key in _WEEKS:
        if isinstance(row.get(key), int):
            shown[key] = day_of(row[key])
    if "week" in shown:
        shown["day"] = shown["week"]
    return shown
