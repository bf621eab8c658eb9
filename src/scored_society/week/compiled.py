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
import numba.core.codegen
import numba.core.config
import numba.core.types
from numba.core.registry import CPUDispatcher

from scored_society.base.paths import cache_directory

config: Any = numba.core.config
types: Any = numba.core.types
codegen: Any = numba.core.codegen
WIDEST_VECTORS = "avx512"
"""Vectors that are not used: see `without_widest_vectors`."""
DIGITS = 16
"""Hexadecimal digits of a hash that name a folder of machine code."""
Function = TypeVar("Function", bound=Callable[..., Any])


def without_widest_vectors() -> str:
    """Return the features of this processor without vectors of 512 bits.

    They make drawing quicker by a nanosecond a citizen-week, and all the rest slower by a tenth: processors slow down
    for them (see docs/decisions/012-where-a-week-goes.md).
    """
    features: str = codegen.get_host_cpu_features()
    return features.replace(f"+{WIDEST_VECTORS}", f"-{WIDEST_VECTORS}")


if config.CPU_FEATURES is None:  # read when the first function of a process is compiled; who set it knows better
    config.CPU_FEATURES = without_widest_vectors()


def sources() -> list[Path]:
    """List the source files that are compiled into a week, in a fixed order."""
    return sorted(Path(__file__).parent.glob("*.py"))


def code_folder(decision: str = "") -> Path:
    """Return the folder of the machine code that belongs to the present sources, numba and processor.

    And to the decision function with that hash, where it is not the built-in one.
    """
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    digest.update(f"{numba.__version__} {llvmlite.binding.get_host_cpu_name()} {platform.machine()}".encode())
    digest.update(f"{config.CPU_NAME} {config.CPU_FEATURES}".encode())
    folder = cache_directory() / "code" / digest.hexdigest()[:DIGITS]
    return folder.with_name(f"{folder.name}-{decision}") if decision else folder


DECISION = "__decision_sha256__"
"""What a module says whose functions call a decision function other than the built-in one: its hash."""


OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
"""How every function of the week is compiled.

Without numba's runtime, arrays are not counted as they are handed on: counting took half of the week (atomic
operations on counters that all threads share). So nothing in the week may allocate; the compiler refuses it.
"""
WITHIN: dict[str, Any] = {**OPTIONS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""How those are compiled that only the week itself calls: without the code for other callers, in half of the time."""


class Phase(CPUDispatcher):
    """A part of the compiled week."""

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """Tell the compiler what is called: the same code whatever numbers a caller writes out, not one for each."""
        return super().get_call_template(
            [types.unliteral(kind) for kind in args], {name: types.unliteral(kind) for name, kind in kws.items()}
        )

    def __call__(self, *arguments: Any) -> Any:
        """Run as it was written: for callers outside the week there is no machine code."""
        return self.py_func(*arguments)


def compiled(function: Function) -> Function:
    """Compile a phase; it becomes part of the entry point that calls it; Python calls it uncompiled."""
    return _phase(numba.njit(**WITHIN)(function))


def inlined(function: Function) -> Function:
    """Compile a phase that is written into its caller, whatever its length: what meets everybody every week."""
    return _phase(numba.njit(forceinline=True, **WITHIN)(function))


def _phase(function: Any) -> Any:
    if isinstance(function, CPUDispatcher):  # else numba is switched off, and functions are as they were written
        function.__class__ = Phase
    return function


def entry_point(function: Function) -> Function:
    """Compile a function that Python calls, and keep its machine code in `code_folder`.

    It releases the interpreter's lock, so a plain thread pool runs shards side by side.
    """
    before = config.CACHE_DIR
    folder = code_folder(getattr(function, "__globals__", {}).get(DECISION, ""))
    config.CACHE_DIR = str(folder)  # read once, while decorating; the user's own functions keep theirs
    try:
        return cast(Function, numba.njit(cache=True, **OPTIONS)(function))
    finally:
        config.CACHE_DIR = before


def is_compiled_already(decision: str = "") -> bool:
    """Whether machine code for the present sources is on disk (the first compile takes some seconds)."""
    folder = code_folder(decision)
    return folder.is_dir() and any(folder.rglob("*.nbi"))
