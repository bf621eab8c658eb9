"""Who asks: by what visitors take turns, and why making up numbers gains nobody more of them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextvars import ContextVar
from typing import NamedTuple

NUMBER, MARK = 32, 32
"""Characters of a number, and of the mark by which the site knows that it drew it."""
STRANGER = "-"

asking: ContextVar[str] = ContextVar("asking", default=STRANGER)
"""Who asks for what is being answered."""


class Visitors:
    """Draws numbers for visitors, and knows them again as long as the site is served; it remembers none of them."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(NUMBER)

    def known(self, address: str, given: str) -> Visitor:
        """Return who brings a number with its mark; a new one, if it was not drawn here."""
        number, mark = given[:NUMBER], given[NUMBER : NUMBER + MARK + 1]
        if secrets.compare_digest(mark.encode("utf-8", "replace"), self._mark(number).encode()):
            return Visitor(address, number, is_new=False)
        return Visitor(address, secrets.token_hex(NUMBER // 2), is_new=True)

    def marked(self, visitor: Visitor) -> str:
        """Return a visitor's number with its mark, as they have to bring it."""
        return visitor.number + self._mark(visitor.number)

    def _mark(self, number: str) -> str:
        return hmac.new(self._key, number.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:MARK]


class Visitor(NamedTuple):
    """Who asks.

    Attributes
    ----------
    address : from where.
    number : drawn here.
    is_new : whether it was drawn for this request, as the visitor brought none; they are on their own from the next
        request on, if they keep it.
    """

    address: str
    number: str
    is_new: bool

    @property
    def turn(self) -> str:
        """By what a visitor takes turns: all who bring no number from one address are one visitor.

        Examples
        --------
        >>> Visitor("127.0.0.1", "0123", False).turn, Visitor("127.0.0.1", "0123", True).turn
        ('127.0.0.1/0123', '127.0.0.1/-')
        """
        return f"{self.address}/{STRANGER if self.is_new else self.number}"


def is_stranger(turn: str) -> bool:
    """Whether a turn is that of all who bring no number."""
    return turn.endswith(STRANGER)
