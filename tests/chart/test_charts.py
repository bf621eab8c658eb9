import re

import altair as alt
import polars as pl
import pytest
import vl_convert

import scored_society as ss
from report import invented
from scored_society import chart
from scored_society.base.errors import UserError
from scored_society.chart.bars import stacked_bars
from scored_society.chart.look import BOUNDARY, words
from scored_society.measure.run import goods
from scored_society.record.run import Run

NO_CHARTS = ("BOUNDARY", "NothingToDrawError", "save", *chart.paired.__all__)
CHARTS = [getattr(chart, name) for name in chart.__all__ if name not in NO_CHARTS]
WITHOUT_SCORES = [
    chart.acts, chart.acts_by_behaviour, chart.supervision, chart.waiting_over_time, chart.trust_in_state,
    chart.trust_in_neighbours, chart.income, chart.out_of_work, chart.poor_health,
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
redress: {number: 1, added: a test, notice: 1, appeal: {when_wrong: 1, when_true: 1, capacity: 1, error: 0}}
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


def test_each_scarce_good_has_a_picture_of_its_waits(lively):
    titles = [chart.waiting(lively, good).to_dict()["title"] for good in goods(lively)]
    assert [title["text"].removeprefix("Waiting time by score: ") for title in titles] == [
        words(good) for good in goods(lively)
    ]
    assert all("ranks those who wait by their score" in " ".join(title["subtitle"]) for title in titles)


def test_a_good_that_goes_by_date_is_said_to():
    run = invented.run()
    run.weekly = pl.concat([run.weekly, _served(run, "parking")])
    assert "does not rank those who wait" in " ".join(chart.waiting(run, "parking").to_dict()["title"]["subtitle"])


@pytest.mark.parametrize(
    ("policy", "draw", "why"),
    [
        ("none", chart.listings_by_route, "the rule book 'none' has no blacklist, so nobody is on one"),
        ("none", chart.exclusion, "the rule book 'none' has no punishments"),
        ("none", chart.collectors, "the rule book 'none' has no channel of the kind 'collectors'"),
        ("none", chart.rewards, "the rule book 'none' has no standing rewards"),
        ("none", chart.closed_to_children, "no punishment of the rule book 'none' falls on children"),
        ("none", chart.awareness, "nobody is scored under 'none', so there is no scheme to know of"),
        ("as-told", chart.extra_entries, "no rule of the rule book counts each report"),
        ("as-told", chart.exclusion, "nobody came under a punishment"),
        ("as-told", chart.rewards, "nobody had a standing reward"),
        ("as-told", chart.collectors, "nobody was hired"),
        ("as-told", chart.turned_away, "no check of faces turned anybody away"),
        ("as-told", chart.platform, "nobody had a score on the payment platform"),
        ("as-told", chart.children_of_listed, "no minor had a parent on the blacklist"),
        ("none", chart.wrongful, "no rule of the rule book 'none' gives or takes points"),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_where_there_is_nothing_to_draw_a_reason_is_given(policy, draw, why):
    with pytest.raises(chart.NothingToDrawError, match=re.escape(why)):
        draw(invented.run(policy))


def test_of_no_week_nothing_is_drawn():
    run = invented.run()
    run.weekly = run.weekly.clear()
    for draw in CHARTS:
        with pytest.raises(chart.NothingToDrawError):
            draw(run)


def test_bars_keep_the_order_of_their_frame_and_leave_out_what_is_null():
    frame = pl.DataFrame({"rule": ["second_best", "best"], "right": [2.0, 5.0], "wrong": [None, 1.0]})
    drawn = stacked_bars(
        frame, "rule", {"right": "right", "wrong": "wrong"}, titles=("Rule (name)", "Points (per year)"),
        title="Bars", caption="One run.",
    )  # fmt: skip
    layer = drawn.to_dict()["layer"][0]
    assert layer["encoding"]["y"]["sort"] == ["second best", "best"]
    rows = [row for rows in drawn.to_dict()["datasets"].values() for row in rows if "amount" in row]
    assert {(row["rule"], row["kind"], row["amount"]) for row in rows} == {
        ("second best", "right", 2), ("best", "right", 5), ("best", "wrong", 1),
    }  # fmt: skip


def test_one_kind_needs_no_legend():
    drawn = stacked_bars(
        pl.DataFrame({"rule": ["a"], "rate": [1]}), "rule", {"rate": "rate"}, titles=("Rule (name)", "Rate (per year)"),
        title="Bars", caption="One run.",
    )  # fmt: skip
    assert drawn.to_dict()["layer"][0]["encoding"]["color"]["legend"] is None


def test_no_legend_is_longer_than_its_room(lively):
    for draw in CHARTS:
        for scale in _domains(draw(lively).to_dict()):
            assert all(len(label) <= 42 for label in scale), (draw.__name__, scale)


def _domains(specification):
    for layer in specification["layer"]:
        domain = layer.get("encoding", {}).get("color", {}).get("scale", {}).get("domain")
        if domain:
            yield domain


def _served(run, good):
    rows = run.weekly.filter(pl.col("measure").cast(pl.String).str.ends_with("/hospital"))
    return rows.with_columns(pl.col("measure").str.replace("hospital", good, literal=True))
