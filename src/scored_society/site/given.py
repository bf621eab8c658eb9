"""What a request asks for, read and checked: a rule book by name or as YAML, a society by name, a few numbers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.base.document import Document, parse_document, place_of
from scored_society.base.errors import Place, UserError, mistake
from scored_society.base.names import nearest
from scored_society.base.text import yaml_text
from scored_society.policy.load import RULE_BOOKS, PolicyBook, load_policy
from scored_society.policy.overlay import check_sections
from scored_society.record.manifest import Manifest
from scored_society.record.schedule import Reign, compiled, reigns_of
from scored_society.record.start import manifest_of
from scored_society.site.settings import Limits
from scored_society.society.load import SOCIETIES, SocietyBook, load_society

FILE = "rule-book.yaml"
"""How a rule book that came as a text is called in messages."""
TESTS = "tests"
"""The section of a rule book that the site neither takes nor gives: it lists events of lives and asks for scores."""


@dataclass(frozen=True)
class Inputs:
    """What a run is to be made from, as it was asked for."""

    policy: str
    society: str
    citizens: int
    years: int
    burn_in: int = 0
    seed: int = 1


@dataclass(frozen=True)
class Plan:
    """What a run is made from, checked; its rule book and its society are read again when they are asked for.

    A rule book is larger by far than the text that it is read from, and many plans may wait.
    """

    inputs: Inputs
    manifest: Manifest
    is_twin: bool = False
    """Whether it is of the people of another plan, under one rule book over all its weeks."""

    @property
    def reigns(self) -> tuple[Reign, ...]:
        """The rule books, and from when each rules."""
        return reigns_of(rule_book(self.inputs.policy), 0 if self.is_twin else self.inputs.burn_in)

    @property
    def society(self) -> SocietyBook:
        """The society."""
        return society(self.inputs.society)

    @property
    def book(self) -> PolicyBook:
        """The rule book that the run is named after."""
        return rule_book(self.inputs.policy)

    @property
    def citizen_weeks(self) -> int:
        """How much there is to live."""
        return self.manifest.citizens * self.manifest.weeks

    @property
    def key(self) -> str:
        """What two runs share that are the same to the bit."""
        return self.manifest.model_dump_json(exclude={"fingerprint", "tables"})


def planned(inputs: Inputs, limits: Limits) -> Plan:
    """Read and check what a run is to be made from.

    Raises
    ------
    UserError
        For a mistake, with its line in a rule book that came as a text; or for more than may be asked.
    """
    book, people = rule_book(inputs.policy), society(inputs.society)
    for name, value, most in (("citizens", inputs.citizens, limits.citizens), ("years", inputs.years, limits.years)):
        if not 1 <= value <= most:
            raise mistake(f"{name} is {value}", allowed=f"a whole number from 1 to {most} on the site")
    if not 0 <= inputs.burn_in <= limits.years:
        raise mistake(f"burn_in is {inputs.burn_in}", allowed=f"a whole number from 0 to {limits.years} on the site")
    reigns = reigns_of(book, inputs.burn_in)
    manifest = manifest_of(reigns, people, inputs.citizens, inputs.years, inputs.burn_in, inputs.seed)
    if manifest.weeks > limits.weeks:
        most = limits.weeks // WEEKS_PER_YEAR
        raise mistake(
            f"the run would last {manifest.weeks / WEEKS_PER_YEAR:g} years with all that comes before its start",
            allowed=f"at most {most} on the site",
        )
    plan = Plan(inputs, manifest)
    if plan.citizen_weeks > limits.citizen_weeks:
        raise mistake(
            f"{manifest.citizens:,} citizens for {manifest.weeks:,} weeks are too many for the site",
            allowed=f"at most {limits.citizen_weeks:,} citizen-weeks; more with 'scored simulate'",
        )
    _fits(inputs.policy, inputs.society, inputs.burn_in, manifest.weeks)
    return plan


def under_none(plan: Plan) -> Plan:
    """Return the plan of the same people under `none`, over the same weeks."""
    manifest, reigns = plan.manifest, (Reign(0, rule_book("none")),)
    inputs = replace(plan.inputs, policy="none")
    twin = manifest_of(
        reigns, plan.society, manifest.citizens_asked, manifest.years, manifest.burn_in, manifest.seed, manifest.starts
    )
    return Plan(inputs, twin, is_twin=True)


def rule_book(policy: str) -> PolicyBook:
    """Return a built-in rule book by its name, or one that is given as a YAML text.

    Raises
    ------
    UserError
        For an unknown name, or at the line of a mistake.
    """
    return _read(policy) if is_text(policy) else _built_in(policy)


def is_text(policy: str) -> bool:
    """Whether a rule book is given as a text: names have neither line breaks nor colons."""
    return "\n" in policy or ":" in policy


def givable(book: PolicyBook) -> dict[str, Any]:
    """Return what a rule book says, as far as it may be given as a text: without its tests."""
    return {section: said for section, said in book.document.value.items() if section != TESTS}


def givable_text(book: PolicyBook) -> str:
    """Return a rule book as YAML that may be given again; a comment says where its tests are run."""
    note = f"# Its own tests are left out, as the site takes none: 'scored policy check {book.name}' runs them.\n"
    return f"{note if TESTS in book.document.value else ''}{yaml_text(givable(book))}"


def society(name: str) -> SocietyBook:
    """Return a built-in society.

    Raises
    ------
    UserError
        For an unknown name.
    """
    if name not in (names := SOCIETIES.names()):
        raise mistake(f"unknown society '{name[:40]}'", allowed=names, meant=nearest(name[:40], names))
    return _society(name)


def checked(policy: str, people: str) -> PolicyBook:
    """Return a rule book that fits a society, as it is at all times.

    Raises
    ------
    UserError
        At the line of a mistake.
    """
    book = rule_book(policy)
    _fits(policy, society(people).name, 0, book.epochs[-1][0] + 1)
    return book


@lru_cache(16)
def _built_in(name: str) -> PolicyBook:
    if name not in (names := RULE_BOOKS.names()):
        shown = name[:40]
        raise mistake(
            f"unknown rule book '{shown}'",
            allowed=f"allowed here: {', '.join(names)}, or a rule book as YAML",
            meant=nearest(shown, names),
        )
    return load_policy(name)


@lru_cache(4)
def _society(name: str) -> SocietyBook:
    return load_society(name)


@lru_cache(8)
def _read(text: str) -> PolicyBook:
    """Read a rule book that is given as a text. It extends built-in ones alone: no path of a request is ever opened.

    Rule books are read from files, so it becomes one for as long as it takes.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise mistake("the text is not Unicode", place=Place(FILE, 1)) from None
    document = parse_document(data, FILE)
    if TESTS in document.value:
        raise mistake(
            "tests: the site lives no listed events through",
            place=place_of(document, (TESTS,)),
            allowed="leave them out here, and run them on your own machine with 'scored policy check FILE'",
        )
    check_sections(document, without=TESTS)
    base = document.value.get("extends")
    if "extends" in document.value and base not in (names := RULE_BOOKS.names()):
        shown = str(base)[:40]
        raise mistake(
            f"extends: unknown rule book '{shown}'",
            place=place_of(document, ("extends",)),
            allowed=names,
            meant=nearest(shown, names),
        )
    with as_file(text) as path:
        book = load_policy(path)
    return replace(book, document=_renamed(book.document, path))


