"""One life out of a run, in the shapes that `scored explain --json` prints."""

from __future__ import annotations

import json
from typing import Any

import pytest

import scored_society as ss
from invariance.lived import hamlet, smallville, unlived
from scored_society.base.errors import UserError
from scored_society.record.explain import Teller
from scored_society.record.life.family import CARED, CARED_FOR, LISTED_PARENT, PARENT_LISTED
from scored_society.record.replay import Replay
from scored_society.record.sample import field
from scored_society.week.state import SEAT

NEITHER = (int, type(None))
LINE = {"week": int, "rule": str, "channel": (str, type(None)), "real": (bool, type(None))} | dict.fromkeys(
    ("points", "score_before", "score_after"), int
)
ACT = {"week": int, "act": str, "done": bool, "recorded_by": (str, type(None)), "entered": bool} | {
    "because_of_the_score": bool
}
CONSEQUENCE = {"name": str, "domain": str, "start": int, "end": NEITHER, "because": str, "wrongful": bool} | {
    "ended_by": (str, type(None))
}
REQUEST = {"week": int, "asked_for": str, "result": str, "by": (str, type(None)), "wrongful": bool}
INTERVENTION = {"week": int, "what": str}
FAMILY = {"week": int, "what": str, "with": NEITHER}
CUTOFF = {"week": int, "good": str, "ranked_by": str, "weeks_missed": int, "weeks_last": int} | dict.fromkeys(
    ("first_missed", "last_missed", "nearest", "rank", "cutoff", "short_by", "made", "made_rank", "made_cutoff"),
    NEITHER,
)
FELT = {"week": int, "until": NEITHER, "what": str, "who": (str, type(None)), "sanctions": list, "times": int}
SHAPES = {
    "ledger": LINE,
    "acts": ACT,
    "consequences": CONSEQUENCE,
    "family": FAMILY,
    "requests": REQUEST,
    "interventions": INTERVENTION,
    "cutoffs": CUTOFF,
    "family_felt": FELT,
}
STRICT = "policy: strict\ntitle: S\nextends: as-told\nblacklist: {low_score: {at_or_below: 990}}\n"


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
    assert list(life) == ["citizen", "score", *SHAPES]
    assert life["citizen"] == citizen
    assert isinstance(life["score"], NEITHER)
    for name, shape in SHAPES.items():
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
        ruled = [fate for fate in life["consequences"] if fate["domain"] != "work"]  # who has no work still has none
        assert all(fate["end"] is not None for fate in ruled)
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


def lives_of(run: ss.Run, seats: range) -> dict[str, dict[str, Any]]:
    """Tell all first occupants of some seats of the first neighbourhood."""
    replay = Replay(run)
    tellers = {seat: Teller(replay, seat, 0) for seat in seats}
    for week in replay.neighbourhood(0):
        for teller in tellers.values():
            teller.week(week)
    return {str(seat): checked(teller.told(str(seat)), str(seat)) for seat, teller in tellers.items()}


def test_cut_offs_are_those_of_the_waits():
    """Each week of a wait is a week missed, except the one in which it was made."""
    ways = set()
    for life in lives_of(smallville(), range(128)).values():
        waits = [fate for fate in life["consequences"] if fate["name"].startswith("waiting for ")]
        waits = [wait for wait in waits if wait["start"] + 1 < (104 if wait["end"] is None else wait["end"] + 1)]
        told = [wait for wait in waits if wait["ended_by"] != "death"]
        cutoffs = iter(life["cutoffs"])
        for wait in told:
            cutoff = next(cutoffs)
            assert (cutoff["week"], f"waiting for {cutoff['good']}") == (wait["start"] + 1, wait["name"])
            end = 104 if wait["end"] is None else wait["end"] + (wait["ended_by"] != "served")
            assert cutoff["weeks_missed"] == end - wait["start"] - 1
            assert cutoff["made"] == (wait["end"] if wait["ended_by"] == "served" else None)
            if cutoff["nearest"] is not None:
                assert cutoff["short_by"] == cutoff["cutoff"] - cutoff["rank"] >= 0
                assert cutoff["first_missed"] <= cutoff["nearest"] <= cutoff["last_missed"]
                assert cutoff["rank"] == score_before(life, cutoff["nearest"])
            if cutoff["made_rank"] is not None:
                assert cutoff["made_rank"] >= (cutoff["made_cutoff"] or 0)
                assert cutoff["made_rank"] == score_before(life, cutoff["made"])
            ways.add((cutoff["made"] is not None, cutoff["weeks_missed"] > 0))
    assert len(ways) == 3


