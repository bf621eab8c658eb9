"""The fifteen checks, one module each: `check(subject)` yields what it sees in one epoch of a rule book."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scored_society.audit.checks import (
    contradiction,
    disability_and_care,
    disproportion,
    guilt_by_family,
    long_records,
    no_redress,
    protected_acts,
    public_naming,
    purpose_and_accuracy,
    queue_displacement,
    retroactivity,
    unbounded_discretion,
    unreachable,
    unrelated_contexts,
    unreliable_channel_alone,
)
from scored_society.audit.finding import Sighting
from scored_society.audit.subject import Subject

Check = Callable[[Subject], Iterator[Sighting]]

CHECKS: dict[str, Check] = {
    module.NAME: module.check
    for module in (
        unrelated_contexts,
        disproportion,
        protected_acts,
        guilt_by_family,
        long_records,
        no_redress,
        public_naming,
        unreliable_channel_alone,
        retroactivity,
        unbounded_discretion,
        purpose_and_accuracy,
        disability_and_care,
        queue_displacement,
        unreachable,
        contradiction,
    )
}
"""In the order in which findings are sorted, which is that of `checks.yaml`."""
