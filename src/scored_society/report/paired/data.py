"""The data behind each picture of a comparison, as a table; named as the pictures are."""

from __future__ import annotations

import polars as pl

from scored_society.chart.paired.effects import BY_GROUP
from scored_society.chart.paired.fates import fates_by, ways_of_all
from scored_society.chart.paired.partings import NONE_PARTED, parted_so_far
from scored_society.chart.paired.transitions import ends
from scored_society.chart.paired.years import over_the_years
from scored_society.chart.there import NothingToDrawError, some
from scored_society.measure.census import EVERYBODY
from scored_society.measure.paired.comparison import NEVER, Comparison
from scored_society.measure.paired.headlines import headlines, protected_acts
from scored_society.report.paired.method import MEANINGS
from scored_society.report.paired.wording import decimals, interval, level, outcome, second, signed
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import decimal, fine, percent, text, whole
from scored_society.week.causes import CAUSES

_QUARTER = 13
_NAME: dict[str, Column] = {"outcome": ("Outcome", text)}
_GROUP: dict[str, Column] = {"group": ("Group", text)}
_EFFECT: dict[str, Column] = {
    "a": ("a", text),
    "b": ("b", text),
    "effect": ("b − a", text),
    "within": ("95 % interval", text),
    "second": ("Second coupling", text),
    "unit": ("Unit", text),
}
_FATES: dict[str, Column] = {
    "lives": ("Lives", whole),
    "harmed": ("Harmed (lives)", whole),
    "helped": ("Helped (lives)", whole),
    "both": ("Both (lives)", whole),
    "alike": ("Alike (lives)", whole),
    "harmed_percent": ("Harmed (%)", decimal),
    "helped_percent": ("Helped (%)", decimal),
}


def effects(comparison: Comparison) -> Table:
    """Return the effects on everybody that are told first."""
    return _effects("Effects on everybody", headlines(comparison), comparison, _NAME)


def effects_by_group(comparison: Comparison) -> Table:
    """Return a few effects in each group."""
    frame = pl.DataFrame({"measure": BY_GROUP}).join(
        _grouped(comparison), on="measure", how="inner", maintain_order="left_right"
    )
    return _effects("Effects by group", frame, comparison, {**_NAME, **_GROUP})


def effects_by_year(comparison: Comparison) -> Table:
    """Return outcomes of both runs in each year."""
    columns: dict[str, Column] = {
        **_NAME,
        "year": ("Year", text),
        "a": ("a", fine),
        "b": ("b", fine),
        "effect": ("b − a", fine),
        "unit": ("Unit", text),
    }
    frame = _named(over_the_years(comparison), comparison)
    return table("Both runs by calendar year; no interval", frame, columns)._replace(wordy=True)


def partings(comparison: Comparison) -> Table:
    """Return how many lives had parted, by cause, each quarter."""
    frame = parted_so_far(comparison, _QUARTER).pivot("cause", index="week", values="lives", aggregate_function="sum")
    causes = [cause for cause in CAUSES if cause in frame.columns]
    columns: dict[str, Column] = {
        "week": ("Week (from 2020-01-01)", text),
        "all": ("Parted so far (lives)", whole),
        **{cause: (f"by {cause}", whole) for cause in causes},
    }
    return table("Lives parted so far, each quarter", frame.with_columns(all=pl.sum_horizontal(causes)), columns)


def causes(comparison: Comparison) -> Table:
    """Return what first made lives differ, and part, with what each cause means."""
    told = comparison.manifest
    if not told["differing"]:
        raise NothingToDrawError(NONE_PARTED)
    rows = [
        (
            cause,
            _counted(told["differing_by_cause"][cause], "differ", comparison.lives),
            _counted(told["parted_by_cause"][cause], "parted", comparison.lives),
            MEANINGS[cause],
        )
        for cause in CAUSES
    ]
    headings = ("First cause", "Differ in anything (lives)", "Parted (lives)", "What it means")
    return Table("What parts lives, and how many", headings, tuple(rows), prose=True)


