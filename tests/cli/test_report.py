import json
from pathlib import Path

import pytest


@pytest.fixture
def asked(pretend):
    asked: list[tuple[object, object]] = []

    def write_report(run, out):
        asked.append((run, out))
        return out or Path("runs/a/report.html")

    pretend("scored_society.record.folder", open_run=lambda path: path)
    pretend("scored_society.report.page", write_report=write_report)
    return asked


def test_the_page_is_named(scored, asked):
    assert scored("report", "runs/a") == (0, "runs/a/report.html\n", "")
    assert scored("report", "runs/a", "--out", "x.html").out == "x.html\n"
    assert asked == [(Path("runs/a"), None), (Path("runs/a"), Path("x.html"))]


def test_json(scored, asked):
    assert json.loads(scored("report", "runs/a", "--json").out) == {"report": "runs/a/report.html"}
