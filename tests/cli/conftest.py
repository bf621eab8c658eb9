"""Modules that stand in for what a command calls."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest


@pytest.fixture
def pretend(monkeypatch):
    """Put a module of the given functions in the place of another."""

    def placed(name: str, **functions: object) -> None:
        module = ModuleType(name)
        vars(module).update(functions)
        monkeypatch.setitem(sys.modules, name, module)

    return placed
