"""What a life can be searched for: only what was done to somebody, never what somebody did."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import NamedTuple, get_args

from scored_society.base.errors import mistake
from scored_society.policy.consequences import Domain
from scored_society.society.behaviours import Protected
from scored_society.society.schema import Society

DOMAINS = get_args(Domain)
PREDICATES = {
    "listed": "came onto the blacklist",
    "listed-wrongly": "came onto it, and would not have by true entries alone",
    "wrong-record": "an entry without an act",
    "refused": "was refused something by a sanction",
    "refused-wrongly": "was, and would not have been by true entries alone",
    "shut-out:DOMAIN": "a sanction held in a domain of life",
    "turned-away": "a camera did not know the face",
    "parent-listed": "a parent on the list, up to 24 years of age",
    "waited-longer-than:WEEKS": "waited so long for something scarce",
    "lapsed": "an application for it lapsed unserved",
}
"""What each predicate asks of a life; several are joined by *and*."""
_NAMES = {name.partition(":")[0]: name for name in PREDICATES}
_OF_ACTS = {
    "act", "acts", "acted", "did", "done", "does", "behaviour", "behaviours", "withheld", "performed", "protected",
    "aware", "belief", "trust", "collector", "intervention",
}  # fmt: skip
_LONGEST = 10_000


class Predicate(NamedTuple):
    """One of `PREDICATES`, with its domain or its weeks."""

    name: str
    domain: str = ""
    weeks: int = 0

    def __str__(self) -> str:
        """Return it as it is written."""
        given = self.domain or (str(self.weeks) if self.name == "waited-longer-than" else "")
        return f"{self.name}:{given}" if given else self.name


def read_predicates(texts: Sequence[str], society: Society) -> list[Predicate]:
    """Read predicates as they are written.

    Parameters
    ----------
    texts : sequence of str
        Each a predicate, or several with commas between.
    society : Society
        Its acts are known so that a search for them can be refused in so many words.

    Raises
    ------
    UserError
        For what is no predicate, and for anything that people do themselves.
    """
    words = [part.strip() for text in texts for part in text.split(",")]
    return list(dict.fromkeys(_read(word, society) for word in words))


def _read(text: str, society: Society) -> Predicate:
    name, colon, given = text.partition(":")
    if name not in _NAMES:
        _refuse_acts(text, society)
        if name.replace(".", "").isdigit():
            raise mistake(f"'{text}' is a citizen, and --find looks for some", allowed="leave out one of them")
        near = difflib.get_close_matches(text, PREDICATES, 1)
        raise mistake(f"unknown predicate '{text}'", allowed=PREDICATES, meant=near[0] if near else None)
    if _NAMES[name] == name:
        if colon:
            _refuse_acts(given, society)
            raise mistake(f"'{name}' takes nothing after it, and there is '{given}'", allowed=PREDICATES)
        return Predicate(name)
    if name == "shut-out":
        if given not in DOMAINS:
            _refuse_acts(given, society)
            raise mistake(f"'{text}' names no domain of life", allowed=[f"shut-out:{domain}" for domain in DOMAINS])
        return Predicate(name, domain=given)
    if not (given.isascii() and given.isdigit() and len(given) < 6 and 0 < int(given) <= _LONGEST):
        raise mistake(f"'{text}' says no number of weeks", allowed="write e.g. waited-longer-than:26")
    return Predicate(name, weeks=int(given))


def _refuse_acts(text: str, society: Society) -> None:
    """Refuse a search by what people do, think or are."""
    parts = {part.replace("-", "_").casefold() for part in (text, *text.split(":"))}
    words = {word for part in parts for word in part.split("_")}
    known = {name.casefold() for name in society.behaviours}
    about = {kind for kind in get_args(Protected) if kind != "none"} - set(DOMAINS)
    if parts & known or words & (_OF_ACTS | about):
        raise mistake(
            f"'{text}' is about what somebody did; lives are searched only by what was done to them, so that nobody"
            " is ever found by an act",
            allowed=PREDICATES,
        )
