"""Whether a rule book and a society fit: the names that one uses of the other, at all times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scored_society.base.document import Document, place_of
from scored_society.base.errors import UserError, mistake
from scored_society.base.names import nearest
from scored_society.policy.channels import Collectors, Platform
from scored_society.policy.consequences import Graded, LowScore, Priority, Refusal, Reports, Threshold
from scored_society.policy.load import PolicyBook
from scored_society.policy.schema import Policy
from scored_society.society.load import SOCIETIES, SocietyBook
from scored_society.society.schema import Society


def check_agreement(book: PolicyBook, society_book: SocietyBook) -> None:
    """Check that a rule book can rule over a society.

    Parameters
    ----------
    book : PolicyBook
        The rule book; each of its epochs is checked.
    society_book : SocietyBook
        The society.

    Raises
    ------
    UserError
        At the line of the rule book that names what the society does not have, names it twice, or lies outside the
        range of the score.
    """
    for week, policy in book.epochs:
        pair = _Pair(policy, book.document_at(week), society_book.society, _called(society_book))
        _check_rules(pair)
        _check_channels(pair)
        _check_entitlements(pair)
        _check_sanctions(pair)
        _check_routes(pair)
        _check_range(pair)
        _check_tests(pair)


@dataclass(frozen=True)
class _Pair:
    """A rule book as it stands, where it was read, and a society with what to call it in messages."""

    policy: Policy
    document: Document
    society: Society
    called: str

    def refusal(
        self, what: str, *path: str | int, allowed: str | Iterable[str] | None = None, meant: str | None = None
    ) -> UserError:
        return mistake(what, place=place_of(self.document, path), allowed=allowed, meant=meant)

    def check_behaviour(self, name: str, *path: str | int) -> None:
        """Refuse what nobody in the society does."""
        known = self.society.behaviours
        if name not in known:
            allowed = f"allowed here: the {len(known)} behaviours of {self.called}"
            raise self.refusal(f"unknown behaviour '{name}'", *path, allowed=allowed, meant=nearest(name, known))


def _called(book: SocietyBook) -> str:
    built_in = book.document.name == f"{book.name}.yaml" and book.name in SOCIETIES.names()
    return f"{book.name} (scored society show {book.name if built_in else book.document.name})"


def _check_rules(pair: _Pair) -> None:
    ruled: dict[str, str] = {}
    for name, rule in pair.policy.rules.items():
        behaviour = rule.behaviour or name
        path = ("rules", name) if rule.behaviour is None else ("rules", name, "behaviour")
        pair.check_behaviour(behaviour, *path)
        if behaviour in ruled:
            what = f"rule '{name}' scores '{behaviour}', as rule '{ruled[behaviour]}' does"
            raise pair.refusal(what, *path, allowed="one rule for a behaviour")
        ruled[behaviour] = name
        _check_witnesses(pair, behaviour, rule.seen_by, ("rules", name, "seen_by"))


def _check_witnesses(pair: _Pair, behaviour: str, seen_by: list[str], key: tuple[str | int, ...]) -> None:
    """Refuse a witness that is not there, or that never sees the behaviour."""
    known = [*pair.society.channels, *pair.policy.channels]
    done = pair.society.behaviours[behaviour]
    seeing = [name for name in done.status_quo_detection if name in pair.society.channels]
    for name, channel in pair.policy.channels.items():
        if behaviour in channel.sees or (isinstance(channel, Platform) and done.platform is not None):
            seeing.append(name)
    for index, name in enumerate(seen_by):
        path: tuple[str | int, ...] = (*key, index)
        if name not in known:
            allowed = seeing or f"allowed here: nobody, for none sees '{behaviour}'"
            raise pair.refusal(f"unknown channel '{name}'", *path, allowed=allowed, meant=nearest(name, known))
        if name not in seeing:
            allowed = seeing or "nobody does"
            raise pair.refusal(f"'{name}' does not see '{behaviour}'", *path, allowed=allowed)
        if name in seen_by[:index]:
            raise pair.refusal(f"'{name}' again", *path, allowed="one report of a channel is enough")


def _check_channels(pair: _Pair) -> None:
    society = pair.society
    only: dict[str, str] = {}
    for name, channel in pair.policy.channels.items():
        if name in society.channels:
            what = f"the society has a channel '{name}' already"
            raise pair.refusal(what, "channels", name, allowed="give it another name")
        for behaviour in channel.sees:
            pair.check_behaviour(behaviour, "channels", name, "sees", behaviour)
            if society.behaviours[behaviour].kind == "standing":
                what = f"'{behaviour}' is assessed, not seen"
                allowed = "a channel sees acts and omissions"
                raise pair.refusal(what, "channels", name, "sees", behaviour, allowed=allowed)
        if isinstance(channel, Collectors | Platform):
            if channel.kind in only:
                what = f"'{name}' is a second channel of kind {channel.kind}, beside '{only[channel.kind]}'"
                raise pair.refusal(what, "channels", name, allowed="one such channel in a rule book")
            only[channel.kind] = name


def _check_entitlements(pair: _Pair) -> None:
    ruled: dict[str, str] = {}
    for name, entitlement in pair.policy.entitlements.items():
        thing = None
        if isinstance(entitlement, Priority):
            thing, kind = entitlement.good, "good"
        elif isinstance(entitlement, Graded) and entitlement.service is not None:
            thing, kind = entitlement.service, "service"
        if thing is None:
            continue
        path = ("entitlements", name, kind)
        _check_thing(pair, kind, thing, path)
        if thing in ruled:
            what = f"entitlement '{name}' decides over '{thing}', as '{ruled[thing]}' does"
            raise pair.refusal(what, *path, allowed=f"one entitlement for a {kind}")
        ruled[thing] = name


def _check_sanctions(pair: _Pair) -> None:
    for name, sanction in pair.policy.sanctions.items():
        if isinstance(sanction, Refusal):
            kind = "service" if sanction.service is not None else "good"
            _check_thing(pair, kind, str(sanction.service or sanction.good), ("sanctions", name, kind))
        for index, route in enumerate(sanction.when.listed if isinstance(sanction.when.listed, list) else ()):
            if route not in pair.policy.blacklist:
                known = list(pair.policy.blacklist)
                path = ("sanctions", name, "when", "listed", index)
                allowed = known or "the rule book has no blacklist"
                raise pair.refusal(f"unknown route '{route}'", *path, allowed=allowed, meant=nearest(route, known))


def _check_thing(pair: _Pair, kind: str, name: str, path: tuple[str, ...]) -> None:
    """Refuse a good or a service that the society does not have."""
    known = list(pair.society.goods if kind == "good" else pair.society.services)
    if name not in known:
        use = "that people apply for" if kind == "good" else "that people ask for"
        allowed = known or f"{pair.called} has no {kind}s {use}"
        raise pair.refusal(f"unknown {kind} '{name}'", *path, allowed=allowed, meant=nearest(name, known))


def _check_routes(pair: _Pair) -> None:
    for name, route in pair.policy.blacklist.items():
        if not isinstance(route, Reports):
            continue
        for index, behaviour in enumerate(route.behaviours):
            pair.check_behaviour(behaviour, "blacklist", name, "behaviours", index)
            _check_witnesses(pair, behaviour, route.by, ("blacklist", name, "by"))


def _check_range(pair: _Pair) -> None:
    """Refuse a threshold that no score can reach."""
    score = pair.policy.score
    if score is None:
        return
    thresholds: list[tuple[int, tuple[str | int, ...]]] = [
        (channel.trusted_from, ("channels", name, "trusted_from"))
        for name, channel in pair.policy.channels.items()
        if isinstance(channel, Collectors)
    ]
    thresholds += [
        (route.at_or_below, ("blacklist", name, "at_or_below"))
        for name, route in pair.policy.blacklist.items()
        if isinstance(route, LowScore)
    ]
    thresholds += [
        (sanction.when.at_or_below, ("sanctions", name, "when", "at_or_below"))
        for name, sanction in pair.policy.sanctions.items()
        if sanction.when.at_or_below is not None
    ]
    thresholds += [
        (entitlement.at_or_above, ("entitlements", name, "at_or_above"))
        for name, entitlement in pair.policy.entitlements.items()
        if isinstance(entitlement, Threshold)
    ]
    thresholds += [
        (grade.at, ("entitlements", name, "steps", step, "at"))
        for name, entitlement in pair.policy.entitlements.items()
        if isinstance(entitlement, Graded)
        for step, grade in enumerate(entitlement.steps)
    ]
    for value, path in thresholds:
        if not score.lowest <= value <= score.highest:
            allowed = f"allowed here: {score.lowest} to {score.highest}, the range of the score"
            raise pair.refusal(f"{path[-1]}: {value} is no score", *path, allowed=allowed)


def _check_tests(pair: _Pair) -> None:
    for index, life in enumerate(pair.policy.tests):
        for step, event in enumerate(life.life):
            pair.check_behaviour(event.act, "tests", index, "life", step, "act")
