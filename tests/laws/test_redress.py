"""Redress: each part does what it says, none does anything where it is left out, and due-process has them all."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

import scored_society as ss
from laws.living import Society, tables
from scored_society.base.errors import UserError
from scored_society.policy.load import load_policy
from scored_society.policy.redress import Redress
from scored_society.record.replay import Replay
from scored_society.record.run import Run
from scored_society.record.sample import field
from scored_society.week.log import APPEALED, DELISTED, ENTRY
from scored_society.week.redress import NOT_HEARD, REJECTED, UPHELD
from scored_society.week.state import SEAT

ALL = {
    "notice": 1.0, "reasons": 1.0, "own_file": 0.0, "review": 0.0, "expungement": False, "compensation": 0,
    "appeal": {"when_wrong": 1.0, "when_true": 0.5, "capacity": 1000.0, "error": 0.0},
}  # fmt: skip
WEEKS, PEOPLE = 52, 2000


def strict(**redress: Any) -> dict[str, Any]:
    """Return as-told, but with many on the list and many wrong records, and some redress."""
    told: dict[str, Any] = {
        "policy": "strict",
        "extends": "as-told",
        "title": "S",
        "blacklist": {"low_score": {"at_or_below": 985, "term": {"shortest": "5 weeks", "longest": "20 weeks"}}},
        "rules": {"traffic_offence": {"points": -20}, "jaywalking": {"points": -20}},
    }
    return told | ({"redress": {"number": 1, "added": "a test", **redress}} if redress else {})


def lived(tmp_path: Path, weeks: int = WEEKS, **redress: Any) -> tuple[dict[str, int], Society]:
    """Return what a year counted, by kind, and the society at its end."""
    society = Society(tables(strict(**redress), "smallville", weeks, tmp_path), PEOPLE)
    kinds = ("appeals", "appeals_heard", "appeals_upheld", "reviews", "compensated", "expunged")
    kinds += ("listings", "listings_wrong", "wrong_points", "entries", "trust")
    found = dict.fromkeys(kinds, 0)
    for week in society.live(weeks):
        for kind in kinds:
            found[kind] += int(week.of(kind).sum())
    return found, society


def test_where_there_is_none_nothing_is_mended(tmp_path):
    found, _ = lived(tmp_path)
    assert [found[kind] for kind in ("appeals", "reviews", "compensated", "expunged")] == [0] * 4
    assert found["listings_wrong"] > 3
    assert found == lived(tmp_path, notice=0.0)[0]  # a redress of nothing


def test_notice_reasons_and_ones_own_file_bring_appeals(tmp_path):
    appeal = {"when_wrong": 0.3, "when_true": 0.0, "capacity": 1000, "error": 0}
    known, half, filed, told_why = (
        lived(tmp_path, 3 * WEEKS, **how, appeal=appeal)[0]["appeals"]
        for how in ({"notice": 1}, {"notice": 0.5}, {"own_file": 0.5}, {"notice": 1, "reasons": 3})
    )
    assert known > 20
    assert half == pytest.approx(known / 2, abs=4 * np.sqrt(known))
    assert filed == half  # the same draw decides who knows, by whichever way
    assert told_why > 2 * known


def test_appeals_that_are_decided_without_error_undo_all_that_is_wrong_and_nothing_that_is_true(tmp_path):
    found, society = lived(tmp_path, **ALL)
    assert found["appeals"] > 2 * found["appeals_upheld"] > 0
    record = society.workers.state.view(SEAT)
    alive = field(record, "person", "alive") == 1
    below = (field(record, "record", "score") < field(record, "record", "clean")) & alive
    _, without = lived(tmp_path)
    record = without.workers.state.view(SEAT)
    alive = field(record, "person", "alive") == 1
    before = (field(record, "record", "score") < field(record, "record", "clean")) & alive
    # Left are those struck in the first week, when nobody is heard yet.
    assert below.sum() < before.sum() / 10


def test_appeals_decided_by_error_undo_what_is_true(tmp_path):
    found, _ = lived(tmp_path, **ALL | {"appeal": ALL["appeal"] | {"error": 1.0, "when_wrong": 0.0}})
    assert found["appeals_upheld"] == found["appeals_heard"] > 100


def test_no_more_are_heard_than_there_are_places_for(tmp_path):
    capacity = 1.0  # for each thousand
    society = Society(
        tables(strict(**ALL | {"appeal": ALL["appeal"] | {"capacity": capacity}}), "smallville", 104, tmp_path), PEOPLE
    )
    filed, heard = [], []
    for week in society.live(104):
        filed.append(int(week.of("appeals").sum()))
        heard.append(int(week.of("appeals_heard").sum()))
    places = capacity * PEOPLE / 1000
    assert heard[0] == 0
    expected = sum(min(1, places / max(1, before)) * now for before, now in itertools.pairwise(filed))
    assert abs(sum(heard) - expected) < 4 * np.sqrt(expected)
    assert sum(heard) < sum(filed) / 2


def test_a_review_stops_wrongful_listings_only(tmp_path):
    plain, _ = lived(tmp_path)
    found, _ = lived(tmp_path, review=1.0)
    assert found["listings_wrong"] == 0
    assert found["reviews"] >= plain["listings_wrong"]
    assert found["listings"] > 10


def test_compensation_mends_trust(tmp_path):
    without, with_it = (lived(tmp_path, **ALL | {"compensation": yuan})[0] for yuan in (0, 1000))
    assert (without["compensated"], with_it["compensated"]) == (0, with_it["appeals_upheld"])
    assert with_it["trust"] > without["trust"]


def test_limitation_lets_old_points_lapse(tmp_path):
    def away(**redress: Any) -> float:
        society = lived(tmp_path, 104, **redress)[1]
        record = society.workers.state.view(SEAT)
        alive = field(record, "person", "alive") == 1
        return float(np.abs(field(record, "record", "score")[alive] - 1000).mean())

    never, slowly, at_once = away(notice=0.0), away(limitation="5 years"), away(limitation="52 weeks")
    assert never > slowly > at_once


def run_of(tmp_path: Path, **redress: Any) -> Run:
    path = tmp_path / "strict.yaml"
    path.write_text(yaml.safe_dump(strict(**redress)), encoding="utf-8")
    return ss.simulate(path, society="smallville", citizens=600, years=1)


def test_points_are_expunged_as_a_listing_ends(tmp_path):
    ended = 0
    for week in Replay(run_of(tmp_path, expungement=True)).neighbourhood(0):
        struck = {line[1] for line in week.lines.tolist() if line[3] == ENTRY and line[6] < 0}
        for line in week.lines[week.lines[:, 3] == DELISTED].tolist():
            person = week.state[line[1] : line[1] + 1]
            if field(person, "person", "alive")[0] and line[1] not in struck:
                assert field(person, "record", "score")[0] >= 1000
                ended += 1
    assert ended


def test_a_told_life_has_its_appeals_and_a_ledger_without_a_gap(tmp_path):
    run = run_of(tmp_path, **ALL | {"expungement": True, "limitation": "2 years", "review": 1.0})
    results = set()
    for number in range(6):
        seats = {}
        for week in Replay(run).neighbourhood(number):
            for line in week.lines[week.lines[:, 3] == APPEALED].tolist():
                seats.setdefault(f"{line[1]}" if line[2] == 0 else f"{line[1]}.{line[2] + 1}", []).append(line)
                results.add(line[5])
        for citizen, lines in list(seats.items())[:3]:
            life = ss.explain(run, citizen)
            appeals = [request for request in life["requests"] if request["asked_for"].startswith("appeal")]
            assert len(appeals) == len(lines)
            assert {appeal["result"] for appeal in appeals} <= {"upheld", "rejected", "not heard"}
            scores = [1000, *(entry["score_after"] for entry in life["ledger"])]
            assert [entry["score_before"] for entry in life["ledger"]] == scores[:-1]
            assert life["score"] == scores[-1]
    assert results == {NOT_HEARD, REJECTED, UPHELD}


def test_due_process_is_as_told_with_all_nine():
    told, with_redress = load_policy("as-told").at(0), load_policy("due-process").at(0)
    for section in ("score", "rules", "channels", "sanctions", "entitlements"):
        assert getattr(told, section) == getattr(with_redress, section)
    assert told.redress is None
    redress = with_redress.redress
    assert isinstance(redress, Redress)
    assert redress.appeal is not None
    assert redress.appeal.capacity > 0
    given = (redress.notice, redress.own_file, redress.review, redress.limitation, redress.compensation)
    assert all(given)
    assert redress.expungement
    assert redress.reasons > 1
    assert all(route.removal for route in with_redress.blacklist.values())


def test_due_process_mends_wrongs_and_leaves_protected_acts_punished(tmp_path):
    runs = [ss.simulate(policy, society="smallville", years=4) for policy in ("as-told", "due-process")]
    comparison = ss.compare(*runs, second_coupling=False)
    effects = {row["measure"]: row for row in comparison.effects.filter(group="everybody").to_dicts()}
    assert effects["appeals_upheld"]["b"] > 0
    assert effects["entries/speaking_out"]["b"] > 0
    assert effects["wrong"]["b"] > 0
    assert effects["compensated"]["effect"] == effects["compensated"]["b"] > 0


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("{number: 1, appeal: {when_wrong: 1, when_true: 0, capacity: 1, error: 0}}", "an appeal needs 'notice'"),
        ("{number: 1, notice: 2}", "notice"),
        ("{number: 1, hearing: 1}", "unknown key 'hearing'"),
    ],
)
def test_what_redress_may_not_say(write, said, message):
    with pytest.raises(UserError, match=message):
        load_policy(write(f"policy: p\ntitle: P\nextends: as-told\nredress: {said}\n"))
