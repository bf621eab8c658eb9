"""One life out of a run, in the shapes that `scored explain --json` prints."""

from __future__ import annotations

import json
from typing import Any

import pytest

import scored_society as ss
from invariance.lived import hamlet, smallville, unlived
from scored_society.base.errors import UserError
from scored_society.record.replay import Replay
from scored_society.record.sample import field
from scored_society.week.state import SEAT

NEITHER = (int, type(None))
LINE = {"week": int, "rule": str, "channel": (str, type(None)), "real": (bool, type(None))} | dict.fromkeys(
    ("points", "score_before", "score_after"), int
)
ACT = {"week": int, "act": str, "done": bool, "recorded_by": (str, type(None)), "because_of_the_score": bool}
CONSEQUENCE = {"name": str, "domain": str, "start": int, "end": NEITHER, "because": str, "wrongful": bool} | {
    "ended_by": (str, type(None))
}
REQUEST = {"week": int, "asked_for": str, "result": str, "by": (str, type(None)), "wrongful": bool}
INTERVENTION = {"week": int, "what": str}
FAMILY = {"week": int, "what": str, "with": NEITHER}


def citizens(word: str, wanted: Any) -> list[int]:
    """Return the seats of Smallville that have a value at the end of the run."""
    seats = smallville().state()["state"].view(SEAT)
    return [seat for seat, value in enumerate(field(seats, "person", word).tolist()) if wanted(value)]


def holders_by_week(run: ss.Run, seat: int) -> dict[str, dict[int, tuple[int, bool]]]:
    """Return score and whether listed at each week's end, of each who held a seat of the first neighbourhood."""
    found: dict[str, dict[int, tuple[int, bool]]] = {}
    for week in Replay(run).neighbourhood(0):
        person = week.state[seat : seat + 1]
        if field(person, "person", "alive")[0]:
            occupant = int(field(person, "person", "holders")[0])
            held = found.setdefault(f"{seat}" if occupant == 1 else f"{seat}.{occupant}", {})
            held[week.week] = (int(field(person, "record", "score")[0]), bool(field(person, "listing", "route")[0]))
    return found


def checked(life: dict[str, Any], citizen: str) -> dict[str, Any]:
    """Check the shape of a life, and return it."""
    assert list(life) == ["citizen", "score", "ledger", "acts", "consequences", "family", "requests", "interventions"]
    assert life["citizen"] == citizen
    assert isinstance(life["score"], NEITHER)
    for name, shape in {
        "ledger": LINE,
        "acts": ACT,
        "consequences": CONSEQUENCE,
        "family": FAMILY,
        "requests": REQUEST,
        "interventions": INTERVENTION,
    }.items():
        weeks = [entry.get("week", entry.get("start")) for entry in life[name]]
        assert weeks == sorted(weeks)
        for entry in life[name]:
            assert entry.keys() == shape.keys()
            assert all(isinstance(entry[key], kind) for key, kind in shape.items())
    assert json.loads(json.dumps(life, allow_nan=False)) == life
    return life


@pytest.mark.parametrize("citizen", [0, "0", "0.1"])
def test_lives_have_one_shape(citizen):
    checked(ss.explain(smallville(), citizen), "0")


def test_the_last_one_too():
    last = citizens("holders", lambda held: held == 1)[-1]
    checked(ss.explain(smallville(), last), str(last))


def test_a_life_begins_at_the_starting_score_and_ends_at_the_stored_one():
    life = ss.explain(smallville(), 3)
    assert life["ledger"][0]["score_before"] == 1000
    assert life["ledger"][-1]["score_after"] == life["score"]


def test_two_who_held_one_seat():
    seat = citizens("holders", lambda held: held == 2)[0]
    first, second = (checked(ss.explain(smallville(), f"{seat}{name}"), f"{seat}{name}") for name in ("", ".2"))
    died = next(event["week"] for event in first["family"] if event["what"] == "died")
    assert {"week": died, "what": "died", "with": None} == first["family"][-1]
    arrived = [event["week"] for event in second["family"] if event["what"] == "born"]
    assert len(arrived) == 1
    assert arrived[0] >= died
    with pytest.raises(UserError, match=rf"nobody is citizen {seat}\.3 in this run; .*{seat}, {seat}\.2$"):
        ss.explain(smallville(), f"{seat}.3")


def test_the_dead_keep_their_last_score_and_nothing_goes_on():
    dead = [seat for seat in citizens("alive", lambda alive: not alive) if seat in citizens("holders", bool)]
    life = checked(ss.explain(smallville(), dead[0]), str(dead[0]))
    died = life["family"][-1]
    assert died["what"] == "died"
    assert life["score"] == (life["ledger"][-1]["score_after"] if life["ledger"] else 1000)
    assert all(line["week"] <= died["week"] for line in life["ledger"])
    assert all(fate["end"] is not None for fate in life["consequences"])


