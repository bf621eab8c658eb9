"""What a reform mends, worsens and leaves of what was found in a rule book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from scored_society.audit.finding import LAST_LINE, SEVERITIES, Audit, Finding, Severity

Effect = Literal["mends", "worsens", "leaves"]
EFFECTS: tuple[Effect, ...] = ("mends", "worsens", "leaves")
How = Literal["gone", "lighter", "new", "graver", "same"]
_EFFECT_OF: dict[How, Effect] = {
    "gone": "mends", "lighter": "mends", "new": "worsens", "graver": "worsens", "same": "leaves",
}  # fmt: skip
Key = tuple[str, str, str, str, int]
"""What stays the same whatever an entry is called and on which line it stands."""


@dataclass(frozen=True)
class Change:
    """One finding before and after a reform.

    Attributes
    ----------
    how : str
        `gone` or `lighter` (mended), `new` or `graver` (worsened), or the `same` (left).
    finding : Finding
        As it is after the reform; as it was, where it is gone.
    before : Finding, optional
        As it was; none where it is new.
    """

    how: How
    finding: Finding
    before: Finding | None

    @property
    def effect(self) -> Effect:
        """What the reform does to the finding."""
        return _EFFECT_OF[self.how]

    @property
    def after(self) -> Finding | None:
        """The finding after the reform; none where it is gone."""
        return None if self.how == "gone" else self.finding

    def elements(self) -> list[dict[str, str | None]]:
        """Return the elements whose verdict differs, with the verdict before and after."""
        before, after = _verdicts(self.before), _verdicts(self.after)
        return [
            {"element": name, "before": before.get(name), "after": after.get(name)}
            for name in dict.fromkeys([*before, *after])
            if before.get(name) != after.get(name)
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the change in the published shape."""
        return {
            "effect": self.effect,
            "how": self.how,
            "check": self.finding.sighting.check,
            "instrument": self.finding.instrument,
            "article": self.finding.article,
            "elements": self.elements(),
            "before": None if self.before is None else self.before.as_json(),
            "after": None if self.after is None else self.after.as_json(),
        }


@dataclass(frozen=True)
class Reform:
    """Two audits side by side: the rule book as it was (A), and as it is to be (B).

    Attributes
    ----------
    before, after : Audit
        Of A and of B, over the same society.
    changes : tuple of Change
        One for each finding of either: those of B in their order, then what is gone.
    """

    before: Audit
    after: Audit
    changes: tuple[Change, ...]

    def of(self, effect: Effect) -> list[Change]:
        """Return what the reform mends, worsens or leaves; what is gone or new as a whole comes first."""
        found = [change for change in self.changes if change.effect == effect]
        return sorted(found, key=lambda change: change.how not in ("gone", "new"))

    @cached_property
    def _left(self) -> set[int]:
        """What was seen in A, by identity, that some finding still comes from."""
        return {id(one.before.sighting) for one in self.changes if one.before is not None and one.how != "gone"}

    def in_part(self, change: Change) -> bool:
        """Whether a finding is gone while what was seen stays, under another provision or in another respect."""
        return change.how == "gone" and id(change.finding.sighting) in self._left

    def reaches(self, severity: Severity) -> bool:
        """Whether any finding of B is at or above a severity, whatever it was before."""
        return self.after.reaches(severity)

    def as_json(self) -> dict[str, Any]:
        """Return the published shape (see `schema.json`)."""
        return {
            "policy": self.before.policy,
            "against": self.after.policy,
            "society": self.after.society,
            **{effect: [change.as_json() for change in self.of(effect)] for effect in EFFECTS},
            "note": LAST_LINE,
        }


def against(before: Audit, after: Audit) -> Reform:
    """Set the audit of a reform beside that of the rule book that it reforms.

    Findings are the same if check, provision, section and number of the entry are: names and lines do not count. Of
    several that agree in all of these the gravest are set beside the gravest.

    Parameters
    ----------
    before : Audit
        Of the rule book as it was.
    after : Audit
        Of the reform.

    Returns
    -------
    Reform
        What the reform mends, worsens and leaves.
    """
    left = _by_key(before.findings)
    changes: list[Change] = []
    for key, findings in _by_key(after.findings).items():
        former = left.pop(key, [])
        paired = zip(findings, [*former, *[None] * len(findings)], strict=False)
        changes += [_change(was, finding) for finding, was in paired]
        left[key] = former[len(findings) :]
    order = {id(finding): place for place, finding in enumerate(after.findings)}
    changes.sort(key=lambda change: order[id(change.finding)])
    remaining = {id(finding) for findings in left.values() for finding in findings}
    gone = [Change("gone", finding, finding) for finding in before.findings if id(finding) in remaining]
    return Reform(before, after, (*changes, *gone))


def key_of(finding: Finding) -> Key:
    """Return by what a finding is known again in another rule book."""
    seen = finding.sighting
    section = str(seen.path[0]) if seen.path else ""
    return seen.check, finding.instrument, finding.article, section, seen.number


def _by_key(findings: Iterable[Finding]) -> dict[Key, list[Finding]]:
    """Group findings, the gravest of each group first."""
    grouped: dict[Key, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[key_of(finding)].append(finding)
    return {key: sorted(same, key=_weight, reverse=True) for key, same in grouped.items()}


def _change(before: Finding | None, after: Finding) -> Change:
    if before is None:
        return Change("new", after, None)
    was, becomes = _weight(before), _weight(after)
    how: How = "graver" if becomes > was else "lighter" if becomes < was else "same"
    return Change(how, after, before)


def _weight(finding: Finding) -> tuple[int, int]:
    """Return how grave a finding is: its severity, then how many elements tell against the rule book."""
    telling = sum(element.tells_against for element in finding.elements)
    return SEVERITIES.index(finding.sighting.severity), telling


def _verdicts(finding: Finding | None) -> dict[str, str]:
    return {} if finding is None else {element.name: element.verdict for element in finding.elements}
