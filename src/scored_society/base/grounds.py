"""Where numbers come from: the basis, the reference and the range that a file gives beside each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Annotated, Any, Generic, Literal, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scored_society.base.document import Document, KeyPath, place_of
from scored_society.base.errors import mistake
from scored_society.base.names import nearest
from scored_society.base.units import NUMBER, SPAN

Basis = Literal["documented", "derived", "estimated", "assumed"]
Value_ = TypeVar("Value_")
BASES: tuple[str, ...] = get_args(Basis)

_GROUND_KEYS = frozenset({"basis", "reference", "range", "why"})
_QUANTITY = re.compile(rf"{NUMBER}\s*(?:%|points?\b|(?:{SPAN})\b|per\b|/)")


class Reference(BaseModel):
    """A publication that a number rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Field(min_length=1)]
    where: Annotated[str, Field(min_length=1)]
    year: int | None = None
    accessed: int | None = None


class Grounded(BaseModel):
    """Something with numbers in it that says where they come from.

    Attributes
    ----------
    basis : str
        `documented`, `derived`, `estimated` or `assumed`.
    reference : Reference, optional
        The publication; needed by built-in files unless assumed.
    range : list or dict, optional
        What the numbers might as well be: `[low, high]`, or one such by key; needed by built-in files if assumed.
    why : str, optional
        The reason for the choice.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    basis: Basis = "assumed"
    reference: Reference | None = None
    range: list[Any] | dict[str, Any] | None = None
    why: str | None = None


class Value(Grounded, Generic[Value_]):
    """One number or table with the grounds it stands on."""

    value: Value_

    @model_validator(mode="before")
    @classmethod
    def bare_value(cls, given: object) -> object:
        """Let a user write `0.3` for `{value: 0.3}`; it then counts as assumed."""
        return given if isinstance(given, dict) else {"value": given}


class _Number(NamedTuple):
    """A numeric leaf, and the nearest mapping around it that states a basis."""

    path: KeyPath
    value: int | float | str
    ground: dict[str, Any] | None
    ground_path: KeyPath


def check_grounds(document: Document, exempt_keys: Collection[str] = ()) -> None:
    """Refuse a built-in file in which a number has no ground.

    Every number, and every text that starts with a number and a unit, needs a `basis` in a mapping around it;
    the nearest counts. A basis other than `assumed` needs a `reference`, `assumed` needs a `range`.

    Parameters
    ----------
    document : Document
        The file.
    exempt_keys : names
        Keys whose values need no ground, at any depth (labels, dates, texts: `number`, `claim`).

    Raises
    ------
    UserError
        At the line of the first number without.
    """
    first = min(
        (number for number in _numbers(document.value, exempt_keys) if _lack(number)),
        key=lambda number: place_of(document, number.path).line,
        default=None,
    )
    if first is None:
        return
    path = first.path if first.ground is None else (*first.ground_path, "basis")
    basis = None if first.ground is None else str(first.ground["basis"])
    unknown = basis is not None and basis not in BASES
    raise mistake(
        _lack(first),
        place=place_of(document, path),
        allowed=BASES if unknown or basis is None else None,
        meant=nearest(basis, BASES) if unknown and basis is not None else None,
    )


def assumed_values(document: Document, exempt_keys: Collection[str] = ()) -> list[tuple[KeyPath, int | float | str]]:
    """List everything numeric in a file that is assumed, by its own word or for want of a basis.

    Parameters
    ----------
    document : Document
        The file.
    exempt_keys : names
        As in `check_grounds`.

    Returns
    -------
    list of (path, value)
        In the order of the file.
    """
    return [
        (number.path, number.value)
        for number in _numbers(document.value, exempt_keys)
        if number.ground is None or number.ground["basis"] == "assumed"
    ]


def _lack(number: _Number) -> str:
    """Return what the number's ground lacks, or an empty text."""
    name = ".".join(map(str, number.path))
    if number.ground is None:
        return f"'{name}' has no basis"
    basis = number.ground["basis"]
    if basis not in BASES:
        return f"unknown basis '{basis}'"
    if basis == "assumed":
        return "" if number.ground.get("range") else f"'{name}' is assumed and has no range"
    reference = number.ground.get("reference")
    if isinstance(reference, dict) and reference.get("title"):
        return ""
    return f"'{name}' is {basis} and has no reference"


def _numbers(
    value: Any,
    exempt_keys: Collection[str],
    path: KeyPath = (),
    ground: dict[str, Any] | None = None,
    ground_path: KeyPath = (),
) -> Iterator[_Number]:
    if isinstance(value, dict):
        if "basis" in value:
            ground, ground_path = value, path
        for key, item in value.items():
            if key not in _GROUND_KEYS and key not in exempt_keys:
                yield from _numbers(item, exempt_keys, (*path, key), ground, ground_path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _numbers(item, exempt_keys, (*path, index), ground, ground_path)
    elif is_number(value):
        yield _Number(path, value, ground, ground_path)


def is_number(value: Any) -> bool:
    """Whether a value is a number, or a text that starts with a number and a unit."""
    if isinstance(value, str):
        return _QUANTITY.match(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)
