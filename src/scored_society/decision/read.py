"""Reading a decision function: one Python file, looked at but not run."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scored_society.base.errors import Place, UserError, mistake

FUNCTION = "response"
PARAMETERS = ("board", "seat", "behaviour", "rules", "bulletin", "state")
SHAPE = f"def {FUNCTION}({', '.join(PARAMETERS)})"
MODULES = ("__future__", "math", "numba", "numpy", "scored_society", "typing")
"""What it may import: the file alone decides, so its hash stands for all that it does."""


@dataclass(frozen=True)
class Decision:
    """The file of a decision function.

    Attributes
    ----------
    path : Path
        Where it was read from.
    text : str
        What it says.
    """

    path: Path
    text: str

    @property
    def name(self) -> str:
        """The name of the file, without its ending."""
        return self.path.stem

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes."""
        return sha256(self.text.encode()).hexdigest()

    def mistake_at(
        self, line: int, what: str, allowed: str | Iterable[str] | None = None, meant: str | None = None
    ) -> UserError:
        """Return the message of a mistake in the file."""
        return mistake(what, place=Place(str(self.path), line), allowed=allowed, meant=meant)


GivenDecision = str | os.PathLike[str] | Decision | None
"""The path of a file, what was read from one, or nothing: the built-in function."""


def read_decision(given: GivenDecision) -> Decision | None:
    """Read the file of a decision function, without running it.

    Raises
    ------
    UserError
        If it cannot be read, is no Python, has no `response` with the parameters that it must have, or does what a
        decision must not: import other files, raise, or write into what it reads.
    """
    if given is None or isinstance(given, Decision):
        return given
    path = Path(given)
    try:
        decision = Decision(path, path.read_bytes().decode())
    except OSError as error:
        raise mistake(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise mistake(f"{path} is not a text in UTF-8") from error
    try:
        tree = ast.parse(decision.text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        raise decision.mistake_at(line, f"this is not Python: {getattr(error, 'msg', error)}") from error
    _check_shape(decision, tree)
    for node in ast.walk(tree):
        _check_node(decision, node)
    return decision


def _check_shape(decision: Decision, tree: ast.Module) -> None:
    """Ask for one function of the right name and parameters."""
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == FUNCTION]
    if not found:
        raise decision.mistake_at(1, f"there is no function '{FUNCTION}'", SHAPE)
    said = found[-1].args
    named = tuple(each.arg for each in (*said.posonlyargs, *said.args))
    if named != PARAMETERS or said.vararg or said.kwarg or said.kwonlyargs or said.defaults:
        what = f"'{FUNCTION}' has the parameters {ast.unparse(said) or 'of none'}"
        raise decision.mistake_at(found[-1].lineno, what, SHAPE)


def _check_node(decision: Decision, node: ast.AST) -> None:
    """Refuse what a decision must not do."""
    imported: list[str] = []
    if isinstance(node, ast.Import):
        imported = [each.name for each in node.names]
    elif isinstance(node, ast.ImportFrom):
        imported = [node.module or "" if node.level == 0 else "."]
    for name in imported:
        if name.partition(".")[0] not in MODULES:
            what = f"a decision function may not import '{name}': its one file must say all that decides"
            raise decision.mistake_at(getattr(node, "lineno", 1), what, MODULES)
    if isinstance(node, ast.Raise | ast.Assert):
        raise decision.mistake_at(node.lineno, "a decision function may not raise: people always decide")
    if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
        what = "a decision function reads and never writes: it may not assign to a field or an item"
        raise decision.mistake_at(node.lineno, what, "assign to names of its own, and return the factor")