@contextmanager
def as_file(text: str) -> Iterator[Path]:
    """Keep a text as a file, in a folder of its own, for what reads files alone.

    Raises
    ------
    UserError
        As what reads it, and without the folder.
    """
    with tempfile.TemporaryDirectory(prefix="scored-site-") as folder:
        path = Path(folder) / FILE
        path.write_bytes(text.encode())
        try:
            yield path
        except UserError as error:
            raise _here(error, path) from None


def _here(error: UserError, path: Path) -> UserError:
    """Return a mistake without the folder that its file was in for a moment."""
    place = error.place
    if place is not None and place.file == str(path):
        place = Place(FILE, place.line)
    return UserError(str(error).replace(str(path), FILE), place)


def _renamed(document: Document, path: Path) -> Document:
    places = {
        key: Place(FILE, place.line) if place.file == str(path) else place for key, place in document.places.items()
    }
    return Document(FILE if document.name == str(path) else document.name, document.value, places)


@lru_cache(64)
def _fits(policy: str, people: str, burn_in: int, weeks: int) -> None:
    """Check that a rule book and a society fit together; what fits once need not be checked again."""
    compiled(reigns_of(rule_book(policy), burn_in), society(people), weeks)


def plain(inputs: Inputs) -> dict[str, Any]:
    """Return what was asked for, as an answer says it again."""
    return dict(vars(inputs))
