"""Whole numbers as people write them: 1e6, 1_000_000."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from scored_society.base.errors import mistake

_NUMBER = re.compile(r"[0-9]{1,20}(_[0-9]{1,20})*(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?")


def whole(option: str, lowest: int, highest: int) -> Callable[[str | int], int]:
    """Return a reader of a whole number from `lowest` to `highest`.

    Parameters
    ----------
    option : str
        The option that it is for, named in messages.
    lowest, highest : int
        The range, both included.

    Examples
    --------
    >>> whole("--citizens", 1, 2_000_000)("1e6")
    1000000
    """

    def read(given: str | int) -> int:
        text = str(given)  # a default comes as it is
        found = Decimal(text.replace("_", "")) if _NUMBER.fullmatch(text) and len(text) < 50 else None
        if found is None or found != found.to_integral_value() or not lowest <= found <= highest:
            shown = text if len(text) < 50 else f"{text[:40]}…"
            raise mistake(
                f"{option}: '{shown}' is not a whole number from {lowest:_} to {highest:_}",
                allowed="write e.g. 1000000, 1_000_000 or 1e6" if highest >= 1_000_000 else None,
            )
        return int(found)

    return read
