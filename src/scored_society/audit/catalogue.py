"""What the checks say and go by, and which parts of life belong together: read from `checks.yaml`, `contexts.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, get_args

from pydantic import BaseModel, ConfigDict, Field

from scored_society.audit.finding import Severity
from scored_society.base.document import Document, parse_document
from scored_society.base.grounds import Basis, Value
from scored_society.base.model import validated
from scored_society.policy.consequences import Domain
from scored_society.society.behaviours import Domain as Context

DOMAINS: tuple[str, ...] = get_args(Domain)
"""Where consequences bite."""
CONTEXTS: tuple[str, ...] = get_args(Context)
"""Where acts arise; every domain is one."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CheckText(_Strict):
    """One check, as data."""

    family: str
    title: str
    question: str
    severity: Severity
    """Where nothing about the sighting lowers or raises it."""
    remedy: str
    thresholds: dict[str, Value[float]] = {}


class _Checks(_Strict):
    checks: dict[str, CheckText]


class _Pair(_Strict):
    pair: Annotated[list[Context], Field(min_length=2, max_length=2)]
    why: str


class _Kept(_Strict):
    contexts: list[Context]
    why: str


class _Contexts(_Strict):
    basis: Basis
    why: str
    related: list[_Pair]
    kept_for: dict[str, _Kept]


def _read(name: str) -> Document:
    return parse_document((files("scored_society.audit") / name).read_bytes(), name)


@cache
def checks() -> dict[str, CheckText]:
    """Return the checks by name, in the order in which findings are sorted."""
    document = _read("checks.yaml")
    places = {("checks", *path): place for path, place in document.places.items()}
    return validated(_Checks, Document(document.name, {"checks": document.value}, places)).checks


@cache
def _contexts() -> _Contexts:
    return validated(_Contexts, _read("contexts.yaml"))


def threshold(check: str, name: str) -> float:
    """Return a limit that a check goes by."""
    return checks()[check].thresholds[name].value


@cache
def _related() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(entry.pair) for entry in _contexts().related)


def related(context: str, domain: str) -> bool:
    """Whether what arises in a context may bite in a domain without leaving what belongs together.

    Examples
    --------
    >>> related("credit", "money"), related("play", "mobility")
    (True, False)
    """
    return context == domain or frozenset((context, domain)) in _related()


def kept_for(kind: str) -> tuple[str, ...]:
    """Return for what channels of a kind hold data of their own; nothing where they serve the scheme alone."""
    entry = _contexts().kept_for.get(kind)
    return tuple(sorted(entry.contexts)) if entry else ()
