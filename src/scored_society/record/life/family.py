"""What a record did within a family: a parent's listing and a child, and care for the frail, given or missing."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.record.life.names import citizen_name
from scored_society.record.replay import LivedAgain
from scored_society.record.sample import field
from scored_society.tables.rules import Rules
from scored_society.tables.timetable import SCORING_BEGINS, SCORING_ENDS
from scored_society.tables.world import World
from scored_society.week import log as kinds
from scored_society.week.kin import CHILD_WEEKS
from scored_society.week.state import BIRTH_OFFSET, FRAIL, State

PARENT_LISTED = "a parent is on the list"
LISTED_PARENT = "on the list, with a child"
CARED_FOR = "frail, and cared for"
CARED = "cared for a frail elder"
WITHOUT_CARE = "frail, and without care"
ANSWERED = "answered for an elder without care"
SEAT, KIND, A = 1, 3, 4


class Kin(NamedTuple):
    """The fields of a neighbourhood's seats that say who is whose, as of last week's end."""

    alive: NDArray[np.int64]
    holders: NDArray[np.int64]
    age: NDArray[np.int64]  # in weeks
    sex: NDArray[np.int64]
    frail: NDArray[np.bool_]
    family: NDArray[np.int64]
    parent: NDArray[np.int64]
    coupled: NDArray[np.int64]
    neglect: NDArray[np.int64]
    listed: NDArray[np.bool_]
    first: int

    def name(self, local: int) -> str:
        """Return the name of who holds a seat of the neighbourhood."""
        return citizen_name(self.first + local, int(self.holders[local]) - 1)

    def child(self, local: int) -> bool:
        """Whether somebody is of an age at which a parent's listing can be held against them."""
        return bool(self.alive[local]) and int(self.age[local]) < CHILD_WEEKS

    def listed_parents(self, local: int) -> list[int]:
        """Return the parents of a child who are on the list: the known one, and their partner at home."""
        above = int(self.parent[local])
        if above == local or not self.alive[above]:
            return []
        parents = [above]
        if self.coupled[above]:
            partner = (self.family == self.family[above]) & (self.coupled == 1) & (self.sex != self.sex[above])
            partner &= (self.alive == 1) & (self.parent != above)
            partner[[above, local]] = False
            parents += [other for other in np.flatnonzero(partner).tolist() if other != int(self.parent[above])]
        return [parent for parent in parents if self.listed[parent]]


def kin_of(before: State, week: int, first: int, *, list_ends: bool = False) -> Kin:
    """Read who is whose; `first` is the number of the neighbourhood's first seat, `week` the one that begins.

    With `list_ends`, nobody is on the list any more: a rule book begins with which scoring begins or ends.
    """

    def person(name: str) -> NDArray[np.int64]:
        return field(before, "person", name)

    def ties(name: str) -> NDArray[np.int64]:
        return field(before, "ties", name)

    return Kin(
        alive=person("alive"),
        holders=person("holders"),
        age=week + BIRTH_OFFSET - person("born"),
        sex=person("sex"),
        frail=(person("health") == FRAIL) & (person("alive") == 1),
        family=ties("family"),
        parent=ties("parent"),
        coupled=ties("coupled"),
        neglect=ties("without"),
        listed=(field(before, "listing", "route") > 0) & (not list_ends),
        first=first,
    )


def by_parent(lived: LivedAgain, before: State, local: int, seat: int, rules: Rules) -> int:
    """Return the bits of the sanctions that somebody bears this week only because a parent is on the list."""
    felt = lived.lines[(lived.lines[:, SEAT] == seat) & (lived.lines[:, KIND] == kinds.UNDER)]
    if not len(felt):
        return 0
    person = before[local : local + 1]
    route, score = int(field(person, "listing", "route")[0]), int(field(person, "record", "score")[0])
    own = int(rules.mask_at_score[score]) | (int(rules.mask_listed[route]) if route else 0)
    return int(felt[0, A]) & int(rules.mask_parent) & ~own


