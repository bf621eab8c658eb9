"""What a decision function may bring about, with the week uncompiled: nothing is too slow for that on a small society.

One process lives all of it, where numba is switched off.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from decision.decisions import built_in, returning
from invariance.lived import fingerprint, python

SMALL = {"citizens": 100, "years": 1}
SCRIPT = f"""\
import sys
import polars as pl
import scored_society as ss

for policy, path in zip(sys.argv[1::2], sys.argv[2::2]):
    run = ss.simulate(policy, society="smallville", threads=1, decision=path, **{SMALL})
    changed = pl.col("measure").cast(str).str.starts_with("withheld/") | pl.col("measure").cast(str).str.starts_with(
        "performed/"
    )
    print(run.manifest["fingerprint"], run.weekly.filter(changed)["value"].sum())
"""
FUNCTIONS = {
    "copy": ("as-told", built_in()),
    "one": ("as-told", returning("ONE")),
    "least": ("as-told", returning("0")),
    "less": ("as-told", returning("-(1 << 40)")),
    "most": ("as-told", returning("ONE + rules.rise")),
    "more": ("as-told", returning("1 << 40")),
    "unasked": ("none", returning("0")),
}


@cache
def lived(folder: Path) -> dict[str, tuple[str, int]]:
    """Return fingerprint, and how many acts were withheld or performed, by the name of the function."""
    arguments: list[object] = []
    for name, (policy, text) in FUNCTIONS.items():
        path = folder / f"{name}.py"
        path.write_text(text)
        arguments += [policy, path]
    with python(SCRIPT, *arguments, NUMBA_DISABLE_JIT="1") as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    lines = (line.split() for line in out.splitlines())
    return {name: (said, int(changed)) for name, (said, changed) in zip(FUNCTIONS, lines, strict=True)}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return lived(tmp_path_factory.mktemp("decisions"))


def test_uncompiled_it_is_the_compiled_week(found):
    assert found["copy"][0] == fingerprint(**SMALL)
    assert found["copy"][1] > 0


def test_where_nobody_responds_nothing_is_withheld_or_performed(found):
    assert found["one"][1] == 0
    assert found["one"][0] != found["copy"][0]


def test_a_factor_is_held_within_the_room_of_the_slots(found):
    assert found["less"] == found["least"] != found["one"]
    assert found["more"] == found["most"] != found["one"]


def test_where_nobody_is_scored_the_function_is_not_asked(found):
    assert found["unasked"] == (fingerprint("none", **SMALL), 0)


@pytest.mark.soak
def test_compiled_they_are_the_same(found, tmp_path):
    """Four more weeks are compiled for this."""
    for name in ("one", "least", "less", "more"):
        policy, text = FUNCTIONS[name]
        path = tmp_path / f"{name}.py"
        path.write_text(text)
        assert fingerprint(policy, decision=path, **SMALL) == found[name][0]
