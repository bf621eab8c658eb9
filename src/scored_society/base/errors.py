"""What can go wrong, as one line a user can act on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

NAMES_SHOWN = 30


class Place(NamedTuple):
    """A line of a file, for messages."""

    file: str
    line: int

    def __str__(self) -> str:
        """Return `FILE:LINE`."""
        return f"{self.file}:{self.line}"


class ScoredError(Exception):
    """Anything this package refuses or fails to do; the command line ends with `exit_status`."""

    exit_status = 1


class UserError(ScoredError):
    """A mistake in what the user gave: a file, an option, an argument.

    Parameters
    ----------
    message : str
        The whole message, one line.
    place : Place, optional
        Where the mistake is, if it is in a file.
    """

    exit_status = 2

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.place = place


class Interrupted(ScoredError):  # noqa: N818 - it is not a mistake
    """The user stopped the work; what is written can be resumed."""

    exit_status = 130


def mistake(
    what: str,
    *,
    place: Place | None = None,
    allowed: str | Iterable[str] | None = None,
    meant: str | None = None,
) -> UserError:
    """Compose the one message of a user's mistake: `FILE:LINE: what; allowed; did you mean 'x'?`.

    Parameters
    ----------
    what : str
        What is wrong.
    place : Place, optional
        Where.
    allowed : str or names, optional
        A text is taken as it stands ("write e.g. '6 weeks'"); names become "allowed here: a, b, c".
    meant : str, optional
        The nearest known name.

    Returns
    -------
    UserError
        To be raised by the caller. Line breaks and control characters are escaped, so it stays one line.

    Examples
    --------
    >>> print(mistake("unknown key 'pionts'", place=Place("a.yaml", 3), allowed=["number", "points"], meant="points"))
    a.yaml:3: unknown key 'pionts'; allowed here: number, points; did you mean 'points'?
    """
    parts = [what]
    if isinstance(allowed, str):
        parts.append(allowed)
    elif allowed is not None:
        parts.append(f"allowed here: {_listed(list(allowed))}")
    if meant is not None:
        parts.append(f"did you mean {meant!r}?")
    message = "; ".join(parts)
    if place is not None:
        message = f"{place}: {message}"
    return UserError(_printable(message), place)


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:NAMES_SHOWN])
    return shown if len(names) <= NAMES_SHOWN else f"{shown} and {len(names) - NAMES_SHOWN} more"


def _printable(text: str) -> str:
    """Escape what could break the line or steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
