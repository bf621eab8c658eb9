from types import SimpleNamespace

import pytest

from report import invented
from scored_society.measure.run import (
    blacklist,
    channel_of_kind,
    events,
    good_deeds,
    goods,
    hospital,
    incomes,
    kin_sanctions,
    ordinary_offences,
    policies,
    protected,
    punished,
    ranked_by_score,
    refuses,
    rewarded,
    ruled,
    ruled_panel,
    rules_seen_by,
    score_of,
    standing_rewards,
)
from scored_society.policy.load import load_policy
from scored_society.record.schedule import Reign
from scored_society.society.behaviours import Behaviour
from scored_society.society.load import load_society


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
    assert ruled_panel(invented.run(starts="2021-01-01"))["year"].unique().sort().to_list() == [2021, 2022]
    assert ruled_panel(invented.run())["year"].min() == 2020


def test_kinds_of_behaviour_come_from_the_society():
    run = invented.run()
    assert "good_credit_record" not in events(run)
    assert "neglect_of_elderly_family" in events(run)
    assert {"speaking_out", "peaceful_unauthorised_assembly"} <= set(protected(run))
    assert "charity_work" in good_deeds(run)
    assert hospital(run) == "hospital"


def test_what_a_rule_book_holds_is_told_by_name():
    run = reigned((0, "as-told"))
    assert refuses(run)["less_credit"] == "loan"
    assert refuses(run)["university_closed_to_children"] == "university"
    assert "shared_lists" not in refuses(run)  # a burden refuses nothing
    assert kin_sanctions(run) == ["university_closed_to_children", "private_school_closed_to_children"]
    assert "free_gym" in standing_rewards(run)
    assert not {"easy_credit", "hospital"} & set(standing_rewards(run))
    assert ranked_by_score(run) == set(goods(run))
    assert rules_seen_by(run, "payment_platform")["platform_warning"] == "low_platform_score"
    assert "theft" not in rules_seen_by(run, "payment_platform")


def test_what_stood_once_is_still_told():
    run = reigned((0, "as-told"), (60, "none"))
    name, channel = channel_of_kind(run, "collectors")
    assert (name, channel.kind) == ("collectors", "collectors")
    assert "low_score" in blacklist(run)


def test_a_rule_book_without_anything_has_nothing():
    run = reigned((0, "none"))
    assert channel_of_kind(run, "cameras") is None
    assert refuses(run) == blacklist(run) == rules_seen_by(run, "police") == {}
    assert kin_sanctions(run) == standing_rewards(run) == []
    assert ranked_by_score(run) == set()


def test_what_rules_take_points_for_and_give_them_for():
    told = reigned((0, "as-told"))
    taken, given = punished(told), rewarded(told)
    assert "traffic_police" in taken["traffic_offence"]
    assert "collectors" in given["charity_work"]
    assert not set(taken) & set(given)
    assert set(taken) | set(given) <= set(events(told))
    unscored = reigned((0, "none"))
    assert (punished(unscored), rewarded(unscored)) == ({}, {})


@pytest.mark.parametrize("society", ["china-2020", "smallville"])
def test_ordinary_offences_are_theft_and_traffic_and_never_protected(society):
    run = SimpleNamespace(society=load_society(society))
    assert ordinary_offences(run) == ["traffic_offence", "theft"]


@pytest.mark.parametrize("also", [{"protected": "expression"}, {"good": True}])
def test_a_protected_act_is_no_ordinary_offence(also):
    theft = load_society("smallville").document.value["behaviours"]["theft"]
    assert Behaviour.model_validate(theft).ordinary_offence
    with pytest.raises(ValueError, match="an ordinary offence is neither a good deed nor protected"):
        Behaviour.model_validate(theft | also)


def test_incomes_rise_by_fifth():
    found = incomes(SimpleNamespace(society=load_society("china-2020")))
    assert found == sorted(found) == [7869, 16443, 26249, 41172, 80294]
