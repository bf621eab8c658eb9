"""A run folder is accepted only if its neighbourhoods come out of the manifest's inputs again."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import scored_society as ss
from invariance.lived import InterruptedIn, hamlet, unlived
from scored_society.base.errors import Interrupted, UserError
from scored_society.record.engine import Engine
from scored_society.record.verify import verify

ALL = range(3)
DIFFERS = r"does not come out of its own inputs: neighbourhood \d+ differs in week \d+; only a run as this version"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(hamlet().path, tmp_path / "run"))


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Choose what is chosen at random."""

    def choose(number: int) -> None:
        monkeypatch.setattr(secrets, "choice", lambda among: next(one for one in among if one == number))

    return choose


def alter_manifest(folder: Path, **changes: Any) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def alter_table(folder: Path, name: str, alter: Callable[[pl.DataFrame], pl.DataFrame], hashed: bool = True) -> None:
    """Write another table, and its hash into the manifest."""
    path = folder / f"{name}.parquet"
    before = pl.read_parquet(path)
    after = alter(before).cast(before.schema)
    assert not after.equals(before)
    after.write_parquet(path)
    if hashed:
        tables = json.loads((folder / "manifest.json").read_text())["tables"]
        alter_manifest(folder, tables=tables | {name: sha256(path.read_bytes()).hexdigest()})


def where(condition: pl.Expr, **changes: pl.Expr) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Change some values of a table."""
    changed = {column: pl.when(condition).then(value).otherwise(column) for column, value in changes.items()}
    return lambda table: table.with_columns(**changed)


def test_what_nobody_altered_is_accepted(folder: Path, chosen: Callable[[int], None]):
    run = ss.open_run(folder)
    assert [verify(run, number) for number in ALL] == list(ALL)
    assert verify(run) in ALL
    chosen(2)
    assert verify(run) == 2
    assert ss.resume(folder).manifest == run.manifest


@pytest.mark.parametrize("name", ["weekly", "bulletins", "panel"])
def test_an_altered_table(folder: Path, name: str):
    alter_table(folder, name, lambda table: table[:-1], hashed=False)
    with pytest.raises(UserError, match=rf"{name}\.parquet is not the one that this run wrote"):
        ss.resume(folder)


@pytest.mark.parametrize("column", ["score", "clean_score", "age", "belief"])
def test_an_altered_panel(folder: Path, column: str, chosen: Callable[[int], None]):
    alter_table(folder, "panel", where(pl.col("citizen") == "130", **{column: pl.col(column) + 1}))
    run = ss.open_run(folder)
    verify(run, 0)
    with pytest.raises(UserError, match=DIFFERS):
        verify(run, 1)
    chosen(1)
    for accept in (lambda: ss.explain(run, 5), lambda: ss.resume(folder)):
        with pytest.raises(UserError, match=DIFFERS) as caught:
            accept()
        assert "\n" not in str(caught.value)


def test_a_panel_without_a_neighbourhood(folder: Path):
    alter_table(folder, "panel", lambda table: table.filter(pl.col("neighbourhood") != 1))
    with pytest.raises(UserError, match=DIFFERS):
        verify(ss.open_run(folder), 1)


def test_an_empty_panel(folder: Path):
    alter_table(folder, "panel", lambda table: table.clear())
    with pytest.raises(UserError, match=DIFFERS):
        verify(ss.open_run(folder))


@pytest.mark.parametrize(
    ("item", "value"),
    [(0, pl.lit(2000)), (2, pl.lit(1))],
    ids=["a cut-off that nobody reaches", "a lottery instead of the score"],
)
def test_an_altered_bulletin(folder: Path, item: int, value: pl.Expr):
    alter_table(folder, "bulletins", where((pl.col("item") == item) & (pl.col("week") > 30), value=value))
    run = ss.open_run(folder)
    refused = 0
    for number in ALL:
        try:
            verify(run, number)
        except UserError:
            refused += 1
    assert refused >= 2


@pytest.mark.parametrize("changes", [{"seed": 2}, {"seed": 2**62}])
def test_another_seed(folder: Path, changes: dict[str, Any]):
    alter_manifest(folder, **changes)
    run = ss.open_run(folder)
    for number in ALL:
        with pytest.raises(UserError, match=DIFFERS):
            verify(run, number)


@pytest.mark.parametrize("name", ["policy.yaml", "society.yaml"])
def test_a_file_that_is_not_the_one(folder: Path, name: str):
    path = folder / name
    path.write_text(path.read_text().replace("fading: 0", "fading: 1").replace("obeying: 1", "obeying: 2"))
    for accept in (ss.open_run, ss.resume):
        with pytest.raises(UserError, match=rf"{name} is not the one this run was made from"):
            accept(folder)


def test_another_rule_book_and_its_hashes_too(folder: Path):
    path = folder / "policy.yaml"
    path.write_text(path.read_text().replace("fading: 0", "fading: 3"))
    digest, manifest = sha256(path.read_bytes()).hexdigest(), json.loads((folder / "manifest.json").read_text())
    alter_manifest(folder, policy_sha256=digest, schedule=[manifest["schedule"][0] | {"sha256": digest}])
    with pytest.raises(UserError, match=DIFFERS):
        verify(ss.open_run(folder))


def test_a_run_without_its_state(folder: Path):
    shutil.rmtree(folder / "checkpoint")
    with pytest.raises(UserError, match=DIFFERS):
        verify(ss.open_run(folder))


@pytest.mark.parametrize(("name", "place", "number"), [("state", 5, 0), ("memory", (2, 0), 2)])
def test_an_altered_state(folder: Path, name: str, place: Any, number: int):
    path = next(folder.glob("checkpoint/*/state.npz"))
    with np.load(path) as stored:
        arrays = dict(stored)
    arrays[name][place] ^= 1
    np.savez(path, **arrays)
    run = ss.open_run(folder)
    verify(run, 1)
    with pytest.raises(UserError, match=DIFFERS):
        verify(run, number)


def test_a_run_that_goes_on_is_compared_up_to_its_checkpoint(tmp_path: Path):
    run = unlived(tmp_path / "run")
    assert verify(run) in ALL
    with pytest.raises(Interrupted, match="interrupted in week 20 of 52"):
        Engine(run).live_to_the_end(InterruptedIn(19))
    assert [verify(run, number) for number in ALL] == list(ALL)
    alter_manifest(run.path, seed=9)
    with pytest.raises(UserError, match=DIFFERS):
        ss.resume(run.path)
