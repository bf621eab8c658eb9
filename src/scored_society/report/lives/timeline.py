"""The timeline of a life: a score line with cut-offs, and lanes of marks and bars, in per cent of the run's length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from scored_society.base.calendar import FIRST_YEAR, WEEKS_PER_YEAR, day_of
from scored_society.chart.look import words
from scored_society.record.life.work import OUT_OF_WORK
from scored_society.report.lives.span import Span

MOST_YEARS_NAMED = 8
WAITING_FOR = "waiting for "


class Mark(NamedTuple):
    """A moment: where it is, what it looks like, and what it was."""

    left: float
    look: str
    told: str


class Bar(NamedTuple):
    """A stretch of time: where it begins, how long it is, what it looks like, and what it was."""

    left: float
    width: float
    look: str
    told: str


class Lane(NamedTuple):
    """One line of the timeline."""

    name: str
    bars: list[Bar]
    marks: list[Mark]


class Group(NamedTuple):
    """Lanes under one heading."""

    title: str
    lanes: list[Lane]


class Cutoff(NamedTuple):
    """A cut-off beside the score: at which height each is, in per cent from the top, and what came of it."""

    left: float
    top: float
    height: float
    look: str
    told: str


class Plot(NamedTuple):
    """The score line: paths in a box of 1000 × 100, the scale's ends, and cut-offs."""

    paths: list[str]
    highest: int
    lowest: int
    cutoffs: list[Cutoff]


class Axis(NamedTuple):
    """The years under the timeline."""

    years: list[tuple[float, int]]
    step: float


