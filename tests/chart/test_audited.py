"""The pictures of an audit."""

from __future__ import annotations

import polars as pl
import pytest
import vl_convert

from scored_society.chart import NothingToDrawError, audited
from scored_society.chart.look import BOUNDARY

FLOWS = pl.DataFrame(
    {
        "context": ["play", "money", "money"], "domain": ["mobility", "money", "schooling"],
        "related": [False, True, False], "many": [1, 3, 2], "consequences": ["travel_ban", "a, b, c", "d, e"],
        "rules": ["game_cheating", "late_payment", "late_payment"],
    }
)  # fmt: skip
CURVE = pl.DataFrame(
    {
        "gravity": [1, 3], "weight": [3, 4], "years": ["no end", "2.0"], "load": [30.0, 8.0], "allowed": [2.0, 12.0],
        "acts": [7, 1], "rule": ["littering", "theft"], "consequence": ["travel_ban", "no_licences"],
    }
)  # fmt: skip
PICTURES = [(audited.context_flow, FLOWS), (audited.disproportion, CURVE)]
every_picture = pytest.mark.parametrize(("draw", "frame"), PICTURES)


@every_picture
def test_it_has_titles_with_units_a_caption_and_the_sentence(draw, frame):
    specification = draw(frame).to_dict()
    vega = vl_convert.vegalite_to_vega(specification)
    titles = {axis["title"] for axis in vega["axes"] if "title" in axis}
    assert len(titles) == 2
    assert all("(" in title for title in titles)
    assert specification["description"].endswith("Read in the rule book.")
    assert BOUNDARY in vl_convert.vegalite_to_svg(specification)


@every_picture
def test_nothing_to_draw_is_said(draw, frame):
    with pytest.raises(NothingToDrawError):
        draw(frame.clear())


def test_the_captions_count_what_is_unrelated_and_what_is_above():
    def told(chart):
        return " ".join(chart.to_dict()["title"]["subtitle"])

    assert "2 of 3 such ways lead into a part of life that is unrelated" in told(audited.context_flow(FLOWS))
    assert "Of 2 gravities, 1 can bring more than that" in told(audited.disproportion(CURVE))


def test_a_cell_shows_how_many_consequences_take_its_way_and_whether_it_is_related():
    specification = audited.context_flow(FLOWS).to_dict()
    cells, counts = specification["layer"][:2]
    assert counts["encoding"]["text"]["field"] == "many"
    rows = specification["datasets"][cells["data"]["name"]]
    kinds = {(row["context"], row["domain"]): row["kind"] for row in rows}
    assert kinds[("money", "money")] == audited.RELATED
    assert kinds[("play", "mobility")] == kinds[("money", "schooling")] == audited.UNRELATED
    assert rows[0]["consequences"] == "travel ban"


def test_the_two_lines_differ_in_more_than_colour():
    layers = audited.disproportion(CURVE).to_dict()["layer"]
    assert {"strokeDash", "shape"} <= {channel for layer in layers for channel in layer.get("encoding", {})}
