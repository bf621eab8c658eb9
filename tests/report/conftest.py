"""The report of a made-up run, written once."""

from __future__ import annotations

import pytest

from report import invented
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


@pytest.fixture(scope="session", autouse=True)
def _made_up_runs_are_taken_as_they_are():
    """Made-up runs come out of no inputs; tests/record/test_verify.py has what `verify` refuses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scored_society.report.page.verify", lambda run: 0)
        yield
