"""Two lives of one person in a few numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scored_society.record.life.work import OUT_OF_WORK
from scored_society.record.run import Run
from scored_society.report.lives.span import Span
from scored_society.report.lives.timeline import WAITING_FOR
from scored_society.report.tables import Table
from scored_society.report.wording import whole


def summary(lives: list[tuple[Run, dict[str, Any]]], spans: list[Span]) -> Table:
    """Return what happened in each life, counted."""
    counted = [_counted(run, life, span) for (run, life), span in zip(lives, spans, strict=True)]
    rows = tuple((name, *(column[name] for column in counted)) for name in counted[0])
    names = tuple(run.manifest["policy"] for run, _ in lives)
    return Table("In numbers", ("", *names), rows)


def _counted(run: Run, life: Mapping[str, Any], span: Span) -> dict[str, str]:
    behaviours = run.society.society.behaviours
    done = [act for act in life["acts"] if act["done"]]
    withheld = [act for act in life["acts"] if not act["done"]]
    rights = [act for act in withheld if act["act"] in behaviours and behaviours[act["act"]].protected != "none"]
    entries = [line for line in life["ledger"] if line["channel"] is not None]
    wrong = [line for line in entries if not line["real"]]
    listings = [fate for fate in life["consequences"] if fate["name"] in span.routes]
    sanctions = [fate for fate in life["consequences"] if fate["name"] in span.sanctions]
    waits = [fate for fate in life["consequences"] if fate["name"].startswith(WAITING_FOR)]
    results = [asked["result"] for asked in life["requests"]]
    numbers = {
        "Acts done": len(done),
        "Acts seen by somebody": sum(act["recorded_by"] is not None for act in done),
        "Acts left undone for the score": len(withheld),
        "Protected acts among these: rights withheld": len(rights),
        "Entries on the record": len(entries),
        "Entries without an act": len(wrong),
        "Points by entries without an act": sum(line["points"] for line in wrong),
        "Weeks on the list": _weeks(listings, span),
        "Weeks on it wrongfully": _weeks([fate for fate in listings if fate["wrongful"]], span),
        "Weeks under a sanction": _weeks(sanctions, span),
        "Refused by a sanction": results.count("refused"),
        "Turned away by a camera": results.count("turned away"),
        "Weeks out of work": _weeks([fate for fate in life["consequences"] if fate["name"] == OUT_OF_WORK], span),
        "Weeks of waiting": sum(span.end(wait) - wait["start"] for wait in waits),
        "Applications that lapsed": sum(wait["ended_by"] == "lapsed unserved" for wait in waits),
    }
    score = "not scored" if life["score"] is None else whole(life["score"])
    return {"Score at the end": score, **{name: whole(number) for name, number in numbers.items()}}


def _weeks(fates: list[dict[str, Any]], span: Span) -> int:
    """Return in how many weeks any of some consequences held."""
    return len({week for fate in fates for week in range(fate["start"], span.end(fate))})
