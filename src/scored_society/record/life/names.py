"""How a citizen is called: by a seat, and by which of its occupants."""

from __future__ import annotations


def citizen_name(seat: int, occupant: int) -> str:
    """Return the name of who held a seat as its occupant number `occupant`, counted from 0.

    Examples
    --------
    >>> citizen_name(1234, 0), citizen_name(1234, 1)
    ('1234', '1234.2')
    """
    return str(seat) if occupant == 0 else f"{seat}.{occupant + 1}"
