"""Interventions happen to whom they name, in their week, and are told wherever the run is told."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import scored_society as ss
from scored_society.base.errors import UserError
from scored_society.record.replay import Replay
from scored_society.record.run import Run
from scored_society.record.sample import field
from scored_society.report.page import facts

DAY = "2020-03-04"  # week 9


def lived(*said: dict[str, Any], **options: Any) -> Run:
    told = {"society": "smallville", "citizens": 300, "years": 1, "interventions": said} | options
    return ss.simulate("as-told", **told)


def grown_up(number: int = 0) -> int:
    """Return a seat of a neighbourhood whose holder is an adult and lives to the end of the year."""
    *_, week = Replay(lived()).neighbourhood(number)
    born, alive = field(week.state, "person", "born"), field(week.state, "person", "alive")
    return number * len(week.state) + next(
        seat for seat in range(len(week.state)) if alive[seat] and 30 * 52 < 6240 - born[seat] < 50 * 52
    )


@pytest.fixture(scope="module")
def citizen() -> int:
    return grown_up()


def test_none_is_the_same_run():
    assert (
        lived().manifest["fingerprint"]
        == ss.simulate("as-told", society="smallville", citizens=300, years=1).manifest["fingerprint"]
    )


def test_an_act_is_done(citizen):
    life = ss.explain(lived({"date": DAY, "citizen": citizen, "act": "theft"}), citizen)
    assert life["interventions"] == [{"week": 9, "what": "theft done"}]
    assert [act for act in life["acts"] if act["week"] == 9 and act["act"] == "theft" and act["done"]]


def test_a_report_of_what_was_not_done_is_a_wrong_entry(citizen):
    run = lived({"date": DAY, "citizen": citizen, "report": "theft", "by": "cameras"})
    life = ss.explain(run, citizen)
    assert life["interventions"] == [{"week": 9, "what": "theft reported by cameras, though not done"}]
    (entry,) = [entry for entry in life["ledger"] if entry["week"] == 9 and entry["rule"] == "theft"]
    assert (entry["real"], entry["channel"]) == (False, "cameras")
    assert not [act for act in life["acts"] if act["week"] == 9 and act["act"] == "theft"]
    wrong = run.weekly.filter(pl.col("measure").cast(pl.String) == "wrong/cameras/theft", week=9)
    assert wrong["value"].sum() >= 1


def test_a_listing_is_a_wrongful_one(citizen):
    life = ss.explain(lived({"date": DAY, "citizen": citizen, "listing": "low_score"}), citizen)
    assert life["interventions"] == [{"week": 9, "what": "listed by low_score"}]
    (listing,) = [told for told in life["consequences"] if told["name"] == "low_score"]
    assert (listing["start"], listing["wrongful"]) == (9, True)


def test_nothing_happens_to_somebody_who_is_not_there(citizen):
    run = lived({"date": DAY, "citizen": f"{citizen}.2", "act": "theft"})
    assert run.weekly.filter(measure="intervened").is_empty()
    assert run.manifest["fingerprint"] == lived().manifest["fingerprint"]
    assert (
        lived({"date": DAY, "citizen": citizen, "act": "theft"}).weekly.filter(measure="intervened")["value"].sum() == 1
    )


def test_nothing_differs_before_and_elsewhere_at_first(citizen):
    plain, run = lived(), lived({"date": DAY, "citizen": citizen, "listing": "low_score"})
    for number in range(3):
        for before, after in zip(
            Replay(plain).neighbourhood(number, 10), Replay(run).neighbourhood(number, 10), strict=True
        ):
            others = [seat for seat in range(len(before.state)) if number * len(before.state) + seat != citizen]
            same = before.state.tobytes() == after.state.tobytes()
            assert same == (before.week < 9 or number > 0)
            if before.week == 9:  # the list is read from the next week on
                assert before.state[others].tobytes() == after.state[others].tobytes()


def test_the_run_is_the_same_on_any_number_of_threads_resumed_and_forked(citizen, tmp_path):
    said = {"date": DAY, "citizen": citizen, "act": "theft"}
    run = lived(said, threads=1)
    assert lived(said, threads=2).manifest["fingerprint"] == run.manifest["fingerprint"]
    forked = ss.fork(run, "none", "2020-07-01")
    assert forked.manifest["interventions"] == run.manifest["interventions"]
    assert ss.explain(forked, citizen)["interventions"] == [{"week": 9, "what": "theft done"}]


def test_the_report_says_that_it_was_an_experiment(citizen):
    told = dict(facts(lived({"date": DAY, "citizen": citizen, "report": "theft", "by": "cameras"})))
    assert told["Interventions"] == (
        f"an experiment: theft reported by cameras, though not done on {DAY} (citizen {citizen})"
    )
    assert dict(facts(lived()))["Interventions"] == "none"


def test_a_list_that_was_altered_is_refused(citizen, tmp_path):
    lived({"date": DAY, "citizen": citizen, "act": "theft"}, out=tmp_path / "run")
    path = tmp_path / "run" / "manifest.json"
    path.write_text(path.read_text().replace('"act": "theft"', '"act": "littering"'))
    with pytest.raises(UserError, match="other interventions than those"):
        ss.explain(ss.open_run(tmp_path / "run"), citizen)
