"""How the week is compiled, and where the machine code is kept.

Numba's own file cache notices an edit only in the file of the cached function itself, not in the files whose
functions it inlines: edit one phase, run again, and the old phase runs. So the machine code lives in a folder named
after a hash of *every* source file of this package, the numba version and the processor.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import llvmlite.binding
import numba
import numba.core.config

from scored_society.base.paths import cache_directory

config: Any = numba.core.config
Function = TypeVar("Function", bound=Callable[..., Any])


def sources() -> list[Path]:
    """List the source files that are compiled into a week, in a fixed order."""
    return sorted(Path(__file__).parent.glob("*.py"))


def code_folder() -> Path:
    """Return the folder of the machine code that belongs to the present sources, numba and processor."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    digest.update(f"{numba.__version__} {llvmlite.binding.get_host_cpu_name()} {platform.machine()}".encode())
    digest.update(f"{config.CPU_NAME} {config.CPU_FEATURES}".encode())
    return cache_directory() / "code" / digest.hexdigest()[:16]


def compiled(function: Function) -> Function:
    """Compile a phase; it is inlined into the entry point that calls it and not cached by itself."""
    return cast(Function, numba.njit(nogil=True, error_model="numpy")(function))


def entry_point(function: Function) -> Function:
    """Compile a function that Python calls, and keep its machine code in `code_folder`.

    It releases the interpreter's lock, so a plain thread pool runs shards side by side.
    """
    before = config.CACHE_DIR
    config.CACHE_DIR = str(code_folder())  # read once, while decorating; the user's own functions keep theirs
    try:
        return cast(Function, numba.njit(nogil=True, cache=True, error_model="numpy")(function))
    finally:
        config.CACHE_DIR = before


def is_compiled_already() -> bool:
    """Whether machine code for the present sources is on disk (the first compile takes some seconds)."""
    folder = code_folder()
    return folder.is_dir() and any(folder.rglob("*.nbi"))
