"""The ledgers of random citizens end at the run's own end: score, clean score and listing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import scored_society as ss
from invariance.lived import InterruptedIn
from scored_society.base.errors import Interrupted
from scored_society.record.explain import Teller
from scored_society.record.replay import Replay
from scored_society.record.run import Run
from scored_society.record.sample import field
from scored_society.week.state import SEAT

Simulate = Callable[[Path, int], Run]


def plain(folder: Path, years: int) -> Run:
    return ss.simulate(book(folder), society="smallville", years=years, out=folder / "run", threads=2)


def on_one_thread(folder: Path, years: int) -> Run:
    return ss.simulate(book(folder), society="smallville", years=years, out=folder / "run", threads=1)


def resumed(folder: Path, years: int) -> Run:
    """Interrupt a run twice, and go on with another number of threads."""
    policy, out = book(folder), folder / "run"
    with pytest.raises(Interrupted):
        ss.simulate(policy, society="smallville", years=years, out=out, progress=InterruptedIn(30))
    with pytest.raises(Interrupted):
        ss.resume(out, threads=3, progress=InterruptedIn(70))
    return ss.resume(out, threads=1)


def book(folder: Path) -> Path:
    """Write a rule book under which many are listed, some of them wrongly."""
    path = folder / "strict.yaml"
    path.write_text("policy: strict\ntitle: S\nextends: as-told\nblacklist: {low_score: {at_or_below: 990}}\n")
    return path


def check_ledgers(run: Run, how_many: int) -> None:
    """Tell random people who live at the end of a run, and compare what is told with what is stored."""
    replay, state = Replay(run), np.ascontiguousarray(run.state()["state"]).view(SEAT)
    living = np.flatnonzero(field(state, "person", "alive")).tolist()
    chosen = random.Random(7).sample(living, min(how_many, len(living)))
    holders = field(state, "person", "holders")
    tellers: dict[int, dict[int, Teller]] = {}
    for seat in chosen:
        number = seat // replay.timetable.world.seats
        tellers.setdefault(number, {})[seat] = Teller(replay, seat, int(holders[seat]) - 1)
    for number, here in tellers.items():
        for week in replay.neighbourhood(number):
            for teller in here.values():
                teller.week(week)
    lives = {seat: teller.told(str(seat)) for here in tellers.values() for seat, teller in here.items()}
    routes = {name: route.number for name, route in replay.timetable.epochs[-1].policy.blacklist.items()}
    listed = 0
    for seat, life in lives.items():
        stored = state[seat : seat + 1]
        on_list = [fate for fate in life["consequences"] if fate["name"] in routes and fate["end"] is None]
        assert life["score"] == field(stored, "record", "score")[0]
        assert clean_score(life["ledger"]) == field(stored, "record", "clean")[0]
        assert [routes[fate["name"]] for fate in on_list] == [number for number in listing(stored, "route") if number]
        assert [fate["wrongful"] for fate in on_list] == [bool(listing(stored, "wrongly")[0])] * len(on_list)
        listed += len(on_list)
    assert len(lives) == min(how_many, len(living))
    assert listed > 0


def listing(stored: np.ndarray, name: str) -> list[int]:
    return field(stored, "listing", name).tolist()


def clean_score(ledger: list[dict[str, Any]]) -> int:
    """Return what true entries alone would have made of a score, from the range as told."""
    score = 1000
    for line in ledger:
        if line["real"]:
            score = min(1300, max(600, score + line["points"]))
    return score


@pytest.mark.parametrize("simulate", [plain, on_one_thread, resumed])
def test_a_hundred_ledgers_end_where_the_run_does(tmp_path, simulate: Simulate):
    check_ledgers(simulate(tmp_path, 2), 100)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("simulate", [plain, on_one_thread, resumed])
def test_a_thousand_ledgers_end_where_the_run_does(tmp_path, simulate: Simulate):
    check_ledgers(simulate(tmp_path, 10), 1000)


@pytest.mark.soak
def test_a_life_out_of_ten_million_is_told_from_the_bulletins_alone(tmp_path: Path):
    """Without the run's state and counts: nothing but its inputs, its bulletins and what says that it is whole."""
    run = ss.simulate("as-told", citizens=10_000_000, years=1, out=tmp_path / "run")
    state = np.ascontiguousarray(run.state()["state"]).view(SEAT)
    living = np.flatnonzero(field(state, "person", "alive"))
    chosen = living[[len(living) // 3, -1]].tolist()
    scores = field(state[chosen], "record", "score").tolist()
    holders = field(state[chosen], "person", "holders").tolist()
    replay = Replay(run)
    shutil.rmtree(run.path / "checkpoint")
    (run.path / "weekly.parquet").unlink()
    for seat, score, held in zip(chosen, scores, holders, strict=True):
        teller = Teller(replay, seat, held - 1)
        for week in replay.neighbourhood(seat // replay.timetable.world.seats):
            teller.week(week)
        assert teller.told(str(seat))["score"] == score
