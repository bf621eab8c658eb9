import re

import altair as alt
import polars as pl
import pytest
import vl_convert

import scored_society as ss
from report import invented
from scored_society import chart
from scored_society.base.errors import UserError
from scored_society.chart.look import BOUNDARY
from scored_society.record.run import Run

CHARTS = [getattr(chart, name) for name in chart.__all__ if name not in ("BOUNDARY", "NothingToDrawError", "save")]
WITHOUT_SCORES = [
    chart.acts, chart.acts_by_behaviour, chart.supervision, chart.waiting_over_time, chart.trust_in_state,
    chart.trust_in_neighbours,
]  # fmt: skip
PAIRS = [("as-told", draw) for draw in CHARTS] + [("none", draw) for draw in WITHOUT_SCORES]
UNIT = re.compile(r"\(.+\)|\bper\b")

LIVELY = """\
policy: lively
title: As told, with a list that is easy to come onto
extends: as-told
blacklist:
  low_score: {at_or_below: 990}
rules:
  speaking_out: {count: each_channel}
  littering: {count: each_channel}
  norm_violation: {count: each_channel}
"""
"""A rule book under which everything that can be drawn happens in a small society."""


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Run:
    path = tmp_path_factory.mktemp("lively") / "lively.yaml"
    path.write_text(LIVELY)
    return ss.simulate(path, society="smallville", citizens=2000, years=3)


@pytest.fixture
def run(policy: str, lively: Run) -> Run:
    """The lively run, or a made-up one in which nobody is scored."""
    return lively if policy == "as-told" else invented.run(policy)


every_chart = pytest.mark.parametrize(("policy", "draw"), PAIRS, ids=lambda each: getattr(each, "__name__", each))


@every_chart
def test_every_axis_has_a_title_with_its_unit(run, draw):
    vega = vl_convert.vegalite_to_vega(draw(run).to_dict())
    titles = {axis["orient"]: axis["title"] for axis in vega["axes"] if "title" in axis}
    assert set(titles) == {"bottom", "left"}
    assert all(isinstance(title, str) and UNIT.search(title) for title in titles.values()), titles


@every_chart
def test_every_picture_says_what_one_sees_and_that_nobody_is_real(run, draw):
    drawn = draw(run)
    specification = drawn.to_dict()
    assert isinstance(drawn, alt.LayerChart)
    assert specification["title"]["text"]
    caption = " ".join(specification["title"]["subtitle"])
    assert caption.endswith("ne run.")
    assert specification["description"] == f"{specification['title']['text']}. {caption}"
    assert BOUNDARY in vl_convert.vegalite_to_svg(specification)


@every_chart
def test_every_picture_carries_little_data(run, draw):
    datasets = draw(run).to_dict()["datasets"]
    assert 0 < sum(map(len, datasets.values())) < 5000


@pytest.mark.parametrize("draw", [draw for draw in CHARTS if draw not in WITHOUT_SCORES])
def test_without_scores_there_is_nothing_to_draw_of_them(draw):
    run = invented.run("none")
    if draw in (chart.scores, chart.scores_by_group, chart.scores_at_the_end, chart.waiting):
        with pytest.raises(UserError, match="nobody is scored under 'none'"):
            draw(run)
    else:
        with pytest.raises(chart.NothingToDrawError, match=r"^\w.{15,}[^.]$"):  # a reason, without its full stop
            draw(run).to_dict()


def test_a_society_without_a_hospital_is_refused():
    run = invented.run()
    run.society = invented.without_goods(run.society)
    with pytest.raises(UserError, match="no good in the domain of health"):
        chart.waiting(run)


def test_the_burn_in_is_not_drawn():
    later = chart.scores(invented.run(starts="2022-01-01", burn_in=2)).to_dict()
    years = [row["year"] for rows in later["datasets"].values() for row in rows if "year" in row]
    assert min(years) > 2022


def test_lines_that_all_lie_at_zero_are_said_to():
    run = invented.run()
    assert "zero" not in str(chart.performed(run).to_dict()["title"])
    run.weekly = run.weekly.filter(~pl.col("measure").cast(pl.String).str.starts_with("performed/"))
    assert "All lie at zero. One run." in " ".join(chart.performed(run).to_dict()["title"]["subtitle"])


def test_withheld_rights_are_never_called_a_gain():
    text = str(chart.speech(invented.run()).to_dict()["title"])
    assert "withheld" in text
    assert "Nothing here is a gain" in text
