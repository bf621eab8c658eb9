"""What a rule book or a society adds in YAML alone is lived, counted, told and reported like everything else."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

import scored_society as ss
from scored_society.record.replay import Replay
from scored_society.record.run import Run
from scored_society.report.page import write_report
from scored_society.tables.slots import by_number
from scored_society.week.log import ACT, ENTRY, REFUSED, UNDER

SOCIETY = """\
society: louder
title: Smallville, where music is played at night
extends: smallville
behaviours:
  music_at_night:
    number: 300
    what: Plays music at night
    arises_in: community
    act_rate: 0.5 per year
    at_most: 0.9 per year
    ages: [10, 120]
    varies: {careless: [0.6, 0.95, 1.3, 1.8]}
    status_quo_detection: {village_committee: 0.2}
    basis: assumed
    range: {act_rate: {factor: [0.1, 10]}, status_quo_detection: {factor: [0.1, 10]}}
    why: as common as crossing where it is forbidden
"""
ADDED = """\
policy: more-than-told
title: As told, and more of everything
extends: as-told
rules:
  quiet_nights:
    {number: 60, claim: null, added: a rule for a new act, behaviour: music_at_night, points: -9,
    seen_by: [village_committee, lamp_post_cameras, letter_readers]}
channels:
  lamp_post_cameras:
    {number: 28, kind: cameras, claim: null, added: second cameras, coverage: {rural: 0.5, urban: 0.5},
    sees: {music_at_night: 0.5, littering: 0.2}}
  letter_readers:
    {number: 29, kind: classifiers, claim: null, added: second classifiers,
    sees: {music_at_night: 0.2, speaking_out: 0.5}}
entitlements:
  free_museum:
    {number: 60, kind: threshold, claim: null, added: a threshold, at_or_above: 1002, worth: 77, domain: schooling}
  cheap_concerts:
    {number: 61, kind: graded, claim: null, added: a graded reward, domain: money,
    steps: [{at: 600, worth: 0}, {at: 1001, worth: 11}, {at: 1005, worth: 33}]}
sanctions:
  no_tickets:
    {number: 60, kind: refusal, claim: null, added: a refusal, service: plane_or_train, when: {at_or_below: 998},
    domain: mobility}
  name_read_aloud:
    {number: 61, kind: burden, claim: null, added: a burden, when: {at_or_below: 998}, domain: reputation}
blacklist:
  noise_at_night:
    {number: 6, kind: reports, claim: null, added: a route, behaviours: [music_at_night], by: [village_committee],
    term: {shortest: 10 weeks, longest: 20 weeks}}
"""
# A rule book has room for one channel of collectors and one payment platform; as told there are both already.
FROM_NONE = """\
policy: from-nothing
title: Two channels of which there may be one each, and a score
extends: none
score: {number: 1, claim: null, added: a score, start: 500, lowest: 0, highest: 1000}
channels:
  street_wardens:
    {number: 26, kind: collectors, claim: null, added: collectors, per_thousand: 40, trusted_from: 400,
    sees: {music_at_night: 0.5}, invents: 0.02 per year}
  purse_app:
    {number: 27, kind: platform, claim: null, added: a platform, lowest: 300, highest: 900, commends_from: 800,
    warns_below: 500, users: 0.9, sees: {frivolous_purchase: 0.8},
    weights: {history: 0.4, fulfilment: 0.2, behaviour: 0.2, identity: 0.1, contacts: 0.1}}
rules:
  night_watch:
    {number: 61, claim: null, added: a rule, behaviour: music_at_night, points: -5, seen_by: [street_wardens]}
  thrift:
    {number: 62, claim: null, added: a rule, behaviour: frivolous_purchase, points: -1, seen_by: [purse_app]}
