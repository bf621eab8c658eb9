import re

import altair as alt
import polars as pl
import pytest
import vl_convert

from report.compared import compared
from scored_society import chart
from scored_society.chart.look import BOUNDARY
from scored_society.chart.paired.effects import BY_GROUP
from scored_society.chart.paired.partings import parted_so_far
from scored_society.chart.paired.transitions import ends
from scored_society.chart.paired.years import over_the_years
from scored_society.measure.paired.headlines import headlines

CHARTS = [getattr(chart.paired, name) for name in chart.paired.__all__]
every_chart = pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)
UNIT = re.compile(r"\(.+\)|\bper\b")


@pytest.fixture(scope="module")
def comparison():
    return compared("none", "lively")


@every_chart
def test_every_picture_says_what_one_sees_and_that_nobody_is_real(comparison, draw):
    drawn = draw(comparison)
    specification = drawn.to_dict()
    assert isinstance(drawn, alt.LayerChart | alt.VConcatChart)
    caption = " ".join(specification["title"]["subtitle"])
    assert caption.endswith("One pair of runs.")
    assert specification["description"] == f"{specification['title']['text']}. {caption}"
    assert BOUNDARY in vl_convert.vegalite_to_svg(specification)


@every_chart
def test_every_axis_or_panel_has_its_unit(comparison, draw):
    specification = draw(comparison).to_dict()
    if "vconcat" in specification:
        titles = [panel["title"]["subtitle"] for panel in specification["vconcat"] if "title" in panel]
        assert len(titles) == len(specification["vconcat"]) - 1 > 3
    else:
        titles = [axis["title"] for axis in vl_convert.vegalite_to_vega(specification)["axes"] if "title" in axis]
    assert all(UNIT.search(title) for title in titles) or draw is chart.fates_by_group, titles


@every_chart
def test_every_picture_carries_little_data(comparison, draw):
    assert 0 < sum(map(len, draw(comparison).to_dict()["datasets"].values())) < 5000


def test_each_outcome_that_differs_has_a_panel_with_a_rule_at_zero_and_its_interval(comparison):
    drawn = chart.effects(comparison).to_dict()
    panels = [panel for panel in drawn["vconcat"] if "title" in panel]
    told = headlines(comparison)
    assert [panel["title"]["text"].lower() for panel in panels] == [name.lower() for name in told["name"]]
    for panel, row in zip(panels, told.iter_rows(named=True), strict=True):
        data = [drawn["datasets"][layer["data"]["name"]] for layer in panel["layer"]]
        assert data[0] == [{"low": 0}]
        assert [each[0]["effect"] for each in data[1:]] == [row["second_effect"]] * 2 + [row["effect"]] * 2
        assert (data[-1][0]["low"], data[-1][0]["high"]) == (row["low"], row["high"])


def test_outcomes_without_any_difference_are_left_out_and_named():
    comparison = compared("as-told", "milder")
    drawn = chart.effects(comparison).to_dict()
    some = pl.any_horizontal(pl.col("effect", "low", "high", "second_effect") != 0)
    same = headlines(comparison).filter(~some)["name"].to_list()
    assert same
    assert f"Without any difference, and left out: {', '.join(same)}." in " ".join(drawn["title"]["subtitle"])
    panels = {panel["title"]["text"].lower() for panel in drawn["vconcat"] if "title" in panel}
    assert not panels & {name.lower() for name in same}


def test_groups_stand_in_the_order_of_the_run(comparison):
    panel = chart.effects_by_group(comparison).to_dict()["vconcat"][0]
    assert panel["layer"][1]["encoding"]["y"]["sort"] == ["everybody", *comparison.manifest["a"]["groups"]]
    assert set(BY_GROUP) <= {"score", *comparison.effects["measure"]}


def test_both_runs_are_drawn_over_the_years(comparison):
    drawn = chart.effects_by_year(comparison).to_dict()
    rows = [row for rows in drawn["datasets"].values() for row in rows if row.get("measure") == "wrong"]
    yearly = over_the_years(comparison).filter(measure="wrong")
    found = {(row["year"], row["run"]): row["value"] for row in rows}
    expected = {(row["year"], f"{run}: {name}"): row[run]
                for row in yearly.to_dicts() for run, name in (("a", "none"), ("b", "lively"))}  # fmt: skip
    assert found == expected
    assert len({year for year, _ in found}) == 2


def test_lives_parted_so_far_come_to_all_that_parted(comparison):
    frame = parted_so_far(comparison)
    ends_of = frame.filter(pl.col("week") == frame["week"].max())
    told = {cause: count for cause, count in comparison.manifest["parted_by_cause"].items() if count}
    assert dict(ends_of.select("cause", "lives").iter_rows()) == told
    assert ends_of["percent"].sum() == pytest.approx(100 * comparison.parted / comparison.lives)
    for (_,), lives in frame.group_by("cause", maintain_order=True):
        assert lives["lives"].is_sorted()
    (first,) = frame.filter(pl.col("week") == frame["week"].min(), cause="own rule")["lives"]
    week = comparison.partings.filter(pl.col("week") == 0, cause="own rule")["lives"].sum()
    assert first == week


def test_harmed_and_helped_come_to_all_of_them(comparison):
    for draw in (chart.fates, chart.fates_by_group):
        assert "harmed" in str(draw(comparison).to_dict()["layer"][0]["encoding"]["color"])
    rows = [row for rows in chart.fates(comparison).to_dict()["datasets"].values() for row in rows if "amount" in row]
    harmed = sum(row["amount"] for row in rows if row["kind"].startswith("harmed"))
    assert harmed == pytest.approx(100 * comparison.harmed / comparison.lives)


def test_where_people_end_counts_everybody_once(comparison):
    frame = ends(comparison)
    assert frame["lives"].sum() == comparison.transitions["lives"].sum()
    assert frame.group_by("a").agg(pl.col("share").sum())["share"].to_list() == pytest.approx([100])
    assert set(frame["a"]) == {"not scored"}


def test_bands_are_widened_until_there_are_few():
    comparison = compared("as-told", "milder")
    many = pl.DataFrame(
        [(f"{low} to {low + 49}", "on the list", 12_345) for low in range(600, 1350, 50)],
        schema=comparison.transitions.schema,
        orient="row",
    )
    changed = type(comparison)(**(vars(comparison) | {"transitions": many}))
    frame = ends(changed)
    assert frame["a"].to_list() == ["600 to 799", "800 to 999", "1000 to 1199", "1200 to 1399"]
    assert frame["told"].to_list() == ["49.4k", "49.4k", "49.4k", "37k"]


@pytest.mark.parametrize(
    "draw", [draw for draw in CHARTS if draw is not chart.transitions], ids=lambda draw: draw.__name__
)
def test_of_a_run_with_itself_there_is_nothing_to_draw(draw):
    with pytest.raises(chart.NothingToDrawError, match=r"^\w.{15,}[^.]$"):  # a reason, without its full stop
        draw(compared("as-told", "as-told"))


def test_a_picture_with_panels_can_be_saved(comparison, tmp_path):
    assert chart.save(chart.effects(comparison), tmp_path / "effects.png").stat().st_size > 10_000
