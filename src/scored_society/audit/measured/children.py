"""How many minors live with what a parent is listed for, and how many stand on the list themselves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from scored_society.audit.finding import Sighting
from scored_society.audit.measured.counted import Counted, Ratio, sum_of
from scored_society.audit.measured.entries import Entries
from scored_society.audit.measured.evidence import Evidence
from scored_society.audit.measured.wording import Entry, listed, measured, seen, told
from scored_society.measure.census import EVERYBODY
from scored_society.measure.childhood import OF_AGE

CHECK = "children_affected"
UNIT = "share of minors"


def check(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    """Yield the minors with a listed parent, and those who are listed themselves."""
    yield from _of_listed(evidence, entries)
    yield from _listed_themselves(evidence, entries)


def _of_listed(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    counted, children = evidence.counted, sum_of("children_of_listed")
    if not (weeks := counted.total(children)):
        return
    kin = [(name, sanction) for name, sanction in entries.sanctions() if sanction.when.parent_listed]
    minors = {**sum_of("people"), ("adults", EVERYBODY): -1}
    share = counted.effect(Ratio(children, minors))
    change = f"a change against {evidence.against} of " if evidence.against else ""
    message = (
        f"children of the listed: {change}{told(share, percent=True, signed=bool(evidence.against))} of minors have a"
        f" parent on the list, {weeks:,} person-weeks in all"
    )
    refused = 0
    if kin:
        names = [name for name, _ in kin]
        refused = counted.total(sum_of(f"refused/{name}" for name in names))
        message += f"; {listed(names)} refused {refused:,} requests and applications"
    entry = Entry(("sanctions", kin[0][0]), kin[0][1].number) if kin else Entry(("blacklist",))
    facts = {
        "figure": "listed_parent",
        "relation": "parent",
        "domain": sorted({sanction.domain for _, sanction in kin}),
        "children": True,
        "sanctions": [name for name, _ in kin],
        "person_weeks": weeks,
        "refused": refused,
    }
    yield seen(CHECK, entries, entry, message, measured(share, UNIT, evidence.effect_note()), facts, share.low)


def _listed_themselves(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    if evidence.panel is None:
        return
    counted = minors_of(evidence.panel)
    if not counted.total(sum_of("listed")):
        return
    share = counted.level(Ratio(sum_of("listed"), sum_of("people")))
    message = f"on the list before they are of age: {told(share, percent=True)} of the minors of the yearly panel"
    note = evidence.note(f"95 % interval from the {counted.clusters} neighbourhoods of its panel")
    domains = sorted({sanction.domain for _, sanction in entries.sanctions() if sanction.when.listed})
    facts = {"figure": "listed_minors", "relation": "self", "domain": domains, "children": True}
    yield seen(CHECK, entries, Entry(("blacklist",)), message, measured(share, UNIT, note), facts, share.low)


def minors_of(panel: pl.DataFrame) -> Counted:
    """Count the minors of the panel, and those of them who are listed, by neighbourhood."""
    minor = pl.col("age") < OF_AGE
    sums = (
        panel.group_by("neighbourhood")
        .agg(people=minor.sum().cast(pl.Int64), listed=(minor & pl.col("listed")).sum().cast(pl.Int64))
        .sort("neighbourhood")
        .select("people", "listed")
        .to_numpy()
    )
    return Counted({("people", EVERYBODY): 0, ("listed", EVERYBODY): 1}, sums.astype(np.int64)[None])
