"""Decision functions that several tests live by."""

from __future__ import annotations

import inspect
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import scored_society as ss
from scored_society.record.run import Run
from scored_society.week import act

EXAMPLE = Path(__file__).parents[2] / "examples" / "own_decision.py"
HEAD = "from scored_society.week.act import *\n\n\n"
SIGNATURE = "def response(board, seat, behaviour, rules, bulletin, state):\n"


def built_in() -> str:
    """Return the text of a decision function that is the built-in one, word for word."""
    function: Any = act.response
    return HEAD.replace("\n\n", "\n", 1) + "\n" + inspect.getsource(getattr(function, "py_func", function))


def returning(value: str) -> str:
    """Return the text of a decision function that returns a value, whoever decides on whatever."""
    return f"{HEAD}{SIGNATURE}    return {value}\n"


@cache
def copy() -> Path:
    """Return the file of a decision function that is the built-in one."""
    path = Path(tempfile.mkdtemp(prefix="scored-society-")) / "copied.py"
    path.write_text(built_in())
    return path


@cache
def copied(policy: str = "as-told") -> Run:
    """Three neighbourhoods of Smallville, one year like `hamlet`, by a copy of the built-in function."""
    return ss.simulate(policy, society="smallville", citizens=300, years=1, decision=copy())
