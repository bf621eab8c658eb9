"""The report of a made-up run, written once."""

from __future__ import annotations

import polars as pl
import pytest
from playwright.sync_api import sync_playwright
from polars.dataframe.group_by import GroupBy

from report import invented
from report.compared import compared
from report.invented_systems import with_systems
from scored_society.report import write_report


@pytest.fixture(scope="session")
def scored_page(tmp_path_factory):
    return write_report(with_systems(invented.run()), tmp_path_factory.mktemp("report") / "scored.html")


@pytest.fixture(scope="session")
def unscored_page(tmp_path_factory):
    return write_report(invented.run("none"), tmp_path_factory.mktemp("report") / "unscored.html")


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory):
    return write_report(
        invented.hostile_run(with_systems(invented.run())), tmp_path_factory.mktemp("report") / "hostile.html"
    )


@pytest.fixture(scope="session")
def compared_page(tmp_path_factory):
    """Compared with no score: a list that is easy to come onto, under a hostile title."""
    return write_report(compared("none", "lively"), tmp_path_factory.mktemp("report") / "compared.html")


@pytest.fixture(scope="session", autouse=True)
def _made_up_runs_are_taken_as_they_are():
    """Made-up runs come out of no inputs; tests/record/test_verify.py has what `verify` refuses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scored_society.report.page.verify", lambda run: 0)
        yield


@pytest.fixture
def polars_in_no_order(monkeypatch):
    """Let polars return groups, and the rows of a join, in another order than usual wherever it leaves it open."""
    agg, join, unique = GroupBy.agg, pl.DataFrame.join, pl.Series.unique

    def shuffled(frame):
        return frame.sample(fraction=1, shuffle=True, seed=frame.height)

    def agg_in_no_order(self, *args, **kwargs):
        frame = agg(self, *args, **kwargs)
        return frame if self.maintain_order else shuffled(frame)

    def join_in_no_order(self, *args, **kwargs):
        frame = join(self, *args, **kwargs)
        return frame if kwargs.get("maintain_order") else shuffled(frame)

    def unique_in_no_order(self, *, maintain_order=False):
        values = unique(self, maintain_order=maintain_order)
        return values if maintain_order else values.shuffle(seed=len(values))

    monkeypatch.setattr(GroupBy, "agg", agg_in_no_order)
    monkeypatch.setattr(pl.DataFrame, "join", join_in_no_order)
    monkeypatch.setattr(pl.Series, "unique", unique_in_no_order)


ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@pytest.fixture(scope="module")
def browser():
    """The system's Chromium, which asks nothing of the network by itself."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()