class FamilyFelt:
    """What the family's records did to one person, and the person's own to the family in the neighbourhood.

    Attributes
    ----------
    told : list of dict
        `week` and `until` (None while it goes on), `what`, `who` (the relative; None where nobody answered), the
        `sanctions` that held for no other reason, and `times`: refusals by them, how often care was given, or weeks
        without it.
    """

    def __init__(self, world: World, seat: int) -> None:
        self.told: list[dict[str, Any]] = []
        self._local, self._first = seat % world.seats, seat - seat % world.seats
        self._omission, self._limit, self._care = (int(value) for value in world.omission)
        self._open: dict[tuple[str, str], dict[str, Any]] = {}
        self._caring: dict[tuple[str, str], dict[str, Any]] = {}

    def week(self, lived: LivedAgain, before: State, rules: Rules, sanctions: list[str], transition: int) -> None:
        """Take in a week that the person began alive; `before` is the neighbourhood as of last week's end."""
        person = before[self._local : self._local + 1]
        young = lived.week + BIRTH_OFFSET - int(field(person, "person", "born")[0]) < CHILD_WEEKS
        listed = bool(field(person, "listing", "route")[0])
        acts = lived.lines[lived.lines[:, KIND] == kinds.ACT]
        caring = acts[(acts[:, A] == self._care) | (acts[:, A] == self._omission)]
        if not (young or listed or len(caring) or self._open):
            return
        list_ends = transition in (SCORING_BEGINS, SCORING_ENDS)
        kin = kin_of(before, lived.week, self._first, list_ends=list_ends)
        self._listings(lived, before, kin, rules, sanctions)
        for line in caring:
            self._care_for(lived.week, int(line[SEAT]) - self._first, int(line[A]), kin)
        if self._omission >= 0 and kin.frail[self._local] and kin.neglect[self._local] == self._limit:
            answered = caring[caring[:, A] == self._omission][:, SEAT] - self._first
            who = next((int(other) for other in answered if self._near(int(other), self._local, kin)), None)
            name = None if who is None else kin.name(who)
            self._write(lived.week - self._limit, lived.week, WITHOUT_CARE, name, times=self._limit)

    def _listings(self, lived: LivedAgain, before: State, kin: Kin, rules: Rules, sanctions: list[str]) -> None:
        """Begin, go on with and end the spells in which a listing stands between a parent and a child."""
        now: dict[tuple[str, str], int] = {}  # and the child's seat
        if kin.child(self._local):
            now |= {(PARENT_LISTED, kin.name(parent)): self._local for parent in kin.listed_parents(self._local)}
        if kin.listed[self._local]:
            home = kin.family[kin.parent] == kin.family[self._local]
            near = np.flatnonzero(home & (kin.alive == 1) & (kin.age < CHILD_WEEKS)).tolist()
            children = [child for child in near if self._local in kin.listed_parents(child)]
            now |= {(LISTED_PARENT, kin.name(child)): child for child in children}
        for key in [key for key in self._open if key not in now]:
            self._open.pop(key)["until"] = lived.week
        for key, child in now.items():
            if key not in self._open:
                self._open[key] = self._write(lived.week, None, *key)
            spell, seat = self._open[key], self._first + child
            bits = by_parent(lived, before, child, seat, rules)
            held = [name for index, name in enumerate(sanctions) if bits >> index & 1]
            spell["sanctions"] += [name for name in held if name not in spell["sanctions"]]
            own = lived.lines[(lived.lines[:, SEAT] == seat) & (lived.lines[:, KIND] == kinds.REFUSED)]
            spell["times"] += sum(bits >> index & 1 for index in own[:, A].tolist())

    def _care_for(self, week: int, carer: int, act: int, kin: Kin) -> None:
        """Write care that the person gave or got, and an elder without care whom the person answered for."""
        if act == self._omission:
            if carer == self._local:
                elders = np.flatnonzero(kin.frail & (kin.neglect == self._limit)).tolist()
                for elder in [elder for elder in elders if elder != carer and self._near(carer, elder, kin)]:
                    self._write(week, week, ANSWERED, kin.name(elder), times=1)
        elif carer == self._local:
            for elder in np.flatnonzero(kin.frail).tolist():
                if elder != carer and self._near(carer, elder, kin):
                    self._cared(week, CARED, kin.name(elder))
        elif kin.frail[self._local] and self._near(carer, self._local, kin):
            self._cared(week, CARED_FOR, kin.name(carer))

    @staticmethod
    def _near(carer: int, elder: int, kin: Kin) -> bool:
        """Whether somebody is of the home of an elder, or a child of theirs."""
        return bool(kin.family[carer] == kin.family[elder]) or int(kin.parent[carer]) == elder

    def _cared(self, week: int, what: str, who: str) -> None:
        spell = self._caring.get((what, who))
        if spell is None:
            spell = self._caring[what, who] = self._write(week, week, what, who)
        spell["until"] = week
        spell["times"] += 1

    def _write(self, week: int, until: int | None, what: str, who: str | None, times: int = 0) -> dict[str, Any]:
        line: dict[str, Any] = {"week": week, "until": until, "what": what, "who": who, "sanctions": [], "times": times}
        self.told.append(line)
        return line

    def end(self, week: int) -> None:
        """End what goes on, with the life."""
        for spell in self._open.values():
            spell["until"] = week
        self._open = {}
