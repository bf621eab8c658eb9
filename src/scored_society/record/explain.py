"""One life out of a run: its ledger, its acts, what followed, and the family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.base.errors import mistake
from scored_society.policy.consequences import When
from scored_society.record.folder import not_finished
from scored_society.record.life.family import FamilyFelt
from scored_society.record.life.names import citizen_name
from scored_society.record.life.queues import Queues
from scored_society.record.life.work import OUT_OF_WORK, is_out_of_work, waited_before, was_out_of_work
from scored_society.record.replay import LivedAgain, Replay
from scored_society.record.run import Run
from scored_society.record.sample import field
from scored_society.record.verify import verify
from scored_society.tables.consequences import StandingReward
from scored_society.tables.interventions import DO, LIST
from scored_society.tables.slots import by_number
from scored_society.tables.timetable import SCORING_BEGINS, SCORING_ENDS, Epoch
from scored_society.week import log as kinds
from scored_society.week.counted import Measures
from scored_society.week.request import GOODS_FROM
from scored_society.week.shard import region_of_many
from scored_society.week.state import State

WEEK, SEAT, OCCUPANT, KIND, A, B, C, D, E = range(9)
FAMILY_LINES = {
    kinds.BORN: "born",
    kinds.DIED: "died",
    kinds.PAIRED: "paired",
    kinds.LEFT_HOME: "left home",
    kinds.FRAIL: "became frail",
    kinds.HIRED: "hired as an information collector",
    kinds.LEARNED: "learned of the scheme",
    kinds.FAMED: "became a celebrity",
}


FOLLOWING_LINES = (
    kinds.LISTED, kinds.DELISTED, kinds.APPLIED, kinds.SERVED, kinds.LAPSED, kinds.LOST_WORK, kinds.FOUND_WORK,
)  # fmt: skip
REDRESS_LINES = (kinds.APPEALED, kinds.REVIEWED, kinds.EXPUNGED)
APPEALS_END = ("not heard", "rejected", "upheld")
"""What becomes of an appeal, in the order of `week/redress.py`."""
REQUEST_LINES = (kinds.GRANTED, kinds.DECLINED, kinds.REFUSED, kinds.TURNED_AWAY)


def explain(run: Run, citizen: str | int) -> dict[str, Any]:
    """Tell one invented life.

    Parameters
    ----------
    run : a complete run.
    citizen : a seat ("1234": its first occupant) or seat and occupant ("1234.2": the second).

    Returns
    -------
    dict
        `citizen`, `score` (at the end of the run or of the life; None where nobody is scored), `ledger`, `acts`,
        `consequences` (listings, sanctions, rewards that one has without asking, waits, and being out of work, with
        start, end and cause), `requests` (what was asked for, and what came of it), `interventions` (what an experiment
        made happen), `family` (what happened to them in it), `cutoffs` (each wait for a scarce good: by how much its
        cut-off was missed, and when it was made; see `life.queues.Queues`) and `family_felt` (what a parent's listing
        did to them, theirs to a child, and care; see `life.family.FamilyFelt`); weeks are counted from 2020-01-01. The
        first `score_before` of the ledger is the starting score, each next continues the last; clamping, fading and a
        new scale are lines too.

    Raises
    ------
    UserError
        If the run is not finished, has no such citizen, or does not come out of its own inputs.
    """
    if not run.manifest["fingerprint"]:
        raise not_finished(run.path)
    seat, occupant = parse_citizen(run, citizen)
    verify(run)
    replay = Replay(run)
    seats = replay.timetable.world.seats
    teller = Teller(replay, seat, occupant)
    for lived in replay.neighbourhood(seat // seats):
        teller.week(lived)
    if not teller.present:
        raise mistake(f"nobody is citizen {citizen} in this run", allowed=teller.holders(seat))
    return teller.told(citizen_name(seat, occupant))


def parse_citizen(run: Run, citizen: str | int) -> tuple[int, int]:
    """Return seat and occupant (from 0) of a citizen's name.

    Raises
    ------
    UserError
        If it is no name, or the run has no such seat.
    """
    parts = str(citizen).split(".")
    last = int(run.manifest["seats"]) - 1
    if len(parts) > 2 or not all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
        raise mistake(f"'{citizen}' is not a citizen", allowed="a seat, e.g. 1234, or its second occupant, 1234.2")
    seat, number = int(parts[0]), int(parts[1]) if len(parts) == 2 else 1
    if seat > last or not 1 <= number <= 15:
        raise mistake(f"there is no citizen {citizen}", allowed=f"seats 0 to {last}, occupants 1 to 15")
    return seat, number - 1


class Teller:
    """Collects one life while its neighbourhood is lived again."""

    def __init__(self, replay: Replay, seat: int, occupant: int) -> None:
        self._replay, self._seat, self._occupant = replay, seat, occupant
        self._behaviours = [name for name, _ in by_number(replay.timetable.society.behaviours)]
        self._goods = by_number(replay.timetable.society.goods)
        self.present = False
        self._held = 0
        self._score: int | None = None  # the last one, while nobody is scored any more
        self._scored = False
        self._ledger: list[dict[str, Any]] = []
        self._acts: list[dict[str, Any]] = []
        self._consequences: list[dict[str, Any]] = []
        self._requests: list[dict[str, Any]] = []
        self._interventions: list[dict[str, Any]] = []
        self._under: dict[str, dict[str, Any]] = {}  # sanctions that hold, by name
        self._having: dict[str, tuple[int, dict[str, Any]]] = {}  # rewards one has: yuan a year, and the consequence
        self._measures: Measures | None = None
        self._family: list[dict[str, Any]] = []
        world = replay.timetable.world
        region = region_of_many(np.array([seat // world.seats]), world.region_cumulative)
        self._queues = Queues([name for name, _ in self._goods], int(region[0]))
        self._felt = FamilyFelt(world, seat)
        self._before: State | None = None  # the neighbourhood at last week's end

    def week(self, lived: LivedAgain) -> None:
        """Take in one week."""
        local = self._seat % self._replay.timetable.world.seats
        before, self._before = self._before, lived.state
        person = lived.state[local : local + 1]
        self._held = int(field(person, "person", "holders")[0])
        lines = lived.lines[(lived.lines[:, SEAT] == self._seat) & (lived.lines[:, OCCUPANT] == self._occupant)]
        alive = bool(field(person, "person", "alive")[0]) and self._held - 1 == self._occupant
        if not alive and not len(lines):
            return
        epoch = self._replay.timetable.epoch(lived.week)
        if not self.present:
            self.present = True
            self._begin_before(lived.week, person, lines)
            self._score = int(epoch.rules.start) if epoch.rules.scored else None
        self._scored = bool(epoch.rules.scored)
        if self._measures is None or epoch.first_week == lived.week:
            self._measures = Measures(self._replay.timetable, epoch)
        self._bear(lived.week, lines, self._measures, epoch)
        if before is not None and self._was_there(before[local : local + 1]):
            self._queues.week(lived, before, local, lines)
            names = [name for name, _ in self._measures.sanctions]
            transition = self._replay.timetable.transition(lived.week)
            self._felt.week(lived, before, epoch.rules, names, transition)
        for line in lines:
            self._take(line, self._measures)
        if alive:
            if not is_out_of_work(person):
                self._end(lived.week, lambda open_: open_["name"] == OUT_OF_WORK, "retirement")
            self._have(lived.week, person, self._measures)
        else:
            self._end_all(lived.week, "death")
            self._felt.end(lived.week)

    def _begin_before(self, week: int, seat: NDArray[np.void], lines: NDArray[np.int64]) -> None:
        """Begin what was so at the start: founders may be out of work, and may wait for a post."""
        if was_out_of_work(seat, lines):
            self._begin(OUT_OF_WORK, "work", week, "out of work at the start", False)
        for name, good in [self._goods[index] for index in waited_before(seat[0], lines)]:
            self._begin(f"waiting for {name}", good.domain, week, "applied before the start", False)

    def _was_there(self, seat: NDArray[np.void]) -> bool:
        """Whether a seat, as of last week's end, was held by the person."""
        held = int(field(seat, "person", "holders")[0]) == self._occupant + 1
        return held and bool(field(seat, "person", "alive")[0])

    def _take(self, line: NDArray[np.int64], measures: Measures) -> None:
        week, kind = int(line[WEEK]), int(line[KIND])
        if kind == kinds.ENTRY:
            self._enter(week, line, measures)
        elif kind == kinds.ACT:
            channel = int(line[B])
            seen_by = measures.channels[channel][0] if channel >= 0 else None
            self._acts.append(
                {"week": week, "act": self._behaviours[line[A]], "done": True, "recorded_by": seen_by,
                 "entered": bool(line[C] >= 0), "because_of_the_score": bool(line[D])}
            )  # fmt: skip
        elif kind == kinds.WITHHELD:
            self._acts.append(
                {"week": week, "act": self._behaviours[line[A]], "done": False, "recorded_by": None,
                 "entered": False, "because_of_the_score": True}
            )  # fmt: skip
        elif kind in (kinds.FADED, kinds.RESET):
            rule = "fading" if kind == kinds.FADED else "new scale"
            after = int(line[C])
            if kind == kinds.RESET and line[A] == SCORING_BEGINS and not self._ledger:
                self._score = after  # the first score_before
            elif self._score is not None and not (kind == kinds.RESET and line[A] == SCORING_ENDS):
                # (the last score stands where scoring ends)
                self._write(week, rule, None, None, after - self._score, after)
        elif kind in REDRESS_LINES:
            self._mend(week, kind, line)
        elif kind in REQUEST_LINES:
            self._ask(week, kind, line, measures)
        elif kind == kinds.INTERVENED:
            self._interventions.append({"week": week, "what": self._intervention(line, measures)})
        elif kind == kinds.UNDER:
            return  # see _bear
        elif kind in FAMILY_LINES:
            other = int(line[A]) if kind in (kinds.BORN, kinds.PAIRED) else None
            self._family.append({"week": week, "what": FAMILY_LINES[kind], "with": other})
        elif kind in FOLLOWING_LINES:
            self._follow(week, kind, line, measures)

    def _enter(self, week: int, line: NDArray[np.int64], measures: Measures) -> None:
        """Write an entry, and what the end of the range took off it."""
        points, before, after = int(line[C]), int(line[D]), int(line[E])
        channel, real = measures.channels[int(line[B]) // 2][0], bool(line[B] % 2)
        rule = measures.things["rules"][int(line[A])][0]
        self._write(week, rule, channel, real, points, before + points)
        if after != before + points:
            self._write(week, "clamping", None, None, after - before - points, after)

    def _write(self, week: int, rule: str, channel: str | None, real: bool | None, points: int, after: int) -> None:
        self._ledger.append(
            {"week": week, "rule": rule, "channel": channel, "real": real, "points": points,
             "score_before": self._score, "score_after": after}
        )  # fmt: skip
        self._score = after

    def _bear(self, week: int, lines: NDArray[np.int64], measures: Measures, epoch: Epoch) -> None:
        """Begin the sanctions that are felt this week for the first time, and end those that are not any more."""
        felt = lines[lines[:, KIND] == kinds.UNDER]
        held, undeserved = (int(felt[0, A]), int(felt[0, B])) if len(felt) else (0, 0)
        names = [name for name, _ in measures.sanctions]
        now = {name: bool(undeserved >> index & 1) for index, name in enumerate(names) if held >> index & 1}
        for name in [name for name in self._under if name not in now]:
            ended = self._under.pop(name)
            ended["end"], ended["ended_by"] = week, "its cause is over"
        for name, wrongful in now.items():
            if name not in self._under:
                sanction = epoch.policy.sanctions[name]
                self._begin(name, sanction.domain, week, self._cause(sanction.when), wrongful)
                self._under[name] = self._consequences[-1]

    def _have(self, week: int, person: NDArray[np.void], measures: Measures) -> None:
        """Begin and end the rewards that one has without asking, by the score and the list at the week's end."""
        now: dict[str, tuple[StandingReward, int]] = {}
        if self._scored:
            score, listed = int(field(person, "record", "score")[0]), bool(field(person, "listing", "route")[0])
            for reward in measures.standing_rewards:
                if reward.worth[score] and not (reward.lost_by_listed and listed):
                    now[reward.name] = reward, int(reward.worth[score])
        for name, (worth_before, having) in list(self._having.items()):
            if name not in now or now[name][1] != worth_before:
                del self._having[name]
                having["end"], having["ended_by"] = week, "another grade" if name in now else "its cause is over"
        for name, (reward, yuan) in now.items():
            if name not in self._having:
                self._begin(name, reward.domain, week, f"score {score}: worth {yuan:,} yuan a year", False)
                self._having[name] = yuan, self._consequences[-1]

    def _cause(self, when: When) -> str:
        """Return why a sanction holds: what of its conditions is true."""
        words = []
        if when.at_or_below is not None and self._score is not None and self._score <= when.at_or_below:
            words.append(f"score {self._score}, at or below {when.at_or_below}")
        if when.listed and any(open_ for open_ in self._consequences if open_["list"] and open_["end"] is None):
            words.append("on the list")
        if when.parent_listed and not words:
            words.append("a parent is on the list")
        return " and ".join(words)

    def _ask(self, week: int, kind: int, line: NDArray[np.int64], measures: Measures) -> None:
        """Write what came of asking for something, or of a check of the face."""
        if kind == kinds.TURNED_AWAY:
            thing, result, by, wrongful = measures.things["uses"][int(line[A])][0], "turned away", "face check", True
        elif kind == kinds.REFUSED:
            index, wrongful = int(line[B]), bool(line[C])
            goods = index >= GOODS_FROM
            thing = self._goods[index - GOODS_FROM][0] if goods else measures.services[index][0]
            result, by = "refused", measures.sanctions[int(line[A])][0]
        else:
            thing, by, wrongful = measures.services[int(line[A])][0], None, False
            result = "granted" if kind == kinds.GRANTED else "declined"
        self._requests.append({"week": week, "asked_for": thing, "result": result, "by": by, "wrongful": wrongful})

    def _mend(self, week: int, kind: int, line: NDArray[np.int64]) -> None:
        """Write what redress brought: an appeal and its end, a listing stopped, points that lapsed."""
        if kind == kinds.EXPUNGED:
            self._write(week, "expungement", None, None, int(line[A]), int(line[C]))
            return
        asked, result, wrongful = "review of a listing", "stopped", True
        if kind == kinds.APPEALED:
            asked = f"appeal against {self._behaviours[line[A]]}"
            result, wrongful, after = APPEALS_END[line[B]], bool(line[C]), int(line[D])
            if self._score is not None and after != self._score:
                self._write(week, "appeal upheld", None, None, after - self._score, after)
        self._requests.append({"week": week, "asked_for": asked, "result": result, "by": None, "wrongful": wrongful})

    def _intervention(self, line: NDArray[np.int64], measures: Measures) -> str:
        """Say what an experiment made happen."""
        kind, what = int(line[A]), int(line[B])
        if kind == LIST:
            return f"listed by {measures.routes[what][0]}"
        if kind == DO:
            return f"{self._behaviours[what]} done"
        return f"{self._behaviours[what]} reported by {measures.channels[int(line[C])][0]}, though not done"

    def _follow(self, week: int, kind: int, line: NDArray[np.int64], measures: Measures) -> None:
        """Begin or end a listing, a wait, or time out of work."""
        if kind == kinds.LISTED:
            name = next(name for name, number in measures.routes if number == line[A])
            because = f"score {int(line[D])}; true entries alone {int(line[E])}"
            self._begin(name, "reputation", week, because, bool(line[C]), on_list=True)
        elif kind == kinds.DELISTED:
            struck_off = self._replay.timetable.transition(week) in (SCORING_BEGINS, SCORING_ENDS)
            by = "removed" if line[B] else "term over"
            self._end(week, lambda open_: open_["list"], "new rule book" if struck_off else by)
        elif kind == kinds.LOST_WORK:
            cost = ", and income fell to the next lower fifth" if line[A] else ""
            self._begin(OUT_OF_WORK, "work", week, f"lost work{cost}", False)
        elif kind == kinds.FOUND_WORK:
            self._end(week, lambda open_: open_["name"] == OUT_OF_WORK, "found work")
        elif kind == kinds.APPLIED:
            name, good = self._goods[int(line[A])]
            self._begin(f"waiting for {name}", good.domain, week, "applied", False)
        else:
            waited = f"waiting for {self._goods[int(line[A])][0]}"
            by = "served" if kind == kinds.SERVED else "lapsed unserved"
            self._end(week, lambda open_: open_["name"] == waited, by)

    def _begin(self, name: str, domain: str, week: int, because: str, wrongful: bool, *, on_list: bool = False) -> None:
        self._consequences.append(
            {"name": name, "domain": domain, "start": week, "end": None, "because": because, "wrongful": wrongful,
             "ended_by": None, "list": on_list}
        )  # fmt: skip

    def _end(self, week: int, which: Callable[[dict[str, Any]], bool], by: str) -> None:
        for consequence in self._consequences:
            if consequence["end"] is None and which(consequence):
                consequence["end"], consequence["ended_by"] = week, by

    def _end_all(self, week: int, by: str) -> None:
        self._under, self._having = {}, {}
        self._end(week, lambda _: True, by)

    def holders(self, seat: int) -> str:
        """Say who there is in a seat."""
        if self._held == 0:
            return f"nobody ever held seat {seat}; try another"
        return f"seat {seat} was held by {self._held}: {seat}" + "".join(
            f", {seat}.{n}" for n in range(2, self._held + 1)
        )

    def told(self, citizen: str) -> dict[str, Any]:
        """Return the life."""
        return {
            "citizen": citizen,
            "score": self._score if self._scored else None,
            "ledger": self._ledger,
            "acts": self._acts,
            "consequences": [
                {key: value for key, value in consequence.items() if key != "list"}
                for consequence in self._consequences
            ],
            "family": self._family,
            "requests": self._requests,
            "interventions": self._interventions,
            "cutoffs": self._queues.told,
            "family_felt": sorted(self._felt.told, key=lambda line: int(line["week"])),
        }
