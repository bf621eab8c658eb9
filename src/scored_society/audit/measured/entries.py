"""The entries of the audited rule book that stood in the weeks that count, and where the file says them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from scored_society.audit.checks import no_redress
from scored_society.audit.flow import flows
from scored_society.audit.reading import subjects
from scored_society.audit.subject import Subject
from scored_society.base.document import KeyPath
from scored_society.base.errors import Place
from scored_society.policy.channels import Channel
from scored_society.policy.consequences import BlacklistRoute, Entitlement, Sanction
from scored_society.policy.load import PolicyBook
from scored_society.policy.redress import Redress
from scored_society.policy.rules import Rule, Score
from scored_society.policy.schema import Policy
from scored_society.society.load import SocietyBook
from scored_society.tables.slots import Entry, by_number


@dataclass(frozen=True)
class Entries:
    """A rule book as it stood from a week on until another.

    Attributes
    ----------
    subjects : tuple of Subject
        As it stood from a week on; what stood before the first week that counts, or after the last, is left out.
    """

    subjects: tuple[Subject, ...]

    def rules(self) -> list[tuple[str, Rule]]:
        """Return the rules in the order of their numbers, each as it last stood; so do all that follow."""
        return self._standing(policy.rules for policy in self._policies)

    def channels(self) -> list[tuple[str, Channel]]:
        """Return the channels that the rule book adds."""
        return self._standing(policy.channels for policy in self._policies)

    def rewards(self) -> list[tuple[str, Entitlement]]:
        """Return the entitlements."""
        return self._standing(policy.entitlements for policy in self._policies)

    def sanctions(self) -> list[tuple[str, Sanction]]:
        """Return the sanctions."""
        return self._standing(policy.sanctions for policy in self._policies)

    def routes(self) -> list[tuple[str, BlacklistRoute]]:
        """Return the routes onto the blacklist."""
        return self._standing(policy.blacklist for policy in self._policies)

    def score(self) -> Score | None:
        """Return the score as it last stood, if anybody was scored."""
        return next((policy.score for policy in reversed(self._policies) if policy.score is not None), None)

    def redress(self) -> Redress | None:
        """Return the redress as it last stood, if there was any."""
        return next((policy.redress for policy in reversed(self._policies) if policy.redress is not None), None)

    def place(self, path: KeyPath) -> Place:
        """Return the file and line of an entry, as it last stood; else of the section around it."""
        latest = self.subjects[::-1]
        return next((subject for subject in latest if path in subject.document.places), latest[0]).place(*path)

    def lacking(self) -> list[str]:
        """Return the means of redress that were lacking at some time, in alphabetical order."""
        found = (sighting.facts["missing"] for subject in self.subjects for sighting in no_redress.check(subject))
        return sorted({means for missing in found for means in missing})

    def unrelated(self, domains: Collection[str]) -> list[str]:
        """Return the contexts, alphabetically, whose data reach sanctions in domains that they are unrelated to."""
        found = (flow for subject in self.subjects for flow in flows(subject) if flow.consequence.kind == "sanction")
        return sorted({flow.datum.context for flow in found if flow.consequence.domain in domains and not flow.related})

    @property
    def _policies(self) -> list[Policy]:
        return [subject.policy for subject in self.subjects]

    def _standing(self, sections: Iterable[Mapping[str, Entry]]) -> list[tuple[str, Entry]]:
        return by_number({name: entry for section in sections for name, entry in section.items()})


def entries_of(book: PolicyBook, society: SocietyBook, first_week: int, end: int) -> Entries:
    """Return the entries that stood at some time from a week on until, but without, another."""
    read = subjects(book, society)
    following = [*(subject.week for subject in read[1:]), end]
    return Entries(
        tuple(one for one, until in zip(read, following, strict=True) if one.week < end and until > first_week)
    )