def fates(comparison: Comparison) -> Table:
    """Return lives harmed and helped, by what parted them."""
    frame = fates_by(comparison, "cause", (*CAUSES, NEVER), comparison.lives)
    return table("Lives by what parted them; % of all lives", frame, {"cause": ("Parted by", text), **_FATES})


def fates_by_group(comparison: Comparison) -> Table:
    """Return lives harmed and helped by group."""
    frame = fates_by(comparison, "group", comparison.manifest["a"]["groups"])
    return table("Lives by group; % of the group's lives", frame, {**_GROUP, **_FATES})


def ways(comparison: Comparison) -> Table:
    """Return in which ways lives are worse and better, by group."""
    groups = [EVERYBODY, *comparison.manifest["a"]["groups"]]
    everybody = ways_of_all(comparison).with_columns(group=pl.lit(EVERYBODY))
    frame = pl.concat([everybody, comparison.ways.select(everybody.columns)])
    places = {group: place for place, group in enumerate(groups)}
    columns: dict[str, Column] = {
        "way": ("Way", text),
        **_GROUP,
        "worse": ("Worse (lives)", whole),
        "better": ("Better (lives)", whole),
    }
    ordered = frame.sort("way", pl.col("group").replace_strict(places, return_dtype=pl.Int64))
    return table("Lives worse and better, by way and group", ordered, columns)


def transitions(comparison: Comparison) -> Table:
    """Return where the same people end each run."""
    columns: dict[str, Column] = {
        "a": ("At the end of a (points)", text),
        "b": ("At the end of b (points)", text),
        "lives": ("People", whole),
        "share": ("Of those who end a there (%)", decimal),
    }
    return table("Where the same people end", ends(comparison), columns)


def all_effects(comparison: Comparison) -> Table:
    """Return every effect on everybody."""
    frame = some(comparison.effects.filter(pl.col("group") == EVERYBODY), "neither run has any outcome")
    told = _effects("Every outcome, everybody", frame.sort("measure"), comparison, _NAME)
    return told._replace(folded=True)


def all_effects_by_group(comparison: Comparison) -> Table:
    """Return every effect in every group."""
    frame = some(_grouped(comparison).filter(pl.col("group") != EVERYBODY), "no outcome is counted by group")
    return _effects("Every outcome, by group", frame, comparison, {**_NAME, **_GROUP})._replace(folded=True)


def _counted(count: int, what: str, lives: int) -> str:
    return f"{whole(count)} {what} ({percent(count / lives)})"


def _grouped(comparison: Comparison) -> pl.DataFrame:
    """Return all effects, each outcome's groups in their order."""
    places = {group: place for place, group in enumerate((EVERYBODY, *comparison.manifest["a"]["groups"]))}
    return comparison.effects.sort("measure", pl.col("group").replace_strict(places, return_dtype=pl.Int64))


def _effects(caption: str, frame: pl.DataFrame, comparison: Comparison, first: dict[str, Column]) -> Table:
    rows = list(frame.iter_rows(named=True))
    cells = {
        "a": [level(row["a"], row) for row in rows],
        "b": [level(row["b"], row) for row in rows],
        "effect": [signed(row["effect"], decimals(row)) for row in rows],
        "within": [interval(row["low"], row["high"], decimals(row)) for row in rows],
        "second": [second(row) for row in rows],
    }
    told = _named(frame, comparison).with_columns(pl.Series(name, each, pl.String) for name, each in cells.items())
    return table(caption, told, {**first, **_EFFECT})._replace(wordy=True)


def _named(frame: pl.DataFrame, comparison: Comparison) -> pl.DataFrame:
    protected = set(protected_acts(comparison))
    names = [outcome(measure, protected) for measure in frame["measure"]]
    return frame.with_columns(pl.Series("outcome", names, pl.String))