"""


class Added(NamedTuple):
    """A run under what was added, and its report."""

    run: Run
    page: str

    @property
    def measured(self) -> set[str]:
        return set(self.run.weekly["measure"].unique())


def lived(folder: Path, policy: str) -> Added:
    book, society = folder / "policy.yaml", folder / "society.yaml"
    book.write_text(policy, encoding="utf-8")
    society.write_text(SOCIETY, encoding="utf-8")
    run = ss.simulate(book, society=society, citizens=300, years=1)
    return Added(run, write_report(run, folder / "page.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Added:
    return lived(tmp_path_factory.mktemp("added"), ADDED)


@pytest.fixture(scope="module")
def from_none(tmp_path_factory: pytest.TempPathFactory) -> Added:
    return lived(tmp_path_factory.mktemp("from_none"), FROM_NONE)


def everybody_with(run: Run, kind: int, a: int) -> list[str]:
    """Return the citizens whose log has a line of a kind with that first detail; of `UNDER`, with that bit."""
    replay, found = Replay(run), []
    for number in range(int(run.manifest["neighbourhoods"])):
        for week in replay.neighbourhood(number):
            of_kind = week.lines[week.lines[:, 3] == kind]
            chosen = of_kind[(of_kind[:, 4] >> a & 1) == 1] if kind == UNDER else of_kind[of_kind[:, 4] == a]
            found += [f"{seat}.{occupant + 1}" for _, seat, occupant, *_ in chosen.tolist()]
        if found:
            break
    return found


def place(section: dict, name: str) -> int:
    """Return the index of an entry, which goes by the numbers."""
    return [other for other, _ in by_number(section)].index(name)


def test_what_is_added_to_a_rule_book_is_measured(added):
    assert added.measured >= {
        "acts/music_at_night",
        "enjoyed/free_museum",
        "worth/free_museum",
        "enjoyed/cheap_concerts",
        "worth/cheap_concerts",
        "refused/no_tickets",
        "under/no_tickets",
        "under/name_read_aloud",
        "entries/quiet_nights",
        "points/quiet_nights",
        "listings/noise_at_night",
        "seen/village_committee/music_at_night",
        "seen/lamp_post_cameras/music_at_night",
        "seen/lamp_post_cameras/littering",
        "seen/letter_readers/speaking_out",
    }


def test_what_is_added_brings_what_it_says(added):
    totals = dict(added.run.weekly.group_by("measure").agg(pl.col("value").sum()).iter_rows())
    assert totals["worth/free_museum"] == 77 * totals["enjoyed/free_museum"]
    enjoyed = totals["enjoyed/cheap_concerts"]
    assert 11 * enjoyed < totals["worth/cheap_concerts"] < 33 * enjoyed
    assert totals["points/quiet_nights"] == -9 * totals["entries/quiet_nights"]
    assert totals["under/no_tickets"] == totals["under/name_read_aloud"]  # on the same condition


def test_lives_tell_of_what_is_added(added):
    timetable = Replay(added.run).timetable
    sanctions, behaviours = timetable.epoch(0).policy.sanctions, timetable.society.behaviours
    citizen = everybody_with(added.run, UNDER, place(sanctions, "name_read_aloud"))[0]
    told = ss.explain(added.run, citizen)["consequences"]
    burdens = [consequence for consequence in told if consequence["name"] == "name_read_aloud"]
    assert burdens[0]["domain"] == "reputation"
    assert "at or below 998" in burdens[0]["because"]
    rewards = {name: [told for told in ss.explain(added.run, 0)["consequences"] if told["name"] == name]
               for name in ("free_museum", "cheap_concerts")}  # fmt: skip
    assert rewards["free_museum"][0]["domain"] == "schooling"
    assert rewards["free_museum"][0]["because"].endswith("worth 77 yuan a year")
    assert {reward["because"].rpartition("worth ")[2] for reward in rewards["cheap_concerts"]} & {
        "11 yuan a year", "33 yuan a year"
    }  # fmt: skip
    citizen = everybody_with(added.run, REFUSED, place(sanctions, "no_tickets"))[0]
    asked = ss.explain(added.run, citizen)["requests"]
    assert ("plane_or_train", "no_tickets") in {(request["asked_for"], request["by"]) for request in asked}
    citizen = everybody_with(added.run, ENTRY, place(behaviours, "music_at_night"))[0]
    told = ss.explain(added.run, citizen)
    entries = [entry for entry in told["ledger"] if entry["rule"] == "quiet_nights"]
    assert entries[0]["points"] == -9
    assert entries[0]["channel"] in {"village_committee", "lamp_post_cameras", "letter_readers"}


@pytest.mark.parametrize(
    "name",
    [
        "music_at_night",
        "free_museum",
        "cheap_concerts",
        "no_tickets",
        "name_read_aloud",
        "quiet_nights",
        "noise_at_night",
        "lamp_post_cameras",
        "letter_readers",
    ],
)
def test_the_report_shows_what_is_added(added, name):
    # As its tables write names: the name as such may stand there only because the rule book is quoted.
    assert name.replace("_", " ") in added.page


def test_collectors_and_a_platform_are_added_where_there_were_none(from_none):
    assert from_none.measured >= {
        "acts/music_at_night",
        "seen/street_wardens/music_at_night",
        "wrong/street_wardens/music_at_night",
        "seen/purse_app/frivolous_purchase",
        "entries/night_watch",
        "entries/thrift",
        "platform",
        "collectors",
    }
    behaviours = Replay(from_none.run).timetable.society.behaviours
    citizen = everybody_with(from_none.run, ACT, place(behaviours, "music_at_night"))[0]
    assert "music_at_night" in {act["act"] for act in ss.explain(from_none.run, citizen)["acts"]}
    for name in ("street_wardens", "purse_app", "night_watch", "thrift"):
        assert name.replace("_", " ") in from_none.page
