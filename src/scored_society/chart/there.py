"""What a picture needs of a run, or the sentence that says why there is nothing to draw."""

from __future__ import annotations

import polars as pl

from scored_society.base.errors import UserError
from scored_society.measure.run import channel_of_kind, hospital, ruled, score_of
from scored_society.policy.channels import Channel
from scored_society.policy.rules import Score
from scored_society.record.run import Run


class NothingToDrawError(UserError):
    """A run does not have what a picture shows; the message says why, as a sentence without its full stop."""


def lived(run: Run) -> pl.DataFrame:
    """Return the weekly census from the week in which the rule book starts, or refuse a run without any."""
    weekly = ruled(run)
    if weekly.is_empty():
        raise NothingToDrawError("no week was lived under the rule book, so there is nothing to draw")
    return weekly


def scored(run: Run, so: str = "there are no scores to draw") -> Score:
    """Return the score's range and start, or refuse a run in which nobody is scored, and say what follows from it."""
    score = score_of(run)
    if score is None:
        raise NothingToDrawError(f"nobody is scored under '{run.policy.name}', so {so}")
    return score


def the_channel(run: Run, kind: str) -> tuple[str, Channel]:
    """Return the name and the channel of a kind, or refuse a rule book without one."""
    found = channel_of_kind(run, kind)
    if found is None:
        raise NothingToDrawError(f"the rule book '{run.policy.name}' has no channel of the kind '{kind}'")
    return found


def the_hospital(run: Run) -> str:
    """Return the scarce good of the health domain, or refuse a society without one."""
    good = hospital(run)
    if good is None:
        raise NothingToDrawError(
            f"society '{run.society.name}' has no good in the domain of health, so nobody waits for it"
        )
    return good


def some(frame: pl.DataFrame, otherwise: str) -> pl.DataFrame:
    """Return a frame that has rows; of an empty one say why there is nothing to draw."""
    if frame.is_empty():
        raise NothingToDrawError(otherwise)
    return frame
