"""The sentence that says what a chapter's run found, with its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scored_society.measure.outcomes import rate
from scored_society.report.wording import NONE, decimal, fine, percent
from scored_society.site.chapters import Chapter, Number
from scored_society.site.texts import Texts, filled

Key = tuple[str, str]
"""A measure and a group."""


class Effect(NamedTuple):
    """What the second run of a comparison has over the first, and its 95 % interval."""

    effect: float
    low: float | None
    high: float | None


def sentence(
    chapter: Chapter,
    texts: Texts,
    outcomes: Mapping[Key, float],
    effects: Mapping[Key, Effect] | None = None,
) -> str:
    """Return what a run found, in words.

    Parameters
    ----------
    chapter : Chapter
        Its numbers are asked for.
    texts : Texts
        The language.
    outcomes : mapping
        Values by measure and group, as `measure.outcomes.outcomes` gives them.
    effects : mapping, optional
        Effects by measure and group, for a chapter that compares.

    Returns
    -------
    str
        `nothing` of the chapter where a number has nothing below its line.
    """
    text = texts.chapters[chapter.id]
    values = {name: _told(number, texts, outcomes, effects or {}) for name, number in chapter.found.items()}
    told = {name: value for name, value in values.items() if value is not None}
    return filled(text.found, told) if len(told) == len(values) else text.nothing


def _told(number: Number, texts: Texts, outcomes: Mapping[Key, float], effects: Mapping[Key, Effect]) -> str | None:
    key = (number.measure, number.group)
    if number.of == "effect":
        return _effect(number, texts, effects.get(key, Effect(0.0, None, None)))
    value = _counted(outcomes, key)
    if number.over:
        below = sum(_counted(outcomes, (measure, number.group)) or 0.0 for measure in number.over)
        value = value / below if value is not None and below else None
    return None if value is None else _shown(number, value * number.times)


def _counted(outcomes: Mapping[Key, float], key: Key) -> float | None:
    """Return an outcome; 0 where nothing was counted among people, None where there is nothing to count it over."""
    return outcomes.get(key, 0.0 if rate(key[0]).over == "people" else None)


def _shown(number: Number, value: float) -> str:
    if number.show == "percent":
        return percent(value)
    if number.show == "decimal":
        return decimal(value)
    return _signed(value) if number.show == "signed" else fine(value)


def _effect(number: Number, texts: Texts, found: Effect) -> str:
    effect, low, high = (None if part is None else part * number.times for part in found)
    if low is None or high is None:
        return texts.say("voice.without_interval", effect=_signed(effect))
    return texts.say("voice.interval", effect=_signed(effect), low=_signed(low), high=_signed(high))


def _signed(value: float | None) -> str:
    """Return a number with its sign: +0.42, −3, 0.

    Examples
    --------
    >>> _signed(-3.25), _signed(0.0)
    ('−3.25', '0')
    """
    if not value:
        return NONE if value is None else "0"
    return f"{'+' if value > 0 else '−'}{fine(abs(value))}"
