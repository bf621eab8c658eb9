import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from polars.testing import assert_frame_equal

from scored_society.base.errors import ScoredError
from scored_society.record.files import (
    join_frames,
    read_arrays,
    resumable,
    write_arrays,
    write_bytes,
    write_frame,
    write_json,
)

TYPES = st.sampled_from([np.uint8, np.uint16, np.uint32, np.int64, np.bool_])


@contextmanager
def small_files() -> Iterator[None]:
    """Let no file grow beyond a few kilobytes, as a quota would.

    Around single writes only: pytest's own report may be a longer file, and is written between tests.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from("abc"), arrays.arrays(TYPES, arrays.array_shapes(min_side=0, max_dims=2))))
def test_arrays_come_back(tmp_path_factory: pytest.TempPathFactory, given_arrays):
    path = tmp_path_factory.mktemp("made") / "state.npz"
    write_arrays(path, given_arrays)
    found = read_arrays(path)
    assert found.keys() == given_arrays.keys()
    for name, array in given_arrays.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array)


def test_objects_are_never_stored_or_read(tmp_path: Path):
    with pytest.raises(ValueError, match=r"[Oo]bject"):
        write_arrays(tmp_path / "state.npz", {"a": np.array([object()])})
    np.savez(tmp_path / "evil.npz", a=np.array([{}], dtype=object))
    with pytest.raises(ValueError, match="evil"):
        read_arrays(tmp_path / "evil.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["evil.npz"]


def test_frames_are_joined_in_order(tmp_path: Path):
    frames = [pl.DataFrame({"week": [n, n], "name": ["x", None]}) for n in (3, 1, 2)]
    paths = [tmp_path / f"part [{n}]*.parquet" for n in range(3)]
    for path, frame in zip(paths, frames, strict=True):
        write_frame(path, frame)
    join_frames(paths, tmp_path / "whole.parquet")
    assert_frame_equal(pl.read_parquet(tmp_path / "whole.parquet"), pl.concat(frames))


def test_the_old_file_stays_if_the_new_one_does_not_fit(tmp_path: Path):
    path = tmp_path / "weekly.parquet"
    write_bytes(path, b"old")
    numbers = pl.DataFrame({"n": np.random.default_rng(1).integers(0, 1 << 62, 1400)})
    parts = [tmp_path / "1.parquet", tmp_path / "2.parquet"]
    for part, half in zip(parts, (numbers[:700], numbers[700:]), strict=True):
        write_frame(part, half)
    writes = {
        "bytes": lambda: write_bytes(path, bytes(10_000)),
        "json": lambda: write_json(path, "x" * 10_000),
        "frame": lambda: write_frame(path, numbers),
        "arrays": lambda: write_arrays(path, {"a": np.zeros(10_000)}),
        "joined": lambda: join_frames(parts, path),
    }
    for what, write in writes.items():
        assert cut_short(write).startswith("cannot write: "), what
        assert path.read_bytes() == b"old"
        assert len(list(tmp_path.iterdir())) == 3


def cut_short(write: Callable[[], None]) -> str:
    """Return the message of a write that finds no room, empty if it finds it."""
    try:
        with resumable(Path("run")), small_files():
            write()
    except ScoredError as error:
        return str(error)
    return ""


def test_json_has_no_nonsense_numbers(tmp_path: Path):
    with pytest.raises(ValueError, match="JSON"):
        write_json(tmp_path / "a.json", float("nan"))
    assert not list(tmp_path.iterdir())
