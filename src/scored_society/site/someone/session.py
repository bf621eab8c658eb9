"""Somebody's five years, while a visitor lives them: in memory, and nowhere else."""

from __future__ import annotations

import random
import secrets
import threading
import time
from typing import Any

import numpy as np

from scored_society.base.errors import mistake
from scored_society.record.explain import Teller
from scored_society.record.replay import Replay
from scored_society.record.run import Run
from scored_society.record.sample import field
from scored_society.site.living import RunTask
from scored_society.site.person import person
from scored_society.site.problem import Problem
from scored_society.site.someone.choices import NOTHING, open_to, speaking
from scored_society.site.someone.neighbourhood import MONTHS, WEEKS, Neighbourhood, first_week
from scored_society.site.someone.replays import Replays
from scored_society.site.someone.silence import cost, twins
from scored_society.site.task import ID_BYTES
from scored_society.week.state import BIRTH_OFFSET, SEAT

YOUNGEST, OLDEST = 18, 64
"""Ages at the start among which somebody is drawn, who is there for all five years."""
TOLD = ("ledger", "acts", "requests", "interventions", "family")
SPANS = ("consequences", "cutoffs", "family_felt")


class Someone:
    """Somebody whom the site has drawn, and what was chosen for them so far.

    Parameters
    ----------
    task : the run of the society that they live in; it is held until they are forgotten.
    replays : what lives its neighbourhoods again.
    """

    def __init__(self, task: RunTask, replays: Replays) -> None:
        task.hold()
        self.id, self.task, self._replays = secrets.token_urlsafe(ID_BYTES), task, replays
        self.seen = time.monotonic()
        self._lock = threading.Lock()
        self._acts: dict[int, str] = {}
        self._month = 0
        self._who: tuple[int, int] | None = None
        self._now: dict[str, Any] | None = None
        self._end: dict[str, Any] | None = None

    def told(self) -> dict[str, Any]:
        """Return how things stand.

        Raises
        ------
        Problem
            If the society could not be lived.
        """
        self.seen = time.monotonic()
        said = {"id": self.id, "run": self.task.told(), "months": MONTHS}
        if self.task.status in ("failed", "cancelled"):
            raise Problem(409, f"the society could not be lived: {self.task.message or 'nobody waited for it'}")
        if self.task.status != "done":
            return said | {"status": "preparing"}
        with self._lock:
            return said | self._situation()

    def choose(self, month: int, choice: str) -> dict[str, Any]:
        """Let a month pass in which something is done, or nothing, and return what came of it.

        Raises
        ------
        Problem
            If it is not this month's turn.
        UserError
            For an act that is not open to somebody.
        """
        self.seen = time.monotonic()
        if self.task.status != "done":
            raise Problem(409, "the society is still being lived")
        with self._lock:
            if self._month >= MONTHS:
                raise Problem(409, "the five years are over")
            if month != self._month:
                raise Problem(409, f"it is month {self._month}, and not {month}")
            open_acts = [each["act"] for each in self._situation()["choices"]]
            if choice != NOTHING:
                if choice not in open_acts:
                    raise mistake(f"'{choice[:40]}' cannot be chosen", allowed=[NOTHING, *open_acts])
                self._acts[self._month] = choice
            self._month, self._now = self._month + 1, None
            situation = self._situation()
        return {"id": self.id, "months": MONTHS, **situation, "news": _news(situation["life"], month)}

    def end(self) -> dict[str, Any]:
        """Return the life, its twins, and what silence cost the neighbours, once the five years are over.

        Raises
        ------
        Problem
            If they are not.
        """
        self.seen = time.monotonic()
        with self._lock:
            if self._month < MONTHS:
                raise Problem(409, f"it is month {self._month} of {MONTHS}")
            if self._end is None:
                self._end = self._told_at_the_end()
            return self._end

    def _told_at_the_end(self) -> dict[str, Any]:
        here = self._neighbourhood()
        society = here.replay.timetable.society
        silent, spoke = twins(self._acts, society, speaking(society), MONTHS)
        life, weeks = here.told(self._acts, MONTHS)
        silent_life, silent_weeks = here.told(silent, MONTHS)
        speaking_life, speaking_weeks = here.told(spoke, MONTHS)
        end = len(weeks) - 1
        sides = ((life, weeks), (silent_life, silent_weeks), (speaking_life, speaking_weeks))
        told = [one | {"person": person(here.replay, lived[end], here.seat, here.occupant)} for one, lived in sides]
        return {
            "id": self.id,
            "chosen": [self._acts.get(month, NOTHING) for month in range(MONTHS)],
            "life": told[0],
            "silent": told[1],
            "speaking": told[2],
            "protected_acts": {"silent": 0, "speaking": len(spoke) - len(silent)},
            "cost": cost(silent_weeks, speaking_weeks, here.seat, here.occupant, society),
        }

    def _situation(self) -> dict[str, Any]:
        """Return who they are and how they fare at the start of this month."""
        if self._now is None:
            self._now = self._situation_in(self._month)
        return self._now

    def _situation_in(self, month: int) -> dict[str, Any]:
        here = self._neighbourhood()
        if month == 0:
            lived = next(here.lived({}, 1))
            life = _nothing_yet(here)
        else:
            life, weeks = here.told(self._acts, month)
            lived = weeks[-1]
        who = person(here.replay, lived, here.seat, here.occupant) or {}
        timetable = here.replay.timetable
        policy = timetable.epoch(min(first_week(month), WEEKS - 1)).policy
        return {
            "status": "over" if month >= MONTHS else "living",
            "month": month,
            "week": first_week(month),
            "person": who,
            "choices": [] if month >= MONTHS else open_to(timetable.society, policy, who),
            "nothing": NOTHING,
            "life": life,
        }

    def _neighbourhood(self) -> Neighbourhood:
        """Return where they live; they are drawn when this is first asked."""
        replay = self._replays.of(self.task)
        if self._who is None:
            self._who = _drawn(replay.run, replay, secrets.randbelow(1 << 32))
        return Neighbourhood(replay, *self._who)


def _drawn(run: Run, replay: Replay, draw: int) -> tuple[int, int]:
    """Draw somebody among the adults who are there at the end, and were at the start."""
    state = run.state()["state"].view(SEAT)
    born = field(state, "person", "born") - BIRTH_OFFSET
    there = (field(state, "person", "alive") == 1) & (field(state, "person", "holders") == 1)
    there &= (-born >= YOUNGEST * 52) & (-born < (OLDEST + 1) * 52)
    seat = random.Random(draw).choice(np.flatnonzero(there).tolist())
    return int(seat), 0


def _nothing_yet(here: Neighbourhood) -> dict[str, Any]:
    return Teller(here.replay, here.seat, here.occupant).told(here.citizen)


def _news(life: dict[str, Any], month: int) -> dict[str, Any]:
    """Return what a month brought: what happened in its weeks, and what began or ended in them."""
    weeks = range(first_week(month), first_week(month + 1))
    news = {key: [line for line in life[key] if line["week"] in weeks] for key in TOLD}
    for key in SPANS:
        news[key] = [line for line in life[key] if _within(line, weeks)]
    return news


def _within(line: dict[str, Any], weeks: range) -> bool:
    return any(line.get(key) in weeks for key in ("week", "start", "end", "until", "made"))
