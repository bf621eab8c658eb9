"""Where data come from: every channel, what it keeps data for, and how much of what it records is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from scored_society.audit.catalogue import kept_for
from scored_society.policy.channels import Cameras, Channel, Classifiers, Collectors, Platform
from scored_society.policy.schema import Policy
from scored_society.society.schema import Society


@dataclass(frozen=True)
class Source:
    """A channel, as the audit sees it.

    Attributes
    ----------
    name : str
        Of a channel of the rule book, or of a registry of the society.
    number : int
        Its number; registries come before the channels of a rule book.
    kind : str
        `registry`, `collectors`, `cameras`, `platform` or `classifiers`.
    kept_for : tuple of str
        Contexts that it holds data of its own for, sorted; none where it serves the scheme alone.
    wrong_share : float
        Share of what it records that is on somebody who did not do it; of the platform, of a finding of its own, the
        share that rests on what the person did not do.
    """

    name: str
    number: int
    kind: str
    kept_for: tuple[str, ...]
    wrong_share: float


def sources(policy: Policy, society: Society) -> dict[str, Source]:
    """Return every channel by name, in the order of the numbers."""
    registries = [
        Source(name, entry.number, "registry", _registered(name, society), entry.misfiled)
        for name, entry in society.channels.items()
    ]
    channels = [
        Source(name, entry.number, entry.kind, kept_for(entry.kind), wrong_share(entry, society))
        for name, entry in policy.channels.items()
    ]
    return {source.name: source for source in sorted([*registries, *channels], key=lambda source: source.number)}


def _registered(name: str, society: Society) -> tuple[str, ...]:
    """Return what a registry keeps records for: as it says, or where the acts arise that it records in any world."""
    given = society.channels[name].kept_for
    arising = {done.arises_in for done in society.behaviours.values() if name in done.status_quo_detection}
    return tuple(sorted(given or arising))


def wrong_share(channel: Channel, society: Society) -> float:
    """Return the share of a channel's records that are on somebody who did not do it, by its rates and the society's.

    Of cameras: false candidates to right ones, for each search. Of collectors and classifiers: what is invented or
    falsely found to what is seen of the acts that they look for. Of the platform: the weight of who one is and lives
    among in a finding of its own.
    """
    if isinstance(channel, Platform):
        return channel.weights.identity + channel.weights.contacts
    if isinstance(channel, Cameras):
        matchers = society.face_matchers
        return _share(matchers.false_match * matchers.gallery, 1 - matchers.false_non_match)
    found = sum(share * (society.behaviours[name].act_rate or 0) for name, share in channel.sees.items())
    if isinstance(channel, Collectors):
        return _share(channel.invents, found * (1 - society.collecting.spare_friends))
    return _share(society.text_classifiers.false_positive if society.text_classifiers else 0, found)


def _share(wrong: float, right: float) -> float:
    return wrong / (wrong + right) if wrong else 0.0


def sees(channel: Channel, behaviour: str, society: Society) -> bool:
    """Whether a channel of a rule book can see a behaviour at all: some device, collector or user, some act."""
    done = society.behaviours[behaviour]
    if isinstance(channel, Platform):
        return channel.users > 0 and (done.platform is not None or channel.sees.get(behaviour, 0) > 0)
    if channel.sees.get(behaviour, 0) == 0:
        return False
    if isinstance(channel, Cameras):
        return any(channel.coverage.values())
    return isinstance(channel, Classifiers) or channel.per_thousand > 0
