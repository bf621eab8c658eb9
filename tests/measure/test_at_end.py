import polars as pl
import pytest

from report import invented
from scored_society.measure.at_end import PEOPLE, people_at_end
from scored_society.record.start import simulate


@pytest.fixture(scope="module")
def small_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("people") / "run"
    return simulate("as-told", society="smallville", citizens=300, years=1, seed=3, out=folder, threads=1)


def test_the_people_at_the_end_are_those_of_the_last_week(small_run):
    people = people_at_end(small_run)
    assert people.schema == PEOPLE
    last = small_run.weekly.filter(
        (pl.col("measure") == "people") & (pl.col("week") == small_run.manifest["weeks"] - 1)
    )
    by_score = people.group_by("group", "score").agg(pl.len().cast(pl.Int64)).sort("group", "score")
    assert by_score.rows() == last.select("group", "score", "value").sort("group", "score").rows()
    assert people["income"].is_between(1, 5).all()
    assert people["income"].n_unique() == 5
    assert people["education"].is_between(0, 4).all()
    assert people.filter(pl.col("age") < 6)["education"].max() == 0


def test_the_people_at_the_end_are_those_of_the_last_panel(small_run):
    columns = list(PEOPLE)
    people = people_at_end(small_run).select(columns)
    assert people.rows() == small_run.panel.sort("seat").select(columns).rows()


def test_a_run_without_a_checkpoint_has_nobody_yet():
    run = invented.run()
    run.state = dict
    with pytest.raises(ValueError, match="no checkpoint yet"):
        people_at_end(run)
