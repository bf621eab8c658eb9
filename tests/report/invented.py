"""A made-up weekly census of the shape that a run has, for charts and reports: nobody was simulated for it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import polars as pl

from scored_society.policy.load import load_policy
from scored_society.record.panel import PANEL
from scored_society.record.schedule import Reign
from scored_society.record.weekly import WEEKLY
from scored_society.society.load import load_society
from scored_society.society.people import GROUPS

YEARS = 3
WEEKS = 52 * YEARS
PEOPLE = (700, 900, 250, 80, 50, 20)
CHANNELS = {
    "collectors": ("charity_work", "littering", "norm_violation", "speaking_out"),
    "cameras": ("jaywalking", "traffic_offence", "littering"),
    "traffic_police": ("traffic_offence", "jaywalking"),
    "police": ("theft",),
    "lender": ("late_payment",),
}
SEEN = {"collectors": 0.05, "cameras": 0.1, "traffic_police": 0.3, "police": 0.2, "lender": 0.9}
A_WEEK = {
    "charity_work": 9,
    "blood_donation": 1,
    "littering": 60,
    "norm_violation": 15,
    "speaking_out": 4,
    "peaceful_unauthorised_assembly": 0.4,
    "jaywalking": 20,
    "traffic_offence": 27,
    "theft": 1,
    "late_payment": 5,
}
ORDINARY = ("traffic_police", "police", "lender")


def run(rule_book: str = "as-told", **changes) -> SimpleNamespace:
    """Return what looks like an opened run; `changes` replace entries of its manifest."""
    book = load_policy(rule_book)
    society = load_society("smallville")
    manifest = {
        "format": 1,
        "version": "0.1.0",
        "policy": rule_book,
        "society": "smallville",
        "citizens": sum(PEOPLE),
        "citizens_asked": 2000,
        "neighbourhoods": 10,
        "seats": 2560,
        "years": YEARS,
        "burn_in": 0,
        "seed": 7,
        "weeks": WEEKS,
        "starts": "2020-01-01",
        "schedule": [{"from": "2020-01-01", "policy": rule_book, "file": "policy.yaml"}],
        "interventions": [],
        "decision": "",
        "decision_sha256": "",
        "groups": list(GROUPS),
        "regions": list(society.society.regions),
        "assumed": [
            {"file": file, "path": ".".join(map(str, path)), "value": value}
            for file, values in (("policy.yaml", book.assumed), ("society.yaml", society.assumed))
            for path, value in values
        ],
        "fingerprint": "5c02" * 16,
    }
    scored = book.at(0).score is not None
    return SimpleNamespace(
        path=Path("nowhere"),
        manifest=manifest | changes,
        weekly=weekly(scored),
        panel=panel(scored),
        policy=book,
        reigns=(Reign(0, book),),
        society=society,
    )


@cache
def weekly(scored: bool) -> pl.DataFrame:
    """Return the made-up census of three years, the same each time."""
    random = np.random.default_rng(1)
    rows: list[tuple[int, str, str | None, str | None, int | None, int]] = []
    for week in range(WEEKS):
        rows += _people(week, random) if scored else [(week, "people", None, *each) for each in _unscored()]
        rows += _acts(week, random, scored)
        rows += _waiting(week, random, scored)
        for group, size in zip(GROUPS, PEOPLE, strict=True):
            grown = int(size * 0.8)
            rows.append((week, "adults", None, group, None, grown))
            if week % 13 == 12:
                asked = {"surveyed": grown, "income": 2 * grown, "education": 2 * grown, "poor_health": grown // 100}
                asked |= {"working_age": grown * 3 // 4, "out_of_work": grown // 25}
                rows += [(week, name, None, group, None, count) for name, count in asked.items()]
            for name, rate in (("births", 0.0002), ("deaths", 0.00015)):
                rows.append((week, name, None, group, None, int(random.poisson(size * rate))))
            if scored:
                aware = int(size * 0.8 * (1 - 0.9 * np.exp(-week / 60)))
                rows += [(week, "aware", None, group, None, aware), (week, "belief", None, group, None, 7 * aware)]
                rows += _listings(week, group, size, random)
    columns = list(zip(*[row for row in rows if row[-1] != 0], strict=True))
    return pl.DataFrame(dict(zip(WEEKLY, columns, strict=True)), schema=WEEKLY)


@cache
def panel(scored: bool) -> pl.DataFrame:
    """Return a made-up panel of three years and 60 people, the same each time."""
    random = np.random.default_rng(3)
    scores = 1000 + np.cumsum(random.integers(-20, 22, (YEARS, 60)), axis=0)
    rows = [
        {"year": 2020 + year, "week": 52 * year + 51, "citizen": str(seat), "seat": seat, "age": 20 + seat + year}
        | {"group": GROUPS[seat % len(GROUPS)], "score": int(scores[year, seat]) if scored else None, "listed": False}
        for year in range(YEARS)
        for seat in range(60)
    ]
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in PANEL}, schema=PANEL)


def _unscored():
    return [(group, None, size) for group, size in zip(GROUPS, PEOPLE, strict=True)]


def _people(week, random):
    for index, (group, size) in enumerate(zip(GROUPS, PEOPLE, strict=True)):
        drift, spread = (0.12 - 0.06 * index) * week, 2 + 2.5 * np.sqrt(week)
        scores = np.clip(np.rint(1000 + drift + spread * random.standard_normal(size)), 600, 1300).astype(int)
        for score, count in zip(*np.unique(scores, return_counts=True), strict=True):
            yield week, "people", None, group, int(score), int(count)


def _acts(week, random, scored):
    shares = np.array(PEOPLE) / sum(PEOPLE)
    for behaviour, rate in A_WEEK.items():
        for group, share in zip(GROUPS, shares, strict=True):
            done = int(random.poisson(rate * share))
            yield week, f"acts/{behaviour}", None, group, None, done
            if scored and behaviour in ("speaking_out", "peaceful_unauthorised_assembly"):
                yield week, f"withheld/{behaviour}", None, group, None, int(random.binomial(done, min(0.3, week / 400)))
            if scored and behaviour == "charity_work":
                yield week, f"performed/{behaviour}", None, group, None, int(random.binomial(done, 0.15))
            entered = 0
            for channel, sees in CHANNELS.items():
                if behaviour not in sees or (channel not in ORDINARY and not scored):
                    continue
                seen = int(random.binomial(done, SEEN[channel]))
                first = min(seen, done - entered)
                entered += first
                wrong = int(random.poisson(0.04 * share))
                yield week, f"seen/{channel}/{behaviour}", None, group, None, seen
                yield week, f"recorded/{channel}/{behaviour}", None, group, None, first
                yield week, f"wrong/{channel}/{behaviour}", None, group, None, wrong
            if scored:
                points = 5 if behaviour in ("charity_work", "blood_donation") else -3
                yield week, f"entries/{behaviour}", None, group, None, entered
                yield week, f"points/{behaviour}", None, group, None, points * entered
                yield week, f"wrong_points/{behaviour}", None, group, None, points * int(random.binomial(entered, 0.04))


def _waiting(week, random, scored):
    for score in range(900, 1101, 4) if scored else (None,):
        count = 0.5 * np.exp(-(((score - 1000) / 60) ** 2)) if scored else 10
        served = int(random.poisson(count))
        wait = 2.5 - (score - 1000) / 50 if scored else 2.5
        yield week, "served_at/hospital", None, None, score, served
        yield week, "weeks_waited/hospital", None, None, score, int(random.poisson(served * max(wait, 0.2)))
        yield week, "served/hospital", "north", None, None, served
        yield week, "applied/hospital", "north", None, None, served
    yield week, "lapsed/hospital", "north", None, None, int(random.poisson(1))


def _listings(week, group, size, random):
    share = 0.05 * (1 - np.exp(-week / 80))
    listed = int(size * share)
    new = int(random.poisson(size * 0.0008))
    return [
        (week, "listed", None, group, None, listed),
        (week, "listed_wrong", None, group, None, int(listed * 0.12)),
        (week, "listings/low_score", None, group, None, new),
        (week, "listings_wrong/low_score", None, group, None, int(random.binomial(new, 0.1))),
    ]


def without_goods(book):
    """Return a society in which nothing is scarce."""
    return replace(book, society=book.society.model_copy(update={"goods": {}}))


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}"


def hostile_run(made_up: SimpleNamespace) -> SimpleNamespace:
    """Return a run in which every name tries to break out of the page."""
    made_up.manifest |= {
        **dict.fromkeys(("policy", "society", "version", "fingerprint"), HOSTILE),
        "groups": [HOSTILE, *GROUPS[1:]],
        "assumed": [{"file": HOSTILE, "path": HOSTILE, "value": HOSTILE}],
    }
    epochs = tuple((week, policy.model_copy(update={"title": HOSTILE})) for week, policy in made_up.policy.epochs)
    made_up.policy = replace(made_up.policy, epochs=epochs)
    society = made_up.society.society
    behaviours = {HOSTILE.replace("/", ""): society.behaviours["speaking_out"], **society.behaviours}
    changed = society.model_copy(update={"title": HOSTILE, "behaviours": behaviours})
    made_up.society = replace(made_up.society, society=changed)
    renamed = pl.col("measure").cast(pl.String)
    for name in ("collectors", "speaking_out", "travel_ban", "workplace", "free_gym", "door"):
        renamed = renamed.str.replace(name, HOSTILE.replace("/", ""), literal=True)
    group = pl.col("group").cast(pl.String).replace({GROUPS[0]: HOSTILE})
    made_up.weekly = made_up.weekly.with_columns(renamed.alias("measure"), group.alias("group"))
    return made_up
