"""Options that take one of a few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scored_society.base.errors import mistake
from scored_society.base.names import nearest


def one_of(option: str, words: Sequence[str]) -> Callable[[str], str]:
    """Return a reader of one of some words.

    Parameters
    ----------
    option : str
        The option that it is for, named in messages.
    words : sequence of str
        What is allowed.

    Examples
    --------
    >>> one_of("--format", ["text", "json"])("json")
    'json'
    """

    def read(given: str) -> str:
        if given not in words:
            raise mistake(f"{option}: '{given}' is not known", allowed=words, meant=nearest(given, words))
        return given

    return read
