"""Each system of the text, taken out of the rule book: what follows from it moves, and nothing else does.

`systems.yaml` says for each of them what is downstream and what is upstream. Nobody in this society knows of the
scheme, and collectors take no trust in neighbours away from helping, so nobody acts otherwise for being scored: a
measure that moves moves by rule. Each system is taken out of two rule books: `as-told`, and a sharper one, under which
more of what is rare as told happens.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from laws.living import FEEDBACKS, STEADY_WORK, Society, read, tables
from scored_society.week.cells import MEASURE
from scored_society.week.counted import KINDS

SAID = read(Path(__file__).parents[1] / "systems.yaml")
SYSTEMS: dict[str, dict[str, Any]] = SAID["systems"]
NOTHING_HERE = set(SAID["nothing_here"])
NOBODY_REACTS = {"aware", "withheld", "performed"}
PEOPLE, WEEKS = 8_000, 120

UNAWARE = {
    "society": "unaware",
    "extends": "smallville",
    "title": "Nobody knows of the scheme or loses work, and no situation changes anybody",
    "response": {"aware": 0, "notices": 0},  # so there is nobody to hear of it from
    "life": {"news": {"rate": "0 per year"}, **STEADY_WORK["life"]},
    "people": STEADY_WORK["people"],
    "goods": STEADY_WORK["goods"],
    "situation": dict.fromkeys(FEEDBACKS, 0),
    "celebrities": {"share": 0.05},  # so that some are listed
    "behaviours": {
        "violent_assembly": {"act_rate": "0.005 per year", "at_most": "0.01 per year"}
    },  # so that it is seen
}
SHARPER = {
    "policy": "sharper",
    "extends": "as-told",
    "title": "As told, but two offences list for a year at least, a good record counts more, and more is seen",
    "blacklist": {"low_score": {"at_or_below": 990, "term": {"shortest": "1 year"}}},
    "rules": {"good_credit_record": {"points": 5}},
    "channels": {
        "collectors": {"per_thousand": 40},
        "cameras": {"sees": {"jaywalking": 0.5, "littering": 0.5, "norm_violation": 0.5}},
        "online_classifiers": {"sees": {"spreading_rumours": 0.5, "speaking_out": 0.5}},
    },
}
BASES = {"as-told": "as-told", "sharper": SHARPER}

Series = dict[str, np.ndarray]
"""Cells (week, key, count) by the name of the measure."""


class Lived(NamedTuple):
    """What a society counted, and the names of all measures that it might have counted."""

    series: Series
    names: frozenset[str]


class Said(NamedTuple):
    """A pattern, and what systems.yaml says of the measures that it is the longest to fit."""

    pattern: str
    verdict: str


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("systems")


@pytest.fixture(scope="module")
def before(folder: Path) -> dict[str, Lived]:
    """Each society with all of its systems."""
    return {base: lived(policy, folder) for base, policy in BASES.items()}


@pytest.fixture
def names(before: dict[str, Lived]) -> frozenset[str]:
    return frozenset().union(*(society.names for society in before.values()))


def lived(policy: str | dict[str, Any], folder: Path) -> Lived:
    society = Society(tables(policy, UNAWARE, WEEKS, folder), PEOPLE)
    weeks = [
        np.column_stack([np.full_like(keys, week), keys, values]) for week, _, (keys, values) in society.live(WEEKS)
    ]
    every = np.concatenate(weeks)
    measures = every[:, 1] // MEASURE - 1
    order = np.argsort(measures, kind="stable")
    numbers, first = np.unique(measures[order], return_index=True)
    parts = np.split(every[order], first[1:])
    series = {society.names[number]: part for number, part in zip(numbers.tolist(), parts, strict=True)}
    return Lived(series, frozenset(society.names.values()))


def lived_without(system: str, base: str, folder: Path) -> Lived:
    """Live a society again under a rule book that removes a system."""
    overlay = {
        "policy": f"{base}-without-{system.lower()}",
        "extends": base if BASES[base] == base else f"{base}.yaml",
        "title": f"{base} without {SYSTEMS[system]['what']}",
        "remove": SYSTEMS[system]["remove"],
    }
    return lived(overlay, folder)


def moved(before: Lived, after: Lived) -> set[str]:
    """Return the measures that differ in any week."""
    return {
        name
        for name in {*before.series, *after.series}
        if not np.array_equal(before.series.get(name), after.series.get(name))
    }


def spelt_out(patterns: Any) -> Iterator[str]:
    """Yield patterns out of lists within lists, and what their braces stand for, as in a shell."""
    for pattern in patterns:
        if isinstance(pattern, list):
            yield from spelt_out(pattern)
        else:
            # Every other part lies within braces.
            parts = pattern.replace("{", "}").split("}")
            yield from map(
                "".join, product(*(part.split(",") if inside % 2 else [part] for inside, part in enumerate(parts)))
            )


def said_of(system: str) -> list[Said]:
    """Return what systems.yaml says of a system, the longest patterns first."""
    verdicts = ("downstream", "upstream", "either")
    said = {Said(pattern, verdict) for verdict in verdicts for pattern in spelt_out(SYSTEMS[system][verdict])}
    return sorted(said, key=lambda one: (-len(one.pattern), one))


@cache
def verdicts(system: str, names: frozenset[str]) -> dict[str, str]:
    """Return what systems.yaml says of each measure, by its name; those that it does not speak of are left out."""
    said = said_of(system)
    fitting = ((name, next((one for one in said if fnmatchcase(name, one.pattern)), None)) for name in names)
    return {name: one.verdict for name, one in fitting if one is not None}


def kind_of(name: str) -> str:
    return name.partition("/")[0]


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_measure_has_one_place(system: str, names: frozenset[str]):
    patterns = [one.pattern for one in said_of(system)]
    assert sorted({pattern for pattern in patterns if patterns.count(pattern) > 1}) == []
    assert [pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in names)] == []
    placed = verdicts(system, names)
    assert sorted(name for name in names if name not in placed and kind_of(name) not in NOTHING_HERE) == []
    assert {kind_of(name) for name in placed} == {*KINDS} - NOTHING_HERE


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_follows_moves_and_nothing_else_does(
    system: str, before: dict[str, Lived], names: frozenset[str], folder: Path
):
    changed: set[str] = set()
    for base, society in before.items():
        changed |= moved(society, lived_without(system, base, folder))
    placed = verdicts(system, names)
    assert sorted(name for name in changed if placed.get(name) == "upstream") == []
    follows = {name for name in changed if placed.get(name) == "downstream"}
    downstream = [one.pattern for one in said_of(system) if one.verdict == "downstream"]
    assert [pattern for pattern in downstream if not any(fnmatchcase(name, pattern) for name in follows)] == []


def test_nobody_reacts_and_all_else_happens(before: dict[str, Lived]):
    """Or equal series would say little."""
    kinds = {kind_of(name) for society in before.values() for name in society.series}
    assert kinds == {*KINDS} - NOTHING_HERE - NOBODY_REACTS


def test_every_system_of_the_model_is_there():
    assert [*SYSTEMS] == [f"S{number}" for number in range(2, 11)]
