"""Each system of the text, taken out of the rule book: what follows from it moves, and nothing else does.

`systems.yaml` says for each of them what is downstream and what is upstream. Nobody in this society knows of the scheme,
and collectors take no trust in neighbours away from helping, so nobody acts otherwise for being scored: a measure that
moves moves by rule. Two societies are lived with and without each system: one as told, and one with a list that is easily
come onto, for what is rare as told.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from laws.living import Society, read, tables
from scored_society.week.counted import KINDS

FILE = Path(__file__).parents[1] / "systems.yaml"
SAID = read(FILE)
SYSTEMS: dict[str, dict[str, Any]] = SAID["systems"]
VERDICTS = ("downstream", "upstream", "either")
PEOPLE, WEEKS = 8_000, 130

UNAWARE = {
    "society": "unaware",
    "extends": "smallville",
    "title": "Nobody knows of the scheme, and nobody trusts less for it",
    "response": {"aware": 0, "notices": 0},  # then there is nobody to hear of it from
    "life": {"news": {"rate": "0 per year"}},
    "situation": {"helping": 0},
    "celebrities": {"share": 0.001},  # enough that one is listed
}
EASILY_LISTED = {
    "policy": "easily-listed",
    "extends": "as-told",
    "title": "As told, but with a list that one offence may lead to, for a year at least",
    "blacklist": {"low_score": {"at_or_below": 990, "term": {"shortest": "1 year"}}},
}
BASES = {"as-told": "as-told", "easily-listed": EASILY_LISTED}

Series = dict[str, np.ndarray]
"""Rows (week, measure, region, group, score, bin, value) by the name of the measure."""


class Lived(NamedTuple):
    """What a society counted, and the names of all measures that it might have counted."""

    series: Series
    names: set[str]


class Said(NamedTuple):
    """A pattern, and what it says of the measures that it is the longest to fit."""

    pattern: str
    verdict: str


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("systems")


@pytest.fixture(scope="module")
def before(folder: Path) -> dict[str, Lived]:
    """Each society with all of its systems."""
    return {base: lived(policy, folder) for base, policy in BASES.items()}


def lived(policy: str | dict[str, Any], folder: Path) -> Lived:
    society = Society(tables(policy, UNAWARE, WEEKS, folder), PEOPLE)
    rows = [np.insert(week.rows, 0, week.week, axis=1) for week in society.live(WEEKS)]
    every = np.concatenate(rows)
    every = every[np.argsort(every[:, 1], kind="stable")]
    numbers, first = np.unique(every[:, 1], return_index=True)
    series = {
        society.names[number]: part for number, part in zip(numbers.tolist(), np.split(every, first[1:]), strict=True)
    }
    return Lived(series, set(society.names.values()))


def without(system: str, base: str, folder: Path) -> Lived:
    extended = base if base == BASES[base] else f"{base}.yaml"
    policy = {
        "policy": f"{base}-without-{system.lower()}",
        "extends": extended,
        "title": f"{base} without {SYSTEMS[system]['what']}",
        "remove": SYSTEMS[system]["remove"],
    }
    return lived(policy, folder)


def flat(patterns: Any) -> Iterator[str]:
    """Yield patterns out of lists of lists, their braces spelt out."""
    for item in patterns:
        yield from flat(item) if isinstance(item, list) else spelt_out(item)


def spelt_out(pattern: str) -> Iterator[str]:
    """Yield what braces stand for, as a shell would."""
    parts = [
        part.split(",") if inside else [part]
        for position, bit in enumerate(pattern.split("{"))
        for inside, part in (((True, bit.split("}")[0]), (False, bit.split("}")[1])) if position else ((False, bit),))
    ]
    yield from ("".join(choice) for choice in product(*parts))


def said_of(system: str) -> list[Said]:
    """Return what systems.yaml says of a system, the longest patterns first."""
    said = [Said(pattern, verdict) for verdict in VERDICTS for pattern in flat(SYSTEMS[system][verdict])]
    return sorted(set(said), key=lambda one: (-len(one.pattern), one))


def by_pattern(system: str, names: set[str]) -> dict[Said, set[str]]:
    """Return the measures that each pattern is the longest to fit."""
    found: dict[Said, set[str]] = {said: set() for said in said_of(system)}
    for name in names:
        longest = next((said for said in found if fnmatchcase(name, said.pattern)), None)
        if longest is not None:
            found[longest].add(name)
    return found


def moved(before: Lived, after: Lived) -> set[str]:
    """Return the measures that differ in any week."""
    return {
        name
        for name in {*before.series, *after.series}
        if not np.array_equal(before.series.get(name), after.series.get(name))
    }


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_measure_has_its_place(system: str, before: dict[str, Lived]):
    names = set().union(*(society.names for society in before.values()))
    said = said_of(system)
    patterns = [one.pattern for one in said]
    assert sorted({pattern for pattern in patterns if patterns.count(pattern) > 1}) == []
    found = by_pattern(system, names)
    placed = set().union(*found.values())
    assert sorted(name for name in names - placed if name.split("/")[0] not in SAID["nothing_here"]) == []
    assert [pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in names)] == []
    kinds = {pattern.split("/")[0] for pattern in patterns} | {*SAID["nothing_here"]}
    assert kinds == {*KINDS}


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_follows_moves_and_nothing_else_does(system: str, before: dict[str, Lived], folder: Path):
    names = set().union(*(society.names for society in before.values()))
    found = by_pattern(system, names)
    changed: set[str] = set()
    for base, society in before.items():
        changed |= moved(society, without(system, base, folder))
    still = [
        said.pattern for said, measures in found.items() if said.verdict == "downstream" and not measures & changed
    ]
    assert still == []
    upstream = set().union(*(measures for said, measures in found.items() if said.verdict == "upstream"))
    assert sorted(changed & upstream) == []


def test_nobody_reacts(before: dict[str, Lived]):
    """Or what moves would not be what a rule brings."""
    for society in before.values():
        kinds = {name.split("/")[0] for name in society.series}
        assert not kinds & {"aware", "withheld", "performed"}
        assert not kinds & {*SAID["nothing_here"]}
        assert {*KINDS} - kinds <= {"aware", "withheld", "performed", "famous_listed", *SAID["nothing_here"]}


def test_every_system_of_the_model_is_there():
    assert [*SYSTEMS] == [f"S{number}" for number in range(2, 11)]
