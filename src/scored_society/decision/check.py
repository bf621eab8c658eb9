"""Whether a decision function compiles, and to whole numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

import numba
from numba import int64, types
from numba.core.registry import CPUDispatcher

from scored_society.base.names import nearest
from scored_society.decision.read import FUNCTION, Decision
from scored_society.tables.rules import RULES, Rules
from scored_society.week.board import BOARD, Board
from scored_society.week.bulletin import BULLETIN, Bulletin
from scored_society.week.state import SEAT

WHOLE = "whole numbers only, in fixed point: // and >> instead of /, and the factor in 1/2¹⁶ (ONE is one)"
FIELDS = {"board": Board._fields, "rules": Rules._fields, "bulletin": Bulletin._fields, "state": SEAT.names or ()}
"""What there is to read, by the name of the parameter."""


def check(decision: Decision, module: ModuleType) -> None:
    """See that a decision function compiles as the week does, and that nothing in it is a float.

    Raises
    ------
    UserError
        At the line of the mistake.
    """
    tree = ast.parse(decision.text)
    _check_fields(decision, tree)
    function: Any = getattr(module, FUNCTION)
    if not isinstance(function, CPUDispatcher):
        return  # numba is switched off
    board, rules, bulletin, seats = (numba.from_dtype(block) for block in (BOARD, RULES, BULLETIN, SEAT))
    try:
        function.compile((board, int64, int64, rules, bulletin, seats[::1]))
    except Exception as error:  # numba lets some of its own through
        line, said = _told(decision, tree, error)
        raise decision.mistake_at(line, f"it does not compile: {said}", "see docs/tutorials/own-decision.md") from error
    for part in vars(module).values():
        if isinstance(part, CPUDispatcher) and part.py_func.__module__ == module.__name__:
            _check_whole(decision, tree, part)
    returned = function.nopython_signatures[-1].return_type
    if not isinstance(returned, types.Integer):
        what = f"'{FUNCTION}' returns a value of type {returned}"
        raise decision.mistake_at(_definition(tree, FUNCTION).lineno, what, WHOLE)


def _check_fields(decision: Decision, tree: ast.Module) -> None:
    """Find misspelt fields, where they stand."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        owner = node.value.value if isinstance(node.value, ast.Subscript) else node.value
        known = FIELDS.get(owner.id) if isinstance(owner, ast.Name) else None
        if not known or not isinstance(owner, ast.Name) or node.attr in known:
            continue
        if (owner.id == "state") == isinstance(node.value, ast.Subscript):
            what = f"{owner.id} has no '{node.attr}'"
            raise decision.mistake_at(node.lineno, what, known, nearest(node.attr, known))


def _check_whole(decision: Decision, tree: ast.Module, function: Any) -> None:
    """Refuse floats in a function, if the compiler found any."""
    kinds: Iterable[Mapping[str, Any]] = (each.type_annotation.typemap for each in function.overloads.values())
    if not any(isinstance(kind, types.Float) for each in kinds for kind in each.values()):
        return
    name = function.py_func.__name__
    defined = _definition(tree, name)
    suspects = [
        node.lineno
        for node in ast.walk(defined)
        if (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div))
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]
    raise decision.mistake_at((suspects or [defined.lineno])[0], f"there is a float in '{name}'", WHOLE)


def _definition(tree: ast.Module, name: str) -> ast.FunctionDef:
    """Return where a function is defined."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name][-1]


def _told(decision: Decision, tree: ast.Module, error: Exception) -> tuple[int, str]:
    """Return the line that an error of the compiler is about, and what it says, in one line."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
    said = [line.strip() for line in text.splitlines() if line.strip()]
    shown = [line for line in said if not line.startswith(("Failed in", "During:", "File"))]
    places = re.findall(rf"{re.escape(decision.path.name)}\"?,? ?\(?(?:line )?(\d+)", text)
    named = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and f"'{node.id}'" in "".join(shown[:1])
    ]
    lines = [int(place) for place in places] or named or [_definition(tree, FUNCTION).lineno]
    return lines[-1], (shown or [type(error).__name__])[0]
