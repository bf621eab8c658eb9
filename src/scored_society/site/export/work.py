"""How far a static copy has come, in steps of about a week of a run."""

from __future__ import annotations

from typing import Protocol

COMPARED = 3
"""Comparing costs as much as living one run so many times, about."""
PICTURE = 60
LIFE = 30


class Progress(Protocol):
    """What is told how far a copy has come."""

    def begin(self, steps: int) -> None:
        """Begin."""

    def say(self, text: str) -> None:
        """Say what is done now."""

    def message(self, text: str) -> None:
        """Say what takes a while."""

    def advance(self, steps: int) -> None:
        """Say that so many steps more are done."""


class Unseen:
    """Nobody is told."""

    def begin(self, steps: int) -> None:
        """Begin."""

    def say(self, text: str) -> None:
        """Say what is done now."""

    def message(self, text: str) -> None:
        """Say what takes a while."""

    def advance(self, steps: int) -> None:
        """Say that so many steps more are done."""
