import json
from pathlib import Path

import pytest


@pytest.fixture
def asked(pretend):
    asked: list[tuple[object, object]] = []

    def write_report(run, out):
        asked.append((run, out))
        return out or Path("runs/a/report.html")

    pretend("scored_society.record.folder", open_run=lambda path, decision: path)
    pretend("scored_society.report.page", write_report=write_report)
    return asked


def test_the_page_is_named(scored, asked):
    assert scored("report", "runs/a") == (0, "runs/a/report.html\n", "")
    assert scored("report", "runs/a", "--out", "x.html").out == "x.html\n"
    assert asked == [(Path("runs/a"), None), (Path("runs/a"), Path("x.html"))]


def test_a_comparison_is_told_from_a_run_by_its_file(scored, asked, pretend, tmp_path):
    (tmp_path / "comparison.json").write_text("{}")
    pretend(
        "scored_society.measure.paired.folder",
        is_comparison=lambda path: (path / "comparison.json").is_file(),
        read_comparison=lambda path, decision: ("comparison", path),
    )
    assert scored("report", tmp_path).status == 0
    assert asked == [(("comparison", tmp_path), None)]


def test_a_folder_that_holds_neither_is_a_users_mistake(scored, tmp_path):
    assert scored("report", tmp_path).status == 2
    (tmp_path / "comparison.json").write_text("{}")
    assert scored("report", tmp_path).status == 2


def test_json(scored, asked):
    assert json.loads(scored("report", "runs/a", "--json").out) == {"report": "runs/a/report.html"}
