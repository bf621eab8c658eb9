import pytest

from scored_society.base.errors import UserError
from scored_society.base.writing import check_place, written


def test_a_text_is_whole_and_nothing_stands_beside_it(tmp_path):
    assert written("ä\n", tmp_path / "a.txt").read_text(encoding="utf-8") == "ä\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("place", ["missing/a.txt", "folder"])
def test_what_cannot_be_written_leaves_nothing(tmp_path, place):
    (tmp_path / "folder").mkdir()
    for attempt in (lambda: written("x", tmp_path / place), lambda: check_place(tmp_path / place)):
        with pytest.raises(UserError):
            attempt()
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
