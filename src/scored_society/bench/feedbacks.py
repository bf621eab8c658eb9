"""Feedbacks one out and one alone in: what each of them moves, paired, with how sure that is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import yaml

from scored_society.measure.census import EVERYBODY
from scored_society.measure.intervals import cluster_bootstrap
from scored_society.measure.outcomes import columns, ratios
from scored_society.measure.paired.pair import paired
from scored_society.measure.paired.reliving import relive
from scored_society.record.run import Run
from scored_society.record.start import simulate
from scored_society.society.load import load_society


class Listener(Protocol):
    """What is told what is being lived."""

    def message(self, text: str) -> None:
        """Say what takes a while."""


NORMAL = 1.959963984540054
"""Standard errors from the middle to the end of a 95 % interval."""


class Feedback(NamedTuple):
    """A feedback: where its strength stands in a society file, and what it moves."""

    section: str
    key: str
    receives: str
    """The outcome that it moves (see `measure/outcomes.py`)."""
    what: str


FEEDBACKS = (
    Feedback("situation", "arrears", "acts/late_payment", "no credit or a frozen account → late payment"),
    Feedback("situation", "income", "income", "no post or step up → lower income"),
    Feedback("situation", "health", "poor_health", "long waits → poorer health"),
    Feedback("situation", "schooling", "education", "no place at a school → less schooling, lower income"),
    Feedback("situation", "reach", "applied/vacancy", "slow internet, no travel → fewer vacancies reached"),
    Feedback("situation", "shaming", "shunned", "shaming → fewer friends, less trust"),
    Feedback("response", "kin", "parents_acts", "kin sanctions → parents comply"),
    Feedback("situation", "silence", "acts/speaking_out", "collectors → silence"),
)


@dataclass(frozen=True)
class Moved:
    """What a feedback does to what receives it."""

    feedback: str
    what: str
    receives: str
    how: str
    """`one out`: with it, against without it, all others on; `alone in`: all others off."""
    unit: str
    without: float
    effect: float
    low: float
    high: float
    standard_errors: float
    """The effect in standard errors (of the bootstrap by neighbourhoods, paired)."""


def feedback_table(
    policy: str | Path = "as-told",
    society: str | Path = "china-2020",
    citizens: int = 100_000,
    years: int = 8,
    names: Iterable[str] | None = None,
    threads: int | None = None,
    progress: Listener | None = None,
) -> list[Moved]:
    """Return what each feedback moves, taken out alone and put in alone.

    Parameters
    ----------
    policy, society, citizens, years : what is lived; the society's strengths are those that are switched.
    names : the feedbacks wanted; all where not given.
    threads : as many as processors, if not given.
    progress : is told which feedback is being switched.
    """
    chosen = [feedback for feedback in FEEDBACKS if names is None or feedback.key in set(names)]
    with tempfile.TemporaryDirectory() as folder:
        lives = _Lives(Path(folder), policy, society, citizens, years, threads)
        everything = {(feedback.section, feedback.key): lives.strength(feedback) for feedback in FEEDBACKS}
        nothing = dict.fromkeys(everything, 0.0)
        rows = []
        for feedback in chosen:
            if progress is not None:
                progress.message(f"Switching {feedback.key} …")
            place = feedback.section, feedback.key
            rows.append(lives.moved(feedback, "one out", everything | {place: 0.0}, everything))
            rows.append(lives.moved(feedback, "alone in", nothing, nothing | {place: everything[place]}))
        return rows


class _Lives:
    """Runs of one society with its feedbacks switched, each lived once."""

    def __init__(
        self, folder: Path, policy: str | Path, society: str | Path, citizens: int, years: int,
        threads: int | None,
    ) -> None:  # fmt: skip
        self._folder, self._policy, self._society = folder, policy, society
        self._citizens, self._years, self._threads = citizens, years, threads
        self._said: dict[str, Any] = load_society(society).document.value
        self._runs: dict[tuple[float, ...], Run] = {}

    def strength(self, feedback: Feedback) -> float:
        """Return how strong a feedback is in the society."""
        return float(self._said[feedback.section][feedback.key])

    def run(self, strengths: Mapping[tuple[str, str], float]) -> Run:
        """Return the run with these strengths."""
        key = tuple(strengths.values())
        if key not in self._runs:
            said = {**self._said, "society": f"switched-{len(self._runs)}"}
            for (section, name), strength in strengths.items():
                said[section] = {**said[section], name: strength}
            path = self._folder / f"{said['society']}.yaml"
            path.write_text(yaml.safe_dump(said, sort_keys=False, allow_unicode=True), encoding="utf-8")
            self._runs[key] = simulate(
                self._policy, society=path, citizens=self._citizens, years=self._years,
                out=self._folder / f"run-{len(self._runs)}", threads=self._threads,
            )  # fmt: skip
        return self._runs[key]

    def moved(
        self,
        feedback: Feedback,
        how: str,
        without: Mapping[tuple[str, str], float],
        with_it: Mapping[tuple[str, str], float],
    ) -> Moved:
        """Return what a feedback moves between two runs that differ in nothing else."""
        relived = relive(paired(self.run(without), self.run(with_it), other_situation=True), threads=self._threads)
        by = columns(relived.columns, {feedback.receives})
        place = by.names.index((feedback.receives, EVERYBODY))
        found = cluster_bootstrap(list(relived.sums), lambda a, b: ratios(b, by) - ratios(a, by))
        effect, low, high = (float(part[place]) for part in found)
        error = (high - low) / (2 * NORMAL)
        before = float(ratios(relived.sums[0].sum(axis=0), by)[place])
        errors = effect / error if error else 0.0
        return Moved(
            feedback.key, feedback.what, feedback.receives, how, by.units[place], before, effect, low, high, errors
        )