def score_before(life: dict[str, Any], week: int) -> int:
    """Return the score at the end of the week before."""
    return ([1000] + [line["score_after"] for line in life["ledger"] if line["week"] < week])[-1]


def test_without_a_score_other_ranks_are_told():
    run = ss.simulate("none", society="smallville", citizens=100, years=2)
    waits = [wait for life in lives_of(run, range(128)).values() for wait in life["cutoffs"]]
    assert {"date"} <= {wait["ranked_by"] for wait in waits} <= {"date", "need", "lottery"}
    assert all(wait["weeks_last"] == 0 for wait in waits)
    assert all(wait["rank"] is wait["made_rank"] is None for wait in waits if wait["ranked_by"] == "lottery")
    dated = [wait for wait in waits if wait["ranked_by"] == "date" and wait["made"] is not None]
    assert dated
    assert all(wait["made_rank"] == wait["made"] - wait["week"] + 1 for wait in dated)


def test_what_one_of_a_family_felt_another_one_brought(write):
    """A parent's listing is told of the child and of the parent; care of who gave it and of who got it."""
    run = ss.simulate(write(STRICT), society="smallville", citizens=100, years=4)
    lives, found, pairs = lives_of(run, range(128)), {}, ((PARENT_LISTED, LISTED_PARENT), (CARED_FOR, CARED))
    for citizen, life in lives.items():
        for felt in life["family_felt"]:
            found.setdefault(felt["what"], {})[citizen, felt["who"], felt["week"]] = felt
    assert found.keys() >= {PARENT_LISTED, LISTED_PARENT, CARED_FOR, CARED}
    for one, other in pairs:
        assert {(who, citizen, week) for citizen, who, week in found[one] if who in lives} == {
            (citizen, who, week) for citizen, who, week in found[other] if who in lives
        }
        for (citizen, who, week), felt in found[one].items():
            if who in lives:
                mirrored = found[other][who, citizen, week]
                assert [felt[key] for key in ("sanctions", "times")] == [
                    mirrored[key] for key in ("sanctions", "times")
                ]
    held = 0
    for (child, _, week), felt in found[PARENT_LISTED].items():
        fates = [fate for fate in lives[child]["consequences"] if fate["because"] == "a parent is on the list"]
        for name in felt["sanctions"]:
            held += any(fate["name"] == name and fate["start"] >= week for fate in fates)
    assert held


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


def test_time_out_of_work_is_told_from_the_loss_to_the_post(write):
    """And begins with the run for whoever had none at the start; it ends with a post, at 60, or with the life."""
    run = ss.simulate("none", society="smallville", citizens=100, years=2)
    told = [fate for seat in range(25) for fate in ss.explain(run, seat)["consequences"]]
    idle = [fate for fate in told if fate["name"] == "out of work"]
    because, ended = {fate["because"] for fate in idle}, {fate["ended_by"] for fate in idle}
    assert because >= {"out of work at the start", "lost work, and income fell to the next lower fifth"}
    assert {"found work"} <= ended <= {"found work", "retirement", "death", None}
    assert all(fate["domain"] == "work" and not fate["wrongful"] for fate in idle)
    assert all(fate["start"] == 0 for fate in idle if fate["because"] == "out of work at the start")
    waits = [fate for fate in told if fate["name"] == "waiting for vacancy"]
    assert {fate["because"] for fate in waits} == {"applied", "applied before the start"}
    served = {fate["end"] for fate in waits if fate["ended_by"] == "served"}
    assert {fate["end"] for fate in idle if fate["ended_by"] == "found work"} <= served
