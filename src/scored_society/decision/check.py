"""Whether a decision function compiles, and to whole numbers."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import numba
from numba import int64, types
from numba.core.errors import NumbaError
from numba.core.registry import CPUDispatcher

from scored_society.decision.read import FUNCTION, Decision
from scored_society.tables.rules import RULES
from scored_society.week.board import BOARD
from scored_society.week.bulletin import BULLETIN
from scored_society.week.state import SEAT

WHOLE = "whole numbers only, in fixed point: // and >> instead of /, and the factor in 1/2¹⁶ (ONE is one)"


def check(decision: Decision, module: ModuleType) -> None:
    """See that a decision function compiles as the week does, and that nothing in it is a float.

    Raises
    ------
    UserError
        At the line of the mistake.
    """
    function: Any = getattr(module, FUNCTION)
    if not isinstance(function, CPUDispatcher):
        return  # numba is switched off
    board, rules, bulletin = (numba.from_dtype(block) for block in (BOARD, RULES, BULLETIN))
    arguments = (board, int64, int64, rules, bulletin, numba.from_dtype(SEAT)[::1])
    try:
        function.compile(arguments)
    except NumbaError as error:
        raise decision.mistake_at(*_told(decision, error), "see docs/tutorials/own-decision.md") from error
    for part in {id(each): each for each in vars(module).values() if isinstance(each, CPUDispatcher)}.values():
        if part.py_func.__module__ == module.__name__:
            _check_whole(decision, part)
    returned = function.nopython_signatures[-1].return_type
    if not isinstance(returned, types.Integer):
        raise decision.mistake_at(_line(function), f"'{FUNCTION}' returns a value of type {returned}", WHOLE)


def _check_whole(decision: Decision, function: Any) -> None:
    for result in function.overloads.values():
        typed = result.type_annotation.typemap.items()
        floats = sorted(name for name, kind in typed if isinstance(kind, types.Float) and name.isidentifier())
        if floats or any(isinstance(kind, types.Float) for _, kind in typed):
            named = f": {floats[0]}" if floats else ""
            raise decision.mistake_at(_line(function), f"'{function.py_func.__name__}' has a float in it{named}", WHOLE)


def _line(function: Any) -> int:
    return int(function.py_func.__code__.co_firstlineno)


def _told(decision: Decision, error: NumbaError) -> tuple[int, str]:
    """Return the line in the file that an error of the compiler is about, and what it says in one line."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
    place = re.escape(str(decision.path.name))
    lines = [int(found) for found in re.findall(rf"{place}\"?,? ?\(?(?:line )?(\d+)", text)]
    said = [line.strip() for line in text.splitlines() if line.strip()]
    shown = [line for line in said if not line.startswith(("Failed in", "During:", "File"))]
    return (lines[-1] if lines else 1), f"it does not compile: {(shown or ['no reason was given'])[0]}"
