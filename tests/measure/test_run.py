from types import SimpleNamespace

import pytest

from report import invented
from scored_society.measure.run import events, good_deeds, hospital, policies, protected, ruled, score_of
from scored_society.policy.load import load_policy
from scored_society.record.schedule import Reign


def reigned(*reigns: tuple[int, str], starts: str = "2020-01-01") -> SimpleNamespace:
    run = invented.run(starts=starts)
    run.reigns = tuple(Reign(week, load_policy(name)) for week, name in reigns)
    return run


@pytest.mark.parametrize(
    ("reigns", "starts", "names"),
    [
        ([(0, "as-told")], "2020-01-01", ["as-told"]),
        ([(0, "none"), (52, "as-told")], "2021-01-01", ["as-told"]),
        ([(0, "as-told"), (60, "none")], "2020-01-01", ["as-told", "none"]),
        ([(0, "as-told"), (invented.WEEKS, "none")], "2020-01-01", ["as-told"]),
    ],
)
def test_the_rule_books_that_ruled(reigns, starts, names):
    assert [policy.policy for policy in policies(reigned(*reigns, starts=starts))] == names


def test_dated_changes_are_rule_books_of_their_own(write):
    overlay = write("policy: harsher\nextends: as-told\nchanges:\n- from: 2021-01-01\n  score: {lowest: 500}\n")
    run = reigned((0, str(overlay)))
    assert [policy.score.lowest for policy in policies(run)] == [600, 500]
    assert score_of(run).lowest == 500


def test_a_score_that_was_abolished_is_still_shown():
    assert score_of(reigned((0, "as-told"), (60, "none"))).start == 1000
    assert score_of(reigned((0, "none"))) is None


def test_only_the_weeks_from_the_start_on_count():
    assert ruled(invented.run(starts="2021-01-01"))["week"].min() == 52
    assert ruled(invented.run())["week"].min() == 0


def test_kinds_of_behaviour_come_from_the_society():
    run = invented.run()
    assert "good_credit_record" not in events(run)
    assert "neglect_of_elderly_family" in events(run)
    assert {"speaking_out", "peaceful_unauthorised_assembly"} <= set(protected(run))
    assert "charity_work" in good_deeds(run)
    assert hospital(run) == "hospital"
