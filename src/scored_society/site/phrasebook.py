"""What the engine says, in the language of a page.

The engine speaks English. Its sentences stand in texts/en with places for what changes from run to run, and by the same
keys in every other language; here a sentence is known by its words, and said again with its numbers and names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from string import Formatter

from scored_society.site.texts import LANGUAGES, Texts, load_texts

KINDS = {
    "act": ("acts",),
    "behaviour": ("acts",),
    "book": ("books",),
    "channel": ("channels",),
    "context": ("domains",),
    "domain": ("domains",),
    "field": ("fields",),
    "good": ("goods",),
    "group": ("groups",),
    "kind": ("entitlements",),
    "reward": ("entitlements",),
    "right": ("rights",),
    "route": ("routes",),
    "rule": ("rules", "acts", "ledger"),
    "sanction": ("sanctions",),
    "service": ("services", "goods"),
    "thing": ("sanctions", "entitlements", "routes", "rules", "acts", "channels", "goods", "services"),
    "unit": ("units",),
    "use": ("services",),
}
"""In which kinds of names a place, or a column of a table, finds its words."""
PHRASES = {"cause", "coupling", "finding", "how", "lacking", "lasting", "often", "outcome", "people", "period", "whom"}
"""Places that hold a phrase of their own."""
LISTS = {"items", "reasons", "sources", "ways"}
"""Places that hold several phrases."""
LESS = "less than "
OWN = "own"
"""A place that holds what somebody called a rule book of their own: it stays."""
NUMBER = rf"(?:{LESS})?[−+-]?\d[\d,.]*(?:e[+-]?\d+)?(?:[\u00a0 ]%)?|–"
LONGEST, KEPT = 1_000, 4_096
"""Letters of a sentence that is read at all, and sentences that are kept: memory is bounded whatever is asked."""
BETWEEN_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")
BETWEEN_ITEMS = re.compile(r", | and ")
CLAUSES, ITEMS = "；", "、"
"""What stands between clauses, and between the items of a list, in the language into which is translated."""


class Phrasebook:
    """Says what the engine said.

    Parameters
    ----------
    texts : Texts
        The words of the language; in the engine's own, sentences stay as they are, and only names are the pages'.
    """

    def __init__(self, texts: Texts) -> None:
        self.own = texts.language == LANGUAGES[0]
        self._names, source = texts.names(), load_texts(LANGUAGES[0]).phrases
        self._whole = self._names["units"] | {source[key]: text for key, text in texts.phrases.items()}
        with_places = [key for key in source if "{" in source[key]]
        with_places.sort(key=lambda key: -len(re.sub(r"\{\w+\}", "", source[key])))
        self._patterns = [(_pattern(source[key]), texts.phrases[key]) for key in with_places]
        self._phrase = lru_cache(KEPT)(self._read)

    def said(self, text: str) -> str:
        """Return a sentence or a phrase in the language; as it stands, if it is not known."""
        found = self._headed(text) if self.own else self._phrase(text)
        return text if found is None else found

    def named(self, kind: str, text: str) -> str:
        """Return the value of a column: a name of its kind, or a phrase; as it stands, if it is neither."""
        found = (self._label(kind, text) or self._headed(text)) if self.own else self._name(kind, text)
        return text if found is None else found

    def _headed(self, text: str) -> str | None:
        """Return a heading that begins with an act with the act as the pages name it; None if it does not."""
        head, colon, rest = text.partition(": ")
        label = self._label("behaviour", head) if colon else None
        return label and f"{label[0].upper()}{label[1:]}: {rest}"

    def _read(self, text: str) -> str | None:
        if len(text) > LONGEST:
            return None
        for words in _cases(text):
            if words in self._whole:
                return self._whole[words]
            for pattern, told in self._patterns:
                found = pattern.fullmatch(words)
                filled = found and self._filled(told, found.groupdict())
                if filled:
                    return filled
        return self._parts(BETWEEN_SENTENCES.split(text), "") or self._parts(text.split("; "), CLAUSES)

    def _parts(self, parts: list[str], between: str) -> str | None:
        told = [self._phrase(part) for part in parts] if len(parts) > 1 else []
        known = [part for part in told if part is not None]
        return between.join(known) if known and len(known) == len(parts) else None

    def _filled(self, told: str, places: dict[str, str]) -> str | None:
        filled = {place: self._placed(place, text) for place, text in places.items()}
        return None if None in filled.values() else told.format_map(filled)

    def _placed(self, place: str, text: str) -> str | None:
        what = place.rsplit("_", 1)[-1]
        if what in LISTS:
            return _joined(_listed(text, self._phrase))
        if what in PHRASES:
            return self._phrase(text)
        if what in KINDS:
            return self._name(what, text)
        if what.removesuffix("s") in KINDS:
            return _joined(_listed(text, lambda one: self._name(what.removesuffix("s"), one)))
        return self._phrase(text) if text.startswith(LESS) else text

    def _name(self, kind: str, text: str) -> str | None:
        label = self._label(kind, text)
        return self._phrase(text) if label is None else label

    def _label(self, kind: str, text: str) -> str | None:
        for labels in (self._names[each] for each in KINDS.get(kind, ())):
            for words in _cases(text):
                for name in (words, words.replace(" ", "_")):
                    if name in labels:
                        return labels[name]
        return None


@cache
def load_phrasebook(language: str) -> Phrasebook:
    """Return what says the engine's sentences in a language."""
    return Phrasebook(load_texts(language))


def _pattern(sentence: str) -> re.Pattern[str]:
    """Return what knows a sentence by its words, whatever stands in its places."""
    parts = [
        re.escape(words) + (f"(?P<{place}>{_allowed(place)})" if place else "")
        for words, place, _, _ in Formatter().parse(sentence)
    ]
    return re.compile("".join(parts))


def _allowed(place: str) -> str:
    what = place.rsplit("_", 1)[-1]
    words = what in PHRASES | LISTS | {OWN} or {what, what.removesuffix("s")} & set(KINDS)
    return ".+?" if words else NUMBER


def _cases(text: str) -> list[str]:
    """Return a text as it stands, and as it stands within a sentence."""
    return list(dict.fromkeys((text, text[:1].lower() + text[1:])))


def _listed(text: str, one: Callable[[str], str | None]) -> list[str] | None:
    """Return the items of a list in words, each in the language; None if one of them is not known.

    An item may itself hold what stands between items, so that the longest is tried first.
    """
    whole = one(text)
    if whole is not None:
        return [whole]
    for found in BETWEEN_ITEMS.finditer(text):
        first = one(text[: found.start()])
        rest = None if first is None else _listed(text[found.end() :], one)
        if first is not None and rest is not None:
            return [first, *rest]
    return None


def _joined(items: list[str] | None) -> str | None:
    return None if items is None else ITEMS.join(items)
