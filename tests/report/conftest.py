"""The report of a made-up run, written once; the script of its pages is not kept in the user's folders."""

from __future__ import annotations

import pytest

from report import invented
from scored_society.report import write_report


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCORED_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def scored_page(tmp_path_factory):
    return write_report(invented.run(), tmp_path_factory.mktemp("report") / "scored.html")


@pytest.fixture(scope="session")
def unscored_page(tmp_path_factory):
    return write_report(invented.run("none"), tmp_path_factory.mktemp("report") / "unscored.html")


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory):
    return write_report(invented.hostile_run(), tmp_path_factory.mktemp("report") / "hostile.html")
