"""Patterns that the model is held against: what `scored bench --patterns` shows (see docs/validation.md)."""

from __future__ import annotations

from collections.abc import Callable

from scored_society.bench.patterns.claims import claims_of_the_text
from scored_society.bench.patterns.common_numbers import common_random_numbers
from scored_society.bench.patterns.informers import informer_density
from scored_society.bench.patterns.laws import population_and_rations
from scored_society.bench.patterns.pattern import Pattern
from scored_society.bench.patterns.walk import clamped_walk
from scored_society.record.engine import Progress

PATTERNS: tuple[Callable[..., list[Pattern]], ...] = (
    clamped_walk, common_random_numbers, informer_density, population_and_rations,
    claims_of_the_text,
)  # fmt: skip
"""What the patterns are measured by; one may find figures of several."""


def patterns(progress: Progress | None = None) -> list[Pattern]:
    """Return all patterns by their id, then the claims of the text (S); it takes some minutes."""
    found = []
    for pattern in PATTERNS:
        if progress is not None:
            progress.stop()
        found += pattern(progress=progress)
    return sorted(found, key=lambda one: (one.id[0], int(one.id[1:])))