def test_where_nobody_is_scored_there_is_no_score():
    run = ss.simulate("none", society="smallville", citizens=100, years=1)
    life = checked(ss.explain(run, 3), "3")
    assert (life["score"], life["ledger"]) == (None, [])


def test_scoring_may_end_and_begin_again(write):
    """Who was listed comes off the list when nobody is scored any more; the ledger goes on without a gap."""
    strict = write("policy: strict\ntitle: S\nextends: as-told\nrules: {traffic_offence: {points: -200}}\n")
    run = ss.fork(ss.simulate(strict, society="smallville", citizens=100, years=2), "none", "2021-01-01")
    listed = run.panel.filter(week=51, listed=True)["citizen"].to_list()
    for life in [checked(ss.explain(run, citizen), citizen) for citizen in listed[:3]]:
        assert life["score"] is None
        (fate,) = [fate for fate in life["consequences"] if fate["name"] == "low_score"]
        assert (fate["end"], fate["ended_by"]) in ((52, "new rule book"), (fate["end"], "death"))
        assert all(fate["end"] is not None for fate in life["consequences"])
    again = ss.explain(ss.fork(run, strict, "2021-07-01"), listed[0])
    scores = [1000, *(line["score_after"] for line in again["ledger"])]
    assert [line["score_before"] for line in again["ledger"]] == scores[:-1]
    assert [line["rule"] for line in again["ledger"]].count("new scale") == 1
    assert again["score"] == scores[-1]


def test_rewards_that_one_has_without_asking_follow_score_and_list(write):
    """Told spell by spell, they are what the score and the list at each week's end give."""
    book = write(
        "policy: generous\ntitle: G\nextends: as-told\nblacklist: {low_score: {at_or_below: 960}}\n"
        "rules: {traffic_offence: {points: -50}}\nentitlements:\n"
        "  threshold_kept: {number: 60, kind: threshold, claim: null, added: a, at_or_above: 950, worth: 70,"
        " domain: money, listed: keep}\n"
        "  threshold_lost: {number: 61, kind: threshold, claim: null, added: a, at_or_above: 900, worth: 7,"
        " domain: mobility}\n"
        "  in_grades: {number: 62, kind: graded, claim: null, added: a, domain: money,"
        " steps: [{at: 600, worth: 0}, {at: 990, worth: 11}, {at: 1005, worth: 1234}]}\n"
    )
    run = ss.simulate(book, society="smallville", citizens=100, years=2)
    parted = set()
    for seat in range(0, 100, 9):
        for name, occupants in holders_by_week(run, seat).items():
            told = checked(ss.explain(run, name), name)["consequences"]
            spells = [spell for spell in told if spell["name"] in ("threshold_kept", "threshold_lost", "in_grades")]
            for week, (score, listed) in occupants.items():
                holding = {
                    (spell["name"], spell["because"].rpartition("worth ")[2])
                    for spell in spells
                    if spell["start"] <= week and (spell["end"] is None or week < spell["end"])
                }
                expected = {("threshold_kept", "70 yuan a year")} if score >= 950 else set()
                expected |= {("threshold_lost", "7 yuan a year")} if score >= 900 and not listed else set()
                if score >= 990 and not listed:
                    expected.add(("in_grades", "11 yuan a year" if score < 1005 else "1,234 yuan a year"))
                assert holding == expected
            parted |= {spell["ended_by"] for spell in spells}
    assert parted >= {None, "another grade", "its cause is over"}


@pytest.mark.parametrize(
    ("citizen", "message"),
    [
        (384, r"there is no citizen 384; .*seats 0 to 383, occupants 1 to 15"),
        ("0.0", r"there is no citizen 0\.0"),
        ("0.16", r"there is no citizen 0\.16"),
        ("5.9", r"nobody is citizen 5\.9 in this run; .*seat 5 was held by"),
        ("x", r"'x' is not a citizen; .*a seat, e\.g\. 1234, or its second occupant, 1234\.2"),
        (-1, r"'-1' is not a citizen"),
        ("", r"'' is not a citizen"),
        ("1.2.3", r"'1\.2\.3' is not a citizen"),
        ("²", r"'²' is not a citizen"),
        ("9" * 40, r"is not a citizen"),
        (1.5, r"nobody is citizen 1\.5 in this run"),
    ],
)
def test_citizens_that_are_not_there(citizen, message):
    with pytest.raises(UserError, match=message):
        ss.explain(hamlet(), citizen)


def test_nobody_ever_held_a_seat():
    empty = citizens("holders", lambda held: held == 0)[-1]
    with pytest.raises(UserError, match=rf"nobody ever held seat {empty}"):
        ss.explain(smallville(), empty)


def test_what_has_not_been_lived_yet_is_not_told(tmp_path):
    run = unlived(tmp_path / "run")
    with pytest.raises(UserError, match="not finished"):
        ss.explain(run, 3)
