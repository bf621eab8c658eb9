"""The boundary: no rule is keyed on a group of people."""

from __future__ import annotations

import re
from typing import Any

from scored_society.base.document import Document, KeyPath, place_of
from scored_society.base.errors import mistake

_GROUP_WORDS = re.compile(
    r"(^|[^a-z])(groups?|minority|minorities|majority|ethnic(ity)?|rac(e|ial)|descent|ancestry|nationality|"
    r"religion|faith|residen(ce|ts?)|hukou|migrants?|rural|urban|floating|sex|gender|(fe)?male|disab(ility|led))([^a-z]|$)",
    re.IGNORECASE,
)
_KEYED_BY_NAME = frozenset({"sees"})
"""Keys below these are behaviours."""
_PLACES = frozenset({"rural", "urban"})
"""Places that cameras stand in (below `coverage`); where somebody is registered is not a place."""


def refuse_group_keys(document: Document, sections: tuple[str, ...]) -> None:
    """Refuse a rule book with an entry that would treat one group unlike another.

    Results are shown by group, and devices err by group; a rule that names one is another matter.

    Raises
    ------
    UserError
        At the line of the key.
    """
    changes = document.value.get("changes")
    bodies: list[tuple[KeyPath, Any]] = [((), document.value)]
    bodies += [(("changes", index), body) for index, body in enumerate(changes if isinstance(changes, list) else [])]
    for path, body in bodies:
        for section in sections:
            entries = body.get(section) if isinstance(body, dict) else None
            if isinstance(entries, dict):
                _refuse_below(document, entries, (*path, section), named=section != "score")


def _refuse_below(document: Document, value: Any, path: KeyPath, *, named: bool) -> None:
    """Walk mappings and lists; where `named`, the keys are names of entries and only what is below them counts."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            _refuse_below(document, item, (*path, index), named=False)
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        place_of_a_camera = path[-1] == "coverage" and key in _PLACES
        if not named and not place_of_a_camera and _GROUP_WORDS.search(key):
            raise mistake(
                f"'{key}': no rule may be keyed on a group",
                place=place_of(document, (*path, key)),
                allowed="a rule book rules over everybody alike; results are shown by group, and how devices err by "
                "group belongs to the society",
            )
        _refuse_below(document, item, (*path, key), named=key in _KEYED_BY_NAME)
