"""The page of the run folder names every measure that a run may store, and no other."""

from __future__ import annotations

from pathlib import Path

from scored_society.record.panel import PANEL
from scored_society.week.counted import KINDS

PAGE = Path(__file__).parents[2] / "docs" / "run-folder.md"


def named(section: str) -> list[str]:
    """Return what stands in the first column of a section's table, without what comes after a slash."""
    rows = PAGE.read_text(encoding="utf-8").split(f"## {section}\n")[1].split("\n## ")[0].splitlines()
    cells = [row.split("|")[1] for row in rows if row.startswith("| ")][1:]
    return [name.strip().split("/")[0] for cell in cells for name in cell.replace(";", ",").split(",")]


def test_every_measure_is_told_once():
    assert sorted(named("weekly.parquet")) == sorted(KINDS)


def test_every_column_of_the_panel_is_told_in_its_order():
    assert named("panel.parquet") == list(PANEL)