def axis(weeks: int) -> Axis:
    """Return which years are named, and where, and how far apart they are, in per cent."""
    years = -(-weeks // WEEKS_PER_YEAR)
    step = -(-years // MOST_YEARS_NAMED)
    named = [(_at(year * WEEKS_PER_YEAR, weeks), FIRST_YEAR + year) for year in range(0, years, step)]
    return Axis(named, _at(step * WEEKS_PER_YEAR, weeks))


def reach(lives: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Return the lowest and the highest score that lives, and cut-offs by score, have between them."""
    found: list[int] = []
    for life in lives:
        found += [line[side] for line in life["ledger"] for side in ("score_before", "score_after")]
        found += [life["score"]] if life["score"] is not None else []
        by_score = [wait for wait in life["cutoffs"] if wait["ranked_by"] == "score"]
        found += [wait[key] for wait in by_score for key in ("rank", "cutoff", "made_rank") if wait[key] is not None]
    lowest, highest = min(found, default=0), max(found, default=0)
    return lowest - 2, highest + 2


def plot(life: Mapping[str, Any], span: Span, scale: tuple[int, int]) -> Plot | None:
    """Draw the score, and the cut-offs by score; None where nobody was ever scored."""
    if not span.scored:
        return None
    lowest, highest = scale

    def top(score: int) -> float:
        return round(100 * (highest - score) / (highest - lowest), 2)

    paths, score = [], life["ledger"][0]["score_before"] if life["ledger"] else life["score"]
    lines = life["ledger"]
    for first, last in span.scored:
        path = ""
        for line in [line for line in lines if first <= line["week"] < last]:
            if not path and line["rule"] == "new scale" and line["week"] == first:
                score = line["score_after"]
                continue
            path += f"H{10 * _at(line['week'], span.weeks):g}V{top(line['score_after']):g}"
            score_before, score = score, line["score_after"]
            if path.count("H") == 1:
                path = f"M{10 * _at(first, span.weeks):g} {top(score_before):g}{path}"
        path = path or f"M{10 * _at(first, span.weeks):g} {top(score):g}"
        paths.append(f"{path}H{10 * _at(last, span.weeks):g}")
    cutoffs = []
    for wait in [wait for wait in life["cutoffs"] if wait["ranked_by"] == "score"]:
        good = words(wait["good"])
        if wait["nearest"] is not None:
            at, height = _at(wait["nearest"], span.weeks), top(wait["rank"]) - top(wait["cutoff"])
            missing = f"{wait['short_by']} points short" if wait["short_by"] else "lost the draw at the cut-off itself"
            told = f"{good}: {wait['weeks_missed']} weeks missed; nearest: {wait['rank']} against {wait['cutoff']},"
            told = f"{told} {missing}, {day_of(wait['nearest'])}"
            cutoffs.append(Cutoff(at, top(wait["cutoff"]), round(height, 2), "missed", told))
        if wait["made_rank"] is not None:
            told = f"{good}: served at {wait['made_rank']}, {day_of(wait['made'])}"
            cutoffs.append(Cutoff(_at(wait["made"], span.weeks), top(wait["made_rank"]), 0, "made", told))
    return Plot(paths, highest, lowest, cutoffs)


def groups(life: Mapping[str, Any], span: Span) -> list[Group]:
    """Return everything else that has a time, as lanes under headings; headings without lanes are left out."""
    found = [
        Group("Acts", _acts(life, span)),
        Group("Entries", _entries(life, span)),
        *_consequences(life, span),
        Group("Waiting", _waits(life, span)),
        Group("Asked for", _requests(life, span)),
        Group("Family", _family(life, span)),
    ]
    return [group for group in found if group.lanes]


def aligned(sides: list[list[Group]]) -> list[list[Group]]:
    """Return the groups of lives that stand beside each other with the same lanes in the same order, empty ones too."""
    titles = _merged([[group.title for group in side] for side in sides])
    found: list[list[Group]] = [[] for _ in sides]
    for title in titles:
        lanes = [{lane.name: lane for group in side if group.title == title for lane in group.lanes} for side in sides]
        names = _merged([list(of_side) for of_side in lanes])
        for side, of_side in zip(found, lanes, strict=True):
            side.append(Group(title, [of_side.get(name, Lane(name, [], [])) for name in names]))
    return found


def _merged(lists: list[list[str]]) -> list[str]:
    """Return the names of all lists once; what is new in a later list comes after its neighbour there."""
    found: list[str] = []
    for names in lists:
        place = 0
        for name in names:
            if name not in found:
                found.insert(place, name)
            place = found.index(name) + 1
    return found


def _acts(life: Mapping[str, Any], span: Span) -> list[Lane]:
    """Lay out acts by who saw them; what was left undone because of the score has a lane of its own."""
    lanes: dict[str, list[Mark]] = {}
    for act in life["acts"]:
        name, look = "unseen", "hollow"
        if not act["done"]:
            name, look = "left undone for the score", "cross"
        elif act["recorded_by"] is not None:
            name, look = f"seen by {words(act['recorded_by'])}", "dot"
        told = words(act["act"])
        if act["done"] and act["because_of_the_score"]:
            told += ", done because of the score"
        lanes.setdefault(name, []).append(_mark(act["week"], span, look, told))
    last = ("unseen", "left undone for the score")
    return [Lane(name, [], lanes[name]) for name in (*sorted(lanes.keys() - set(last)), *last) if name in lanes]


def _entries(life: Mapping[str, Any], span: Span) -> list[Lane]:
    lanes: dict[str, list[Mark]] = {"true": [], "without an act": []}
    for line in life["ledger"]:
        if line["channel"] is not None:
            told = f"{words(line['rule'])}, by {words(line['channel'])}: {line['points']:+d} points"
            name, look = ("true", "dot") if line["real"] else ("without an act", "wrong")
            lanes[name].append(_mark(line["week"], span, look, told))
    return [Lane(name, [], marks) for name, marks in lanes.items() if marks]


def _consequences(life: Mapping[str, Any], span: Span) -> list[Group]:
    """Lay out listings, sanctions by domain of life, time out of work, and rewards."""
    listings = [fate for fate in life["consequences"] if fate["name"] in span.routes]
    sanctions = [fate for fate in life["consequences"] if fate["name"] in span.sanctions]
    named = span.routes | span.sanctions | {OUT_OF_WORK}
    rewards = [
        fate for fate in life["consequences"] if fate["name"] not in named and not fate["name"].startswith(WAITING_FOR)
    ]
    sanctions.sort(key=lambda fate: str(fate["domain"]))
    domains = [
        Group(f"Sanctions: {domain}", _bars(list(fates), span, "harm"))
        for domain, fates in groupby(sanctions, key=lambda fate: str(fate["domain"]))
    ]
    return [
        Group("The list", _bars(listings, span, "harm")),
        *domains,
        Group("Work", _bars([fate for fate in life["consequences"] if fate["name"] == OUT_OF_WORK], span, "wait")),
        Group("Rewards", _bars(rewards, span, "good")),
    ]


def _bars(fates: list[dict[str, Any]], span: Span, look: str) -> list[Lane]:
    lanes: dict[str, list[Bar]] = {}
    for fate in fates:
        wrongful = ", wrongful" if fate["wrongful"] else ""
        told = f"{words(fate['name'])}{wrongful}, because: {fate['because']}"
        looks = f"{look} wrongful" if fate["wrongful"] else look
        lanes.setdefault(words(fate["name"]), []).append(_bar(fate["start"], span.end(fate), span, looks, told))
    return [Lane(name, bars, []) for name, bars in lanes.items()]


def _waits(life: Mapping[str, Any], span: Span) -> list[Lane]:
    lanes: dict[str, Lane] = {}
    for fate in [fate for fate in life["consequences"] if fate["name"].startswith(WAITING_FOR)]:
        name, came = words(fate["name"].removeprefix(WAITING_FOR)), fate["ended_by"] or "still waiting"
        lane, end = lanes.setdefault(name, Lane(name, [], [])), span.end(fate)
        lane.bars.append(_bar(fate["start"], end, span, "wait", f"waiting for {name}: {came}"))
        if fate["ended_by"] is not None:
            lane.marks.append(_mark(end, span, "good" if came == "served" else "cross", f"{name}: {came}"))
    return list(lanes.values())


def _requests(life: Mapping[str, Any], span: Span) -> list[Lane]:
    looks = {"granted": "good", "declined": "hollow", "refused": "cross", "turned away": "wrong"}
    lanes: dict[str, list[Mark]] = {result: [] for result in looks}
    for asked in life["requests"]:
        by = f", by {words(asked['by'])}" if asked["by"] else ""
        wrongful = ", wrongfully" if asked["wrongful"] else ""
        told = f"{words(asked['asked_for'])}{wrongful}{by}"
        look = "wrong" if asked["wrongful"] else looks[asked["result"]]
        lanes[asked["result"]].append(_mark(asked["week"], span, look, f"{asked['result']}: {told}"))
    return [Lane(result, [], marks) for result, marks in lanes.items() if marks]


def _family(life: Mapping[str, Any], span: Span) -> list[Lane]:
    lanes: dict[str, Lane] = {}
    for felt in life["family_felt"]:
        lane = lanes.setdefault(felt["what"], Lane(felt["what"], [], []))
        who = f" ({felt['who']})" if felt["who"] is not None else ""
        held = f": {', '.join(map(words, felt['sanctions']))}" if felt["sanctions"] else ""
        look = "harm" if felt["sanctions"] else "wait"
        lane.bars.append(_bar(felt["week"], span.end(felt, "until"), span, look, f"{felt['what']}{who}{held}"))
    marks = []
    for event in life["family"]:
        who = f" (with {event['with']})" if event["with"] is not None else ""
        marks.append(_mark(event["week"], span, "hollow", f"{event['what']}{who}"))
    return [*lanes.values(), *([Lane("events", [], marks)] if marks else [])]


def _mark(week: int, span: Span, look: str, told: str) -> Mark:
    return Mark(_at(week, span.weeks), look, f"{day_of(week)}: {told}")


def _bar(start: int, end: int, span: Span, look: str, told: str) -> Bar:
    until = f"to {day_of(end)}" if end < span.weeks else "and on"
    width = round(_at(end, span.weeks) - _at(start, span.weeks), 2)
    return Bar(_at(start, span.weeks), width, look, f"{day_of(start)} {until}: {told}")


def _at(week: int, weeks: int) -> float:
    """Return where a week begins, in per cent of the run."""
    return round(100 * week / weeks, 2)
