"""The measured checks, as `checks.yaml` declares them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import RootModel

from scored_society.audit.finding import Severity
from scored_society.base.document import Document, parse_document
from scored_society.base.grounds import Value, check_grounds
from scored_society.base.model import validated
from scored_society.policy.told import Strict


class Threshold(Value[float]):
    """A number that what was seen is held against, with the grounds that it stands on."""

    what: str
    """What it is a number of."""


class MeasuredCheck(Strict):
    """One thing that is asked of a run or of a comparison.

    Attributes
    ----------
    title, question, remedy : str
        In plain English.
    speaks_to : tuple of str
        Static checks, under whose provisions what is seen is shown too.
    severity : str
        Below all thresholds.
    thresholds : dict
        `shown`, `warning` and `error`: how strong what is seen has to be. Others: see the check.
    """

    title: str
    question: str
    remedy: str
    speaks_to: tuple[str, ...]
    severity: Severity
    thresholds: dict[str, Threshold] = {}

    def shows(self, strength: float | None, prefix: str = "") -> bool:
        """Whether something is strong enough to be shown at all; what has no interval is not."""
        return strength is not None and strength >= self.thresholds[f"{prefix}shown"].value

    def severity_of(self, strength: float, prefix: str = "") -> Severity:
        """Return how grave it is that something is so strong; the thresholds' names may have a `prefix`."""
        reached: Severity = self.severity
        grades: tuple[Severity, ...] = ("warning", "error")
        for severity in grades:
            threshold = self.thresholds.get(f"{prefix}{severity}")
            if threshold is not None and strength >= threshold.value:
                reached = severity
        return reached


class _Checks(RootModel[dict[str, MeasuredCheck]]):
    """The whole file."""


def checks_document() -> Document:
    """Return `checks.yaml` as it stands; each of its numbers has its ground."""
    text = (files("scored_society.audit.measured") / "checks.yaml").read_bytes()
    document = parse_document(text, "measured/checks.yaml")
    check_grounds(document)
    return document


@cache
def measured_checks() -> dict[str, MeasuredCheck]:
    """Return the measured checks by name, in the order in which they are shown."""
    return validated(_Checks, checks_document()).root
