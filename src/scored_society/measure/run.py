"""What measures, charts and reports ask of a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import polars as pl

from scored_society.base.calendar import week_of
from scored_society.policy.channels import Channel
from scored_society.policy.consequences import BlacklistRoute, Entitlement, Priority, Refusal, Sanction
from scored_society.policy.rules import Rule, Score
from scored_society.policy.schema import Policy
from scored_society.record.run import Run
from scored_society.society.behaviours import Behaviour


def ruled(run: Run) -> pl.DataFrame:
    """Return the weekly census from the week in which the rule book starts: without the burn-in."""
    first = week_of(date.fromisoformat(run.manifest["starts"]))
    return run.weekly.filter(pl.col("week") >= first) if first > 0 else run.weekly


def ruled_panel(run: Run) -> pl.DataFrame:
    """Return the yearly panel from the week in which the rule book starts: without the burn-in."""
    return run.panel.filter(pl.col("week") >= week_of(date.fromisoformat(run.manifest["starts"])))


def policies(run: Run) -> list[Policy]:
    """Return the rule books as they stood from the start to the end of the run, in order; not those of the burn-in."""
    start, end = week_of(date.fromisoformat(run.manifest["starts"])), run.manifest["weeks"]
    ruling = []
    for reign, following in zip(run.reigns, (*run.reigns[1:], None), strict=True):
        until = following.week if following else end
        for week in sorted({max(start, reign.week), *(week for week, _ in reign.book.epochs)}):
            if max(start, reign.week) <= week < until:
                ruling.append(reign.book.at(week))
    return ruling


def score_of(run: Run) -> Score | None:
    """Return the score's range and start as they last stood, or None if nobody is ever scored."""
    scores = [policy.score for policy in policies(run) if policy.score is not None]
    return scores[-1] if scores else None


def rules(run: Run) -> dict[str, Rule]:
    """Return every rule that stood at some time, as it last stood, by name."""
    return {name: rule for policy in policies(run) for name, rule in policy.rules.items()}


def sanctions(run: Run) -> dict[str, Sanction]:
    """Return every sanction that stood at some time, as it last stood, by name."""
    return {name: sanction for policy in policies(run) for name, sanction in policy.sanctions.items()}


def entitlements(run: Run) -> dict[str, Entitlement]:
    """Return every reward that stood at some time, as it last stood, by name."""
    return {name: entitlement for policy in policies(run) for name, entitlement in policy.entitlements.items()}


def blacklist(run: Run) -> dict[str, BlacklistRoute]:
    """Return every route onto the blacklist that stood at some time, as it last stood, by name."""
    return {name: route for policy in policies(run) for name, route in policy.blacklist.items()}


def channel_of_kind(run: Run, kind: str) -> tuple[str, Channel] | None:
    """Return the name and the channel of a kind (`collectors`, `cameras` …) as it last stood, or None."""
    channels = {name: channel for policy in policies(run) for name, channel in policy.channels.items()}
    return next(((name, channel) for name, channel in channels.items() if channel.kind == kind), None)


def refuses(run: Run) -> dict[str, str]:
    """Return the service or good that each sanction refuses, by the sanction's name; burdens refuse none."""
    return {
        name: str(sanction.service or sanction.good)
        for name, sanction in sanctions(run).items()
        if isinstance(sanction, Refusal)
    }


def kin_sanctions(run: Run) -> list[str]:
    """Return the names of the sanctions that fall on children for a parent's listing."""
    return [name for name, sanction in sanctions(run).items() if sanction.when.parent_listed]


def rules_seen_by(run: Run, channel: str) -> dict[str, str]:
    """Return the behaviour that each rule scores, by the rule's name: the rules that a channel feeds."""
    return {name: rule.behaviour or name for name, rule in rules(run).items() if channel in rule.seen_by}


def punished(run: Run) -> dict[str, frozenset[str]]:
    """Return the channels whose reports count, by the behaviour for which a rule takes points: acts and omissions."""
    return _scored(run, -1)


def rewarded(run: Run) -> dict[str, frozenset[str]]:
    """Return the channels whose reports count, by the behaviour for which a rule gives points: acts and omissions."""
    return _scored(run, 1)


def _scored(run: Run, sign: int) -> dict[str, frozenset[str]]:
    return counting_channels(rules(run), events(run), sign)


def counting_channels(rules: Mapping[str, Rule], events: Collection[str], sign: int) -> dict[str, frozenset[str]]:
    """Return the channels whose reports count, by behaviour, of the rules that give points (1) or take them (-1)."""
    found = {rule.behaviour or name: rule for name, rule in rules.items() if rule.points * sign > 0}
    return {behaviour: frozenset(rule.seen_by) for behaviour, rule in found.items() if behaviour in events}


def ordinary_offences(run: Run) -> list[str]:
    """Return the names of what the society marks as ordinary offences; never of protected acts."""
    return [name for name, behaviour in behaviours(run).items() if behaviour.ordinary_offence]


def incomes(run: Run) -> list[float]:
    """Return the mean disposable income of each fifth of the run's society, lowest first, yuan per head and year."""
    return list(run.society.society.people.income.mean)


def standing_rewards(run: Run) -> list[str]:
    """Return the names of the rewards that a high enough score brings without asking."""
    return [
        name
        for name, reward in entitlements(run).items()
        if not isinstance(reward, Priority) and getattr(reward, "service", None) is None
    ]


def ranked_by_score(run: Run) -> set[str]:
    """Return the goods for which a rule book ranks applicants by score."""
    return {reward.good for reward in entitlements(run).values() if isinstance(reward, Priority)}


def goods(run: Run) -> list[str]:
    """Return the names of the society's scarce goods, in its order."""
    return list(run.society.society.goods)


def behaviours(run: Run) -> dict[str, Behaviour]:
    """Return the behaviours of the run's society, by name."""
    return run.society.society.behaviours


def events(run: Run) -> list[str]:
    """Return the names of what is done or left undone; standing records are neither."""
    return [name for name, behaviour in behaviours(run).items() if behaviour.kind != "standing"]


def protected(run: Run) -> list[str]:
    """Return the names of protected acts."""
    return [name for name, behaviour in behaviours(run).items() if behaviour.protected != "none"]


def good_deeds(run: Run) -> list[str]:
    """Return the names of what a neighbour would call a good deed."""
    return [name for name, behaviour in behaviours(run).items() if behaviour.good and behaviour.kind == "act"]


def hospital(run: Run) -> str | None:
    """Return the name of the scarce good of the health domain, or None if the society has none."""
    return next((name for name, good in run.society.society.goods.items() if good.domain == "health"), None)
