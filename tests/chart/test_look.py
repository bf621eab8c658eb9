import struct

import pytest

from report import invented
from scored_society import chart
from scored_society.base.errors import UserError
from scored_society.chart.look import BOUNDARY, HUES, group_marks, words
from scored_society.society.people import GROUPS


def test_a_picture_is_saved_by_its_ending(tmp_path):
    drawn = chart.acts(invented.run())
    png = chart.save(drawn, tmp_path / "acts.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20])[0] > 1000
    assert BOUNDARY in chart.save(drawn, tmp_path / "acts.svg").read_text(encoding="utf-8")


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"acts\.gif.*\.png or \.svg"):
        chart.save(chart.acts(invented.run()), tmp_path / "acts.gif")
    assert not list(tmp_path.iterdir())


def test_groups_differ_without_colour_where_descent_differs():
    color, dash = (channel.to_dict() for channel in group_marks(GROUPS))
    pairs = list(zip(color["scale"]["range"], map(tuple, dash["scale"]["range"]), strict=True))
    assert len(set(pairs)) == len(GROUPS)
    assert set(color["scale"]["range"]) <= set(HUES)


def test_names_become_words():
    assert words("late_payment") == "late payment"
