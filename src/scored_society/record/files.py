"""Writing files so that a kill at any moment leaves the old file or the new one, never a torn one."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.base.errors import ScoredError

ASIDE = ".aside"
"""Ending of what is still being written; whatever has it after a kill is of no use."""


def aside_of(path: Path) -> Path:
    """Return where `path` is written before it takes its place."""
    return path.with_name(f".{path.name}{ASIDE}")


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file beside `path` that takes its place once it is whole and on the disk."""
    aside = aside_of(path)
    try:
        with open(aside, "wb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        move(aside, path)
    except BaseException:
        remove(aside)
        raise


def move(aside: Path, path: Path) -> None:
    """Let a file or folder that is whole take its place, for good."""
    os.replace(aside, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put the entries of a folder on the disk, so that a rename outlives a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all."""
    with replacing(path) as handle:
        handle.write(content)


def write_json(path: Path, value: object) -> None:
    """Write a value as indented JSON, whole or not at all."""
    write_bytes(path, json_bytes(value))


def json_bytes(value: object) -> bytes:
    """Return a value as indented JSON with a line break at its end."""
    return f"{json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)}\n".encode()


def write_frame(path: Path, frame: pl.DataFrame) -> None:
    """Write a frame as parquet, whole or not at all."""
    encoded = io.BytesIO()  # by way of memory, so that a full disk is an OSError here
    frame.write_parquet(encoded, compression="zstd")
    write_bytes(path, encoded.getvalue())


def join_frames(paths: Sequence[Path], path: Path) -> None:
    """Write parquet files of one schema as one, in their order, without holding them in memory."""
    with replacing(path) as handle:
        try:
            pl.scan_parquet(list(paths), glob=False).sink_parquet(handle, compression="zstd", maintain_order=True)
        except pl.exceptions.ComputeError as error:
            raise _system_error(error) from error


def _system_error(error: pl.exceptions.ComputeError) -> Exception:
    """Return the OSError that Polars wrapped in its own, or the error itself."""
    number = re.search(r"\(os error (\d+)\)", str(error))
    return OSError(int(number[1]), os.strerror(int(number[1]))) if number else error


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write named arrays as npz, whole or not at all."""
    with replacing(path) as handle:
        np.savez(handle, allow_pickle=False, **arrays)


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Read named arrays; whatever is wrong with them raises ValueError or OSError."""
    try:
        with open(path, "rb") as handle, np.load(handle, allow_pickle=False) as arrays:
            return dict(arrays)
    except FileNotFoundError:
        raise
    except Exception as error:  # zipfile, zlib and numpy each have their own
        raise ValueError(f"{path}: {error}") from error


def remove(path: Path) -> None:
    """Remove a file or a folder; what cannot be removed stays and does no harm."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def resume_command(folder: Path, decision: Path | None = None) -> str:
    """Return the command that goes on with a run; it names the decision function, if that is not the built-in one.

    Examples
    --------
    >>> resume_command(Path("runs/a b"))
    "scored simulate --resume 'runs/a b'"
    """
    named = f" --decision {shlex.quote(str(decision))}" if decision else ""
    return f"scored simulate --resume {shlex.quote(str(folder))}{named}"


@contextmanager
def resumable(folder: Path) -> Iterator[None]:
    """Turn whatever the disk refuses into one message that says how to go on."""
    try:
        yield
    except OSError as error:
        raise ScoredError(
            f"{disk_trouble(error)}; what {folder} kept before is whole; to go on from there: {resume_command(folder)}"
        ) from error


def disk_trouble(error: OSError) -> str:
    """Say in words what a disk refused."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full: {error}"
    return f"cannot write: {error}"
