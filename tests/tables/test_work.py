"""What goes together in a society where people lose work, and schooling by the home."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from laws.living import SMALLVILLE, read, written
from scored_society.base.errors import UserError
from scored_society.society.load import load_society
from scored_society.tables.world import World, world_tables


@pytest.fixture
def told() -> dict[str, Any]:
    return read(SMALLVILLE)


def world(told: dict[str, Any], folder: Path) -> World:
    place = load_society(written(told, folder))
    return world_tables(place.society, place.document)


def test_a_society_may_do_without(told, tmp_path):
    del told["life"]["job_loss"], told["people"]["out_of_work"], told["goods"]["vacancy"]["post"]
    found = world(told, tmp_path)
    assert found.post == -1
    assert not found.out_of_work.any()


def test_the_post_is_the_good_that_says_so(told, tmp_path):
    assert world(told, tmp_path).post == 2
    told["goods"]["vacancy"]["post"], told["goods"]["promotion"]["post"] = False, True
    told["goods"]["promotion"]["need"]["ages"] = [18, 59]
    assert world(told, tmp_path).post == 3


def test_as_many_wait_at_the_start_as_the_need_and_the_wait_give(told, tmp_path):
    found = world(told, tmp_path)
    need, wait = told["goods"]["vacancy"]["need"], 11 / 52
    expected = [0.15 * band * wait for band in need["by_age"]]
    assert (found.seeking[0] / 2**32).tolist() == pytest.approx(expected)
    assert (found.seeking[1] / 2**32).tolist() == pytest.approx([0.25] * 21)


MISTAKES = [
    ("life", "job_loss", None, "'vacancy' is a post, and nobody loses work"),
    ("people", "out_of_work", None, "nothing says who is out of it at the start"),
    ("goods", "vacancy", {"post": False}, "no good is a post, and people lose work"),
    ("goods", "promotion", {"post": True}, "2 goods are posts, and people lose work"),
    ("goods", "vacancy", {"domain": "housing"}, "'vacancy' is a post in the domain 'housing'"),
    ("life", "job_loss", {"ages": [18, 64]}, r"ages \[18, 64\] are not of working age"),
]


@pytest.mark.parametrize(("section", "name", "change", "message"), MISTAKES)
def test_what_does_not_go_together_is_refused_at_its_line(told, tmp_path, section, name, change, message):
    if change is None:
        del told[section][name]
    else:
        told[section][name] |= change
    with pytest.raises(UserError, match=rf"smallville\.yaml:\d+: .*{message}"):
        world(told, tmp_path)


def test_schooling_by_home_is_that_of_all_where_the_society_says_no_more(told, tmp_path):
    del told["people"]["education"]["by_home"]
    found = world(told, tmp_path)
    assert (found.schooling_cumulative == found.education_cumulative[0]).all()


@pytest.mark.parametrize("name", ["china-2020", "smallville"])
def test_the_homes_of_a_built_in_society_average_to_its_schooling_and_the_richer_reach_more(name):
    place = load_society(name)
    found = world_tables(place.society, place.document).schooling_cumulative / 2**32
    shares = list(place.society.people.education.shares.values())
    assert found.mean(axis=0).tolist() == pytest.approx(
        [sum(shares[: end + 1]) / sum(shares) for end in range(5)], abs=1e-6
    )
    assert (found[1:, :-1] < found[:-1, :-1]).all()


def test_homes_that_give_another_schooling_than_there_is_are_refused(told, tmp_path):
    told["people"]["education"]["by_home"]["weights"]["highest"] = [0, 0, 0, 0, 1]
    with pytest.raises(UserError, match=r"by_home averages to 0\.\d+ of \w+, and shares say 0\.\d+"):
        world(told, tmp_path)
    del told["people"]["education"]["by_home"]["weights"]["highest"]
    with pytest.raises(UserError, match="must all be given"):
        world(told, tmp_path)
