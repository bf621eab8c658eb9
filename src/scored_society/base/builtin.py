"""Files that come with the package, and files that extend one another."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath, PureWindowsPath

from scored_society.base.document import Document, parse_document, place_of, read_document
from scored_society.base.errors import UserError, mistake
from scored_society.base.grounds import check_grounds
from scored_society.base.names import nearest

SUFFIXES = (".yaml", ".yml")
LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Library:
    """The built-in files of one kind.

    Attributes
    ----------
    package : str
        The package that has them, as `builtin/NAME.yaml`.
    what : str
        What they are called in messages.
    exempt_keys : names
        Keys whose numbers need no ground (see `check_grounds`).
    """

    package: str
    what: str
    exempt_keys: Collection[str]

    def names(self) -> list[str]:
        """Return the names of the built-in files, sorted."""
        folder = files(self.package) / "builtin"
        return sorted(Path(file.name).stem for file in folder.iterdir() if file.name.endswith(".yaml"))

    def read(self, name: str) -> Document:
        """Read a built-in file and check that each of its numbers has its ground."""
        file = files(self.package) / "builtin" / f"{name}.yaml"
        document = parse_document(file.read_bytes(), file.name)
        check_grounds(document, self.exempt_keys)
        return document


def read_chain(given: str | os.PathLike[str], library: Library) -> list[Document]:
    """Read a file and everything that it extends.

    Parameters
    ----------
    given : str or path
        The name of a built-in file, or the path of a file.
    library : Library
        Where built-in names are looked up.

    Returns
    -------
    list of Document
        The one that extends nothing first, the given one last.

    Raises
    ------
    UserError
        For an unknown name, a file that cannot be read, an `extends` that goes in a circle or leaves the folder.
    """
    document, place = _given(given, library)
    chain = [document]
    visited = [place]
    while "extends" in document.value:
        document, place = _extended(document, place, library)
        if place in visited:
            names = " → ".join([*(member.name for member in chain), document.name])
            raise mistake(f"'extends' goes in a circle: {names}", place=place_of(chain[-1], ("extends",)))
        chain.append(document)
        visited.append(place)
        if len(chain) > LONGEST_CHAIN:
            raise mistake(f"more than {LONGEST_CHAIN} files extend one another", place=place_of(chain[0], ("extends",)))
    return chain[::-1]


_Location = tuple[str, str]
"""Where a document really is: ("built-in", name) or ("file", path without symbolic links)."""


def _given(given: str | os.PathLike[str], library: Library) -> tuple[Document, _Location]:
    if isinstance(given, str) and given in (names := library.names()):
        return library.read(given), ("built-in", given)
    if isinstance(given, str) and not (_is_path(given) or os.path.isfile(given)):
        raise mistake(
            f"unknown {library.what} '{given}'",
            allowed=f"allowed here: {', '.join(names)}, or the path of a YAML file",
            meant=nearest(given, names),
        )
    return read_document(given), ("file", os.path.realpath(given))


def _extended(document: Document, place: _Location, library: Library) -> tuple[Document, _Location]:
    """Read what a document extends."""
    wanted = document.value["extends"]
    names = library.names()
    if isinstance(wanted, str) and wanted in names:
        return library.read(wanted), ("built-in", wanted)
    if not isinstance(wanted, str) or place[0] == "built-in" or not _is_path(wanted):
        raise _refusal(document, f"unknown {library.what} '{wanted}'", library, nearest(str(wanted), names))
    folder = os.path.dirname(place[1])
    target = os.path.realpath(os.path.join(folder, wanted))
    if _leads_out(wanted) or os.path.commonpath([folder, target]) != folder:
        raise _refusal(document, f"'{wanted}' leads out of the folder of this file", library)
    if not os.path.isfile(target):
        raise _refusal(document, f"there is no file '{wanted}'", library)
    return read_document(Path(document.name).parent / wanted), ("file", target)


def _refusal(document: Document, what: str, library: Library, meant: str | None = None) -> UserError:
    allowed = f"allowed here: {', '.join(library.names())}, or a YAML file in the same folder or below"
    return mistake(f"extends: {what}", place=place_of(document, ("extends",)), allowed=allowed, meant=meant)


def _is_path(text: str) -> bool:
    return "/" in text or "\\" in text or text.endswith(SUFFIXES)


def _leads_out(text: str) -> bool:
    return any(path.anchor or ".." in path.parts for path in (PurePosixPath(text), PureWindowsPath(text)))
