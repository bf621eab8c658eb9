"""`scored explain`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from scored_society.base.calendar import day_of
from scored_society.cli.output import INVENTED, AsJson, cell, examples, print_json, print_table

EXAMPLES = examples("explain runs/as-told-china-2020-1 1234", "explain runs/as-told-china-2020-1 1234.2 --json")

LEDGER = {
    "day": "week of", "rule": "entry", "channel": "reported by", "real": "true", "points": "points",
    "score_before": "from", "score_after": "to",
}  # fmt: skip
CONSEQUENCES = {
    "name": "what", "domain": "where", "start": "from", "end": "until", "because": "because", "wrongful": "wrongful",
}  # fmt: skip


def explain(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a finished run.")],
    citizen: Annotated[str, typer.Argument(metavar="CITIZEN", help="A number: SEAT or SEAT.N.")],
    as_json: AsJson = False,
) -> None:
    """Live one life again and explain it.

    Every act, report and entry, what followed, wrongful or not, and why; what was asked for, and what was refused. A
    citizen is the number of a seat, or SEAT.N for its N-th later occupant.
    """
    from scored_society.record.explain import explain as explained
    from scored_society.record.folder import open_run

    life = explained(open_run(run), citizen)
    if as_json:
        print_json(life)
        return
    score = "not scored" if life["score"] is None else f"score {life['score']}"
    typer.echo(f"Citizen {life['citizen']}: {score}\n")
    if life["interventions"]:
        _print_part("An experiment made happen", _headings(life["interventions"]), life["interventions"], "")
    _print_part("The ledger of the score", LEDGER, life["ledger"], "No entry was ever made.")
    _print_part("Acts", _headings(life["acts"]), life["acts"], "No act that the society counts.")
    _print_part("What followed", CONSEQUENCES, life["consequences"], "Nothing followed from the score.")
    _print_part("Asked for", _headings(life["requests"]), life["requests"], "Nothing was asked for.")
    _print_part("Family", _headings(life["family"]), life["family"], "No family in the neighbourhood.")
    typer.echo(INVENTED)


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
    if isinstance(row.get("week"), int):
        shown["day"] = day_of(row["week"])
    for key in ("start", "end"):
        if isinstance(row.get(key), int):
            shown[key] = day_of(row[key])
    return shown
