"""Reading a society."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from scored_society.base.builtin import Library, read_chain
from scored_society.base.document import Document, KeyPath
from scored_society.base.grounds import assumed_values
from scored_society.base.model import validated
from scored_society.base.overlaid import overlaid
from scored_society.base.text import yaml_text
from scored_society.society.schema import Society

EXEMPT_KEYS = frozenset(
    {"society", "title", "kind", "invented", "meets", "citizens", "number", "what", "wrong_records", "extends"}
)
"""Keys whose numbers need no ground: labels, the default size of a run, and room that is never filled by itself."""
SOCIETIES = Library("scored_society.society", "society", EXEMPT_KEYS)


@dataclass(frozen=True)
class SocietyBook:
    """A society and the file that says it.

    Attributes
    ----------
    name : str
        Its name, as the file says.
    document : Document
        What the file and everything that it extends say together; it extends nothing.
    society : Society
        The same, checked.
    """

    name: str
    document: Document = field(repr=False)
    society: Society = field(repr=False)

    def text(self) -> str:
        """Return the resolved society as YAML; it loads by itself, to an equal society."""
        return yaml_text(self.document.value)

    @cached_property
    def sha256(self) -> str:
        """The hash of `text()`."""
        return sha256(self.text().encode()).hexdigest()

    @property
    def assumed(self) -> list[tuple[KeyPath, int | float | str]]:
        """Path and value of every number that rests on no source."""
        return assumed_values(self.document, EXEMPT_KEYS)


def load_society(name_or_path: str | os.PathLike[str]) -> SocietyBook:
    """Load a society.

    Parameters
    ----------
    name_or_path : str or path
        The name of a built-in society, or the path of a YAML file. A file may extend another (`extends: NAME`) and
        say only what differs.

    Returns
    -------
    SocietyBook
        The society, checked.

    Raises
    ------
    UserError
        At file and line of the first mistake.
    """
    document, *overlays = read_chain(name_or_path, SOCIETIES)
    for overlay in overlays:
        document = overlaid(document, overlay, EXEMPT_KEYS)
    value = {key: item for key, item in document.value.items() if key != "extends"}
    document = Document(document.name, value, document.places)
    society = validated(Society, document)
    return SocietyBook(society.society, document, society)
