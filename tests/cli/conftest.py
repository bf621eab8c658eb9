"""The command line, run within the test's own process and folder."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import NamedTuple

import pytest

from scored_society.cli import main


class Outcome(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def scored(capsys, tmp_path, monkeypatch):
    """Run `scored` with some arguments in the test's own folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(ended.value.code, printed.out, printed.err)

    return run


@pytest.fixture
def pretend(monkeypatch):
    """Put a module of the given functions in the place of another."""

    def placed(name: str, **functions: object) -> None:
        module = ModuleType(name)
        vars(module).update(functions)
        monkeypatch.setitem(sys.modules, name, module)

    return placed
