"""Which decision function a run is lived by: none but the built-in one is run unless its file was named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scored_society.base.errors import mistake
from scored_society.decision.read import Decision
from scored_society.record.run import DECISION, Run

if TYPE_CHECKING:
    from scored_society.decision.code import Code

SHOWN = 12
"""Digits of a hash in a message."""


def with_decision(run: Run, decision: Decision | None) -> Run:
    """Return a run that may be lived by a decision function, which must be the one that it was made with.

    Raises
    ------
    UserError
        If it is another one, or the run was made with the built-in one.
    """
    if decision is None:
        return run
    wanted = run.manifest["decision_sha256"]
    if not wanted:
        raise mistake(f"{run.path} was made with the built-in decision function", allowed=f"leave out {decision.path}")
    if decision.sha256 != wanted:
        raise mistake(
            f"{decision.path} is not the decision function that {run.path} was made with: its hash is"
            f" {decision.sha256[:SHOWN]}, and not {wanted[:SHOWN]}"
        )
    return replace(run, decision=decision)


def code_of(run: Run) -> Code:
    """Return the compiled week that a run is lived by.

    Raises
    ------
    UserError
        If it was made with a decision function of its own, and nobody has named its file.
    """
    from scored_society.decision.code import BUILT_IN, Code  # noqa: PLC0415 - who only reads a run needs no compiler

    wanted = run.manifest["decision_sha256"]
    if not wanted:
        return BUILT_IN
    if run.decision is None:
        raise mistake(
            f"{run.path} was made with a decision function of its own, '{run.manifest['decision']}'"
            f" ({wanted[:SHOWN]}), which is a program and is not run unless you name its file",
            allowed=f"--decision FILE (decision= in Python); a copy is {run.path / DECISION}: read it first",
        )
    return Code(run.decision)
