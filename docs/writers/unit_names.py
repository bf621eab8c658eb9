"""What the numbers of a file are counted in, where the file does not say it beside them."""

from __future__ import annotations

import re
from typing import Any

from scored_society.base.document import KeyPath

SHARE, CHANCE, FACTOR, YUAN = "share", "probability", "factor", "yuan a year"
AROUND = {
    "sees": CHANCE,
    "status_quo_detection": CHANCE,
    "varies": FACTOR,
    "by_region": FACTOR,
    "shares": SHARE,
    "uses": SHARE,
    "repetition": "times",
}
"""By a name on the way to the number."""
LAST = {
    **dict.fromkeys(("population", "people", "gallery"), "people"),
    **dict.fromkeys(("points", "start", "lowest", "highest", "at", "at_or_above", "at_or_below", "below"), "points"),
    **dict.fromkeys(("trusted_from", "commends_from", "warns_below", "reach"), "points"),
    **dict.fromkeys(("false_match", "false_non_match", "misfiled", "notices", "granted", "granted_in_arrears"), CHANCE),
    **dict.fromkeys(("review", "when_wrong", "when_true", "error"), CHANCE),
    **dict.fromkeys(
        ("minority_factor", "missed_factor", "out_group", "by_age", "most_rise", "most_fall", "kin"), FACTOR
    ),
    **dict.fromkeys(("listing_worth", "place_worth", "base_worth", "obeying", "performing", "chilling"), FACTOR),
    **dict.fromkeys(("mean", "worth", "pay"), YUAN),
    **dict.fromkeys(("gravity", "weight"), "level, 1 to 5"),
    "seats": "seats",
    "males_per_100_females": "men per 100 women",
    "males_per_100_females_at_birth": "boys per 100 girls",
    "ages": "years, from and to",
    "scored_from_age": "years",
    "fading": "points a year",
    "most_per_year": "entries a year",
    "tries": "tries",
    "reports": "reports a year",
    "reasons": "times as likely",
    "compensation": "yuan",
}
"""By the last name."""
PLACES = {
    ("goods", "per_thousand"): "a week per 1,000 people",
    ("channels", "per_thousand"): "per 1,000 people",
    ("redress", "capacity"): "a week per 1,000 people",
    ("regions", "people"): "millions",
    ("people", "people"): "any, only shares matter",
    ("income", "weights"): FACTOR,
    ("situation", "reach"): SHARE,
    ("situation", "arrears"): FACTOR,
    **{("situation", name): CHANCE for name in ("income", "health", "schooling", "shaming")},
}
"""By a name on the way and the last name."""
QUANTITY = re.compile(r"\s*([-+]?[0-9._]+(?:[eE][-+]?[0-9]+)?)\s*(.*)")


def unit_of(path: KeyPath, value: Any) -> tuple[Any, str]:
    """Return a value without its unit, and the unit; `share` is what every other number of a file is."""
    if isinstance(value, str):
        found = QUANTITY.fullmatch(value)
        return (found[1], found[2]) if found else (value, "")
    names = [str(key) for key in path if key != "value" and not isinstance(key, int)]
    for around in names[:-1]:
        if (around, names[-1]) in PLACES:
            return value, PLACES[around, names[-1]]
    for around in reversed(names[:-1]):
        if around in AROUND:
            return value, AROUND[around]
    if "income" in names and "weights" in names:
        return value, FACTOR
    return value, AROUND.get(names[-1]) or LAST.get(names[-1], SHARE)
