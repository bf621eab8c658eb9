"""What did nothing: rules that never struck, and capacities that never bound; and appeals that nobody heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from scored_society.audit.finding import Sighting
from scored_society.audit.measured.counted import Figure, Integers, Ratio, sum_of
from scored_society.audit.measured.entries import Entries
from scored_society.audit.measured.evidence import Evidence
from scored_society.audit.measured.wording import Entry, listed, measured, seen, shown, told
from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.institutions.rations import EVERYBODY as NO_QUEUE
from scored_society.measure.census import EVERYBODY
from scored_society.measure.intervals import LEVEL
from scored_society.policy.consequences import Graded, Priority
from scored_society.tables.fixed import WHOLE
from scored_society.tables.slots import by_number
from scored_society.tables.world import BY_SCORE
from scored_society.week.bulletin import bulletin_from_rows

NO_INTERVAL = "no interval: those who queue share the places of a region, week after week"
NEVER, CAPACITY, APPEALS = "never_fired", "capacity_never_bound", "appeals_lost"


def never_fired(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    """Yield the rules, routes, sanctions, channels and standing rewards of which nothing came.

    Several of a section are one sighting at the section: in a small or short run most of a rule book may be idle.
    """
    counted = evidence.counted
    years = counted.total(sum_of("people")) / WEEKS_PER_YEAR
    how = f"exact interval of none of {counted.clusters} {evidence.units} (Clopper and Pearson)"
    unit = f"share of {evidence.units} in which anything came of it"
    figure = measured(none_of(counted.clusters), unit, evidence.note(how))
    idle: dict[str, list[tuple[str, Entry, str]]] = {}
    for kind, word, entry, name, measures in _entries(entries):
        if not counted.total(sum_of(measures)):
            idle.setdefault(kind, []).append((word, entry, name))
    for kind, found in idle.items():
        (word, entry, _), names = found[0], [name for _, _, name in found]
        if len(found) == 1:
            message = f"{word} {listed(names)}: nothing came of it in {shown(years)} person-years"
        else:
            entry = Entry(entry.path[:1])
            message = f"{len(found)} {kind}, of which nothing came in {shown(years)} person-years: {listed(names)}"
        yield seen(NEVER, entries, entry, message, figure, {"figure": kind, "names": names})


def none_of(clusters: int) -> Figure:
    """Return a share of none, with the exact interval of a binomial count of none of so many.

    Clopper & Pearson 1934, "The use of confidence or fiducial limits illustrated in the case of the binomial",
    Biometrika 26.

    Examples
    --------
    >>> round(none_of(20).high, 3)
    0.168
    """
    return Figure(0.0, 0.0, 1 - ((1 - LEVEL) / 2) ** (1 / clusters))


def _entries(entries: Entries) -> Iterator[tuple[str, str, Entry, str, list[str]]]:
    """Yield what may do something: kind, word, entry, name, and the measures that would show it."""
    for name, rule in entries.rules():
        yield "rules", "rule", Entry(("rules", name), rule.number), name, [f"entries/{name}"]
    for name, route in entries.routes():
        yield "routes", "route", Entry(("blacklist", name), route.number), name, [f"listings/{name}"]
    for name, sanction in entries.sanctions():
        entry = Entry(("sanctions", name), sanction.number)
        yield "sanctions", "sanction", entry, name, [f"under/{name}", f"refused/{name}"]
    for name, channel in entries.channels():
        entry = Entry(("channels", name), channel.number)
        yield "channels", "channel", entry, name, [f"{kind}/{name}" for kind in ("seen", "recorded", "wrong")]
    for name, reward in entries.rewards():
        if not (isinstance(reward, Priority) or (isinstance(reward, Graded) and reward.service)):
            yield "rewards", "reward", Entry(("entitlements", name), reward.number), name, [f"enjoyed/{name}"]


def capacities(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    """Yield the goods of which there was always enough, though applicants are ranked for them; and hearings."""
    goods = [name for name, _ in by_number(evidence.run.society.society.goods)]
    cutoffs, ranked, heard = _bulletins(evidence, len(goods), len(evidence.run.manifest["regions"]))
    for name, reward in entries.rewards():
        if not isinstance(reward, Priority):
            continue
        good = goods.index(reward.good)
        weeks = ranked[:, good] == BY_SCORE
        if not weeks.any() or (cutoffs[weeks, good] != NO_QUEUE).any():
            continue
        message = (
            f"reward '{name}': in {int(weeks.sum()):,} weeks, nobody in any region had to wait for '{reward.good}'"
            " longer than until the next week, so that the ranking by score ranked nobody"
        )
        figure = measured(
            Figure(0.0, None, None), "share of weeks with a queue in any region", evidence.note(NO_INTERVAL)
        )
        yield seen(
            CAPACITY, entries, Entry(("entitlements", name), reward.number), message, figure, {"figure": "goods"}
        )
    yield from _appeals(evidence, entries, heard)


def _appeals(evidence: Evidence, entries: Entries, heard: Iterable[int]) -> Iterator[Sighting]:
    redress, counted = entries.redress(), evidence.counted
    if redress is None or redress.appeal is None:
        return
    entry = Entry(("redress", "appeal", "capacity"), redress.number)
    shares = list(heard)
    full = sum(share < WHOLE for share in shares)
    made = sum_of("appeals")
    if full == 0 and shares:
        message = f"in {len(shares):,} weeks, there was always a hearing for each appeal"
        figure = measured(
            Figure(0.0, None, None), "share of weeks in which hearings were short", evidence.note(NO_INTERVAL)
        )
        yield seen(CAPACITY, entries, entry, message, figure, {"figure": "appeals"})
    elif counted.total(made):
        lost = counted.level(Ratio({**made, ("appeals_heard", EVERYBODY): -1}, made))
        message = (
            f"{told(lost, percent=True)} of {counted.total(made):,} appeals found no hearing; hearings were short in"
            f" {full:,} of {len(shares):,} weeks"
        )
        facts = {"figure": "appeals", "missing": ["appeal"], "weeks": full}
        yield seen(APPEALS, entries, entry, message, measured(lost, "share of appeals", evidence.note()), facts)


def _bulletins(evidence: Evidence, goods: int, regions: int) -> tuple[Integers, Integers, list[int]]:
    """Return cut-offs [weeks, goods, regions], how they rank [weeks, goods], and chances to be heard, week by week."""
    rows = evidence.run.bulletin_rows()
    weeks = [week for week in sorted(rows) if week > evidence.first_week]
    read = [bulletin_from_rows(rows[week])[0] for week in weeks]
    cutoffs = np.array([each.cutoff[:goods, :regions] for each in read], np.int64).reshape(-1, goods, regions)
    ranked = np.array([each.ranked[:goods] for each in read], np.int64).reshape(-1, goods)
    return cutoffs, ranked, [int(each.heard_share) for each in read]
