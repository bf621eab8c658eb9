"""The tests of elements, by the names that `instruments/*.yaml` give them.

A test is asked about one sighting in one rule book and answers with a verdict and, in one sentence, why. `met` is said
only where the rule book shows it; where it is silent the answer is `not shown`; where the question cannot be asked,
`not applicable`. Of what a restriction of a right must show (names that begin with `restriction: `), `not shown` is
what tells against the rule book; of all other elements, `met` is.
"""

from __future__ import annotations

from scored_society.audit.elements import data, persons, procedure, restriction, system, treatment
from scored_society.audit.elements.entries import Answer, Ruled, Test

__all__ = ["TESTS", "Answer", "Ruled", "Test"]

TESTS: dict[str, Test] = {
    name: test
    for module in (system, treatment, restriction, procedure, persons, data)
    for name, test in module.TESTS.items()
}
"""Every test by its name."""
