"""The lives that the claims of the text are held against, and the figures of each."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from scored_society.base.text import yaml_text
from scored_society.measure.acts import acts_by_behaviour, acts_by_channel
from scored_society.measure.at_end import people_in
from scored_society.measure.census import EVERYBODY, family, person_weeks
from scored_society.measure.claims import group_differences, limited_against_others
from scored_society.measure.listings import routes, time_listed
from scored_society.measure.outcomes import outcomes, totals_of
from scored_society.measure.rights import withheld_acts
from scored_society.measure.run import counting_channels
from scored_society.measure.trust import trust
from scored_society.measure.verdicts import counted_by
from scored_society.policy.load import PolicyBook, load_policy
from scored_society.policy.schema import Policy
from scored_society.record.replicate import Life, founded, go_on, planned
from scored_society.record.schedule import reigns_of
from scored_society.society.behaviours import Behaviour
from scored_society.society.load import load_society

TOLD, NONE, NO_CAMERAS, NO_KIN = "as-told", "none", "as-told-without-cameras", "as-told-without-kin-sanctions"
BY_CHANNEL = "recorded/"
"""How the figures of single channels begin: what a channel recorded before any other."""
PER_THOUSAND_YEARS = 52_000
Values = dict[str, float | None]
"""Figures by name; None or not there where nothing defines one."""


class Lived(NamedTuple):
    """A life under one rule book."""

    name: str
    policy: Policy
    behaviours: dict[str, Behaviour]
    life: Life


def lives_under(society: str | Path, citizens: int, years: int, seeds: int) -> list[Lived]:
    """Return a life under each of the four rule books, of the same people."""
    people = load_society(society)
    return [
        Lived(
            book.name, book.at(0), people.society.behaviours,
            planned(reigns_of(book, 0), people, citizens, years, 0, seeds),
        )
        for book in _books()
    ]  # fmt: skip


def _books() -> Iterator[PolicyBook]:
    told = load_policy(TOLD)
    policy = told.at(0)
    cameras = [name for name, channel in policy.channels.items() if channel.kind == "cameras"]
    kin = [name for name, sanction in policy.sanctions.items() if sanction.when.parent_listed]
    yield told
    yield load_policy(NONE)
    yield _without(NO_CAMERAS, {"channels": cameras})
    yield _without(NO_KIN, {"sanctions": kin})


def _without(name: str, removed: dict[str, list[str]]) -> PolicyBook:
    """Return the rule book as told without some of its entries."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.yaml"
        path.write_text(yaml_text({"policy": name, "extends": TOLD, "remove": removed}), encoding="utf-8")
        return load_policy(path)


def figures_of(lives: list[Lived]) -> Callable[[Life, int, threading.Event], Values]:
    """Return the function that lives one of some lives with a seed and returns its figures."""
    by_name = {one.life.manifest.policy: one for one in lives}

    def lived(life: Life, seed: int, interrupt: threading.Event) -> Values:
        parts: list[pl.DataFrame] = []
        weeks, manifest = life.manifest.weeks, life.manifest
        end = go_on(life, founded(life, seed, 1), weeks, seed, 1, parts.append, None, interrupt)
        people = people_in(end.arrays["state"], life.timetable, weeks - 1, manifest.regions, manifest.groups)
        return figures(pl.concat(parts), people, by_name[manifest.policy])

    return lived


def figures(weekly: pl.DataFrame, people: pl.DataFrame, lived: Lived) -> Values:
    """Return the figures of one life.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census of the whole life.
    people : DataFrame
        Who is alive at its end, from `people_in`.
    lived : what it was lived under.
    """
    return {
        **_between_groups(weekly, lived),
        **_on_the_list(weekly),
        **{f"limited/{name}": limited_against_others(people, name) for name in ("score", "listed")},
        **_parents(weekly, lived),
        **_recorded(weekly, lived),
        "trust": _trust(weekly),
    }


def _between_groups(weekly: pl.DataFrame, lived: Lived) -> Values:
    punished = counting_channels(lived.policy.rules, _events(lived), -1)
    counts = {
        "listings": family(weekly, "listings", "route"),
        "points": family(weekly, "points", "rule"),
        "accused": counted_by(family(weekly, "wrong", "channel", "behaviour"), punished),
    }
    rows = group_differences(weekly, counts)
    return {f"{figure}/{first}-{second}": value for figure, first, second, value in rows.iter_rows()}


def _on_the_list(weekly: pl.DataFrame) -> Values:
    """Return the parts of listings, and of the time on the list, that true acts alone would not have brought."""
    listings = routes(weekly).select(pl.col("listings", "wrong").sum()).row(0, named=True)
    time = time_listed(weekly).filter(pl.col("group") == EVERYBODY).row(0, named=True)
    return {
        "wrongful_listings": _ratio(listings["wrong"], listings["listings"]),
        "wrongful_time": time["wrong_share"],
    }


def _parents(weekly: pl.DataFrame, lived: Lived) -> Values:
    """Return what parents of minors do, minors with a listed parent, and the protected acts that are left undone."""
    names = ["parents_acts", "children_of_listed"]
    whole = outcomes(totals_of(weekly), names).filter(pl.col("group") == EVERYBODY)
    protected = [name for name, behaviour in lived.behaviours.items() if behaviour.protected != "none"]
    withheld = int(withheld_acts(weekly, protected)["withheld"].sum())
    return {
        **dict(whole.select("measure", "value").iter_rows()),
        "rights_withheld": _ratio(PER_THOUSAND_YEARS * withheld, person_weeks(weekly)),
    }


def _recorded(weekly: pl.DataFrame, lived: Lived) -> Values:
    """Return what part of all acts was recorded: by any channel, by each first; and what part cameras reported."""
    events = _events(lived)
    channels = acts_by_channel(weekly, events)
    counted = {rule.behaviour or name for name, rule in lived.policy.rules.items()} & set(events)
    cameras = [name for name, channel in lived.policy.channels.items() if channel.kind == "cameras"]
    seen = channels.filter(pl.col("channel").is_in(cameras))
    done, reported = int(seen["done"].sum()), int(seen["seen"].sum())
    return {
        "recorded": _share_recorded(weekly, events),
        "recorded_of_rules": _share_recorded(weekly, sorted(counted)),
        **{f"{BY_CHANNEL}{name}": share for name, share in channels.select("channel", "recorded_share").iter_rows()},
        "seen_by_cameras": seen["seen_of_all"].sum() if cameras else None,
        "seen_of_their_kinds": _ratio(reported, done),
    }


def _trust(weekly: pl.DataFrame) -> float | None:
    """Return adults' mean trust in the State at the end."""
    if not (weekly["measure"].cast(pl.String) == "trust").any():
        return None
    last = trust(weekly, [weekly.select(pl.col("week").max()).item()])
    return float(last.filter(pl.col("group") == EVERYBODY)["in_state"].item())


def _events(lived: Lived) -> list[str]:
    return [name for name, behaviour in lived.behaviours.items() if behaviour.kind != "standing"]


def _share_recorded(weekly: pl.DataFrame, behaviours: list[str]) -> float | None:
    acts = acts_by_behaviour(weekly, behaviours)
    return _ratio(int(acts["recorded"].sum()), int(acts["done"].sum()))


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
