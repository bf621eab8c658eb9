import tempfile
from pathlib import Path

import pytest

from scored_society.base.paths import cache_directory


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "temporary").mkdir()
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SCORED_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)


def test_the_cache_is_at_home(tmp_path: Path):
    assert cache_directory() == tmp_path / "home/.cache/scored-society"
    assert cache_directory().is_dir()


def test_the_cache_follows_xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_directory() == tmp_path / "xdg/scored-society"


def test_a_relative_xdg_folder_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "xdg")
    assert cache_directory() == tmp_path / "home/.cache/scored-society"


def test_the_cache_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCORED_CACHE", str(tmp_path / "named"))
    assert cache_directory() == tmp_path / "named"


def test_a_temporary_folder_serves_if_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCORED_CACHE", str(tmp_path / "file/cache"))
    folder = cache_directory()
    assert folder.parent == tmp_path / "temporary"
    assert folder.stat().st_mode & 0o077 == 0
    assert cache_directory() == folder


def test_a_temporary_folder_that_others_may_write_in_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCORED_CACHE", str(tmp_path / "file/cache"))
    folder = cache_directory()
    folder.chmod(0o777)
    assert cache_directory() != folder
