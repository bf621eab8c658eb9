"""The compiled week by which a run is lived: the built-in one, or one with a decision function of a researcher.

Another decision function needs machine code of its own. The modules of the week that lead to `response` are executed
once more from their sources, under names of their own, and import each other and that function; all other modules are
shared. The names matter: machine code is linked by them, so two decisions never meet in one symbol.
"""

from __future__ import annotations

import ast
import sys
import threading
import traceback
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from scored_society import week
from scored_society.decision.check import check
from scored_society.decision.read import FUNCTION, Decision
from scored_society.week.compiled import DECISION, Phase, compiled, is_compiled_already

WEEK = week.__name__
SOURCES = Path(week.__file__ or "").parent
HOME = f"{WEEK}.act"
"""The module with the built-in function."""


class Code(NamedTuple):
    """The compiled week of a run."""

    decision: Decision | None = None

    @property
    def sha256(self) -> str:
        """The hash of the decision function; empty for the built-in one."""
        return self.decision.sha256 if self.decision else ""

    @property
    def live_shard(self) -> Callable[..., None]:
        """The function that lives a week of a shard (see `week.shard.live_shard`)."""
        return self._entry("shard", "live_shard")

    @property
    def relive_both(self) -> Callable[..., None]:
        """The function that lives two runs again side by side (see `week.lockstep.relive_both`)."""
        return self._entry("lockstep", "relive_both")

    def is_compiled_already(self) -> bool:
        """Whether its machine code is on disk."""
        return is_compiled_already(self.sha256)

    def prepare(self) -> None:
        """Run the file of the decision function, and see that it compiles.

        Raises
        ------
        UserError
            At its line, if it does not.
        """
        if self.decision is not None:
            _loaded(self.decision)

    def _entry(self, module: str, name: str) -> Callable[..., None]:
        found = import_module(f"{WEEK}.{module}") if self.decision is None else _module(self.decision, module)
        entry: Callable[..., None] = getattr(found, name)
        return entry


BUILT_IN = Code()
_LOCK = threading.RLock()


def _package(decision: Decision) -> str:
    return f"{WEEK}.decided_{decision.sha256}"


def _loaded(decision: Decision) -> ModuleType:
    """Return the module of the decision function; its file is run the first time."""
    name = f"{_package(decision)}.decision"
    with _LOCK:
        if name not in sys.modules:
            module = ModuleType(name)
            module.__file__ = str(decision.path)
            sys.modules[name] = module  # numba looks for it there
            try:
                _run(decision, module)
                function = vars(module)[FUNCTION]
                if not isinstance(function, Phase):
                    vars(module)[FUNCTION] = compiled(getattr(function, "py_func", function))
                if not is_compiled_already(decision.sha256):  # else it did compile
                    check(decision, module)
            except BaseException:
                del sys.modules[name]
                raise
        return sys.modules[name]


def _run(decision: Decision, module: ModuleType) -> None:
    """Run the file of a decision function."""
    try:
        exec(compile(decision.text, str(decision.path), "exec"), vars(module))
    except Exception as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
                 if frame.filename == str(decision.path)]  # fmt: skip
        raise decision.mistake_at((lines or [1])[-1] or 1, f"{type(error).__name__}: {error}") from error


def _module(decision: Decision, name: str) -> ModuleType:
    """Return a module of the week that leads to the decision function, executed once more."""
    full = f"{_package(decision)}.{name}"
    with _LOCK:
        if full not in sys.modules:
            _loaded(decision)
            path = SOURCES / f"{name}.py"
            tree = _Redirected(decision).visit(ast.parse(path.read_bytes()))
            module = ModuleType(full)
            module.__file__ = str(path)
            vars(module)[DECISION] = decision.sha256
            sys.modules[full] = module
            try:
                exec(compile(ast.fix_missing_locations(tree), str(path), "exec"), vars(module))
            except BaseException:
                del sys.modules[full]
                raise
        return sys.modules[full]


class _Redirected(ast.NodeTransformer):
    """Lets a module import the decision function, and the modules that lead to it, from where they are once more."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision

    def visit_ImportFrom(self, node: ast.ImportFrom) -> Any:
        """Redirect one import."""
        if node.module == HOME:
            decided = [each for each in node.names if each.name == FUNCTION]
            others = [each for each in node.names if each.name != FUNCTION]
            parts = [(HOME, others), (f"{_package(self.decision)}.decision", decided)]
            return [ast.copy_location(ast.ImportFrom(where, names, 0), node) for where, names in parts if names]
        name = (node.module or "").removeprefix(f"{WEEK}.")
        if name in leading():
            _module(self.decision, name)
            node.module = f"{_package(self.decision)}.{name}"
        return node


@cache
def leading() -> frozenset[str]:
    """Return the names of the modules of the week whose functions call `response`, or those that do."""
    imports: dict[str, set[str]] = {}
    found: set[str] = set()
    for path in SOURCES.glob("*.py"):
        imports[path.stem] = set()
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module:
                imports[path.stem].add(node.module.removeprefix(f"{WEEK}."))
                if node.module == HOME and FUNCTION in {each.name for each in node.names}:
                    found.add(path.stem)
    while more := {name for name, read in imports.items() if read & found} - found:
        found |= more
    return frozenset(found)
