"""A file as plain values, with the line of every key, and deep merging of such files."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scored_society.base.errors import Place, UserError, mistake
from scored_society.base.yaml_reader import compose

LARGEST_FILE = 1 << 20  # bytes; a rule book is some 50 KB

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """What a YAML file says, and where it says it.

    Attributes
    ----------
    name : str
        The file's label in messages.
    value : dict
        Plain Python: dict, list, str, int, float, bool, None. Never change it in place.
    places : dict
        The place of every key and list item, by path: `places["acts", "littering", "points"]`; `()` is the file.
    """

    name: str
    value: dict[str, Any]
    places: dict[KeyPath, Place]


def read_document(path: str | os.PathLike[str]) -> Document:
    """Read a YAML file safely.

    Parameters
    ----------
    path : path
        A regular file of at most 1 MiB.

    Returns
    -------
    Document
        Its name is the path as given.

    Raises
    ------
    UserError
        With file and line, for anything but a plain mapping in UTF-8 YAML.
    """
    name = os.fspath(path)
    return parse_document(_read(Path(name), name), name)


def parse_document(text: bytes, name: str) -> Document:
    """Parse the bytes of a YAML file; `name` stands for the file in messages.

    Raises
    ------
    UserError
        With `name` and line, as `read_document`.
    """
    if len(text) > LARGEST_FILE:
        raise _too_large(name)
    value, lines = compose(text, name)
    return Document(name, value, {path: Place(name, line) for path, line in lines.items()})


def place_of(document: Document, path: KeyPath) -> Place:
    """Return the place of `path`, or of its nearest ancestor that has one."""
    for end in range(len(path), -1, -1):
        place = document.places.get(tuple(path[:end]))
        if place is not None:
            return place
    return Place(document.name, 1)


def merge(base: Document, over: Document) -> Document:
    """Lay `over` upon `base`: mappings merge key by key, lists and scalars replace.

    Neither argument is changed or shared: the result is a fresh copy. What comes from `over` keeps its
    place there, the rest its place in `base`.
    """
    places = dict(base.places)
    replaced = _replaced(base.value, over.value, ())
    if replaced:
        places = {path: place for path, place in places.items() if not _lies_below(path, replaced)}
    places.update(over.places)
    return Document(over.name, _laid_upon(base.value, over.value), places)


def _read(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _not_a_file(name, "is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise _not_a_file(name, "is a device or a pipe")
        if status.st_size > LARGEST_FILE:
            raise _too_large(name)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise mistake("there is no such file", place=Place(name, 1)) from None
    except OSError as error:
        raise mistake(f"cannot be read ({error.strerror})", place=Place(name, 1)) from None
    except ValueError:
        raise mistake("is not the name of a file", place=Place(name, 1)) from None


def _too_large(name: str) -> UserError:
    return mistake("the file is larger than 1 MiB", place=Place(name, 1))


def _not_a_file(name: str, why: str) -> UserError:
    return mistake(why, place=Place(name, 1), allowed="a YAML file is needed")


def _laid_upon(base: Any, over: Any) -> Any:
    if isinstance(base, dict) and isinstance(over, dict):
        both = {key: _laid_upon(value, over[key]) if key in over else _copied(value) for key, value in base.items()}
        return both | {key: _copied(value) for key, value in over.items() if key not in base}
    return _copied(over)


def _copied(value: Any) -> Any:
    """Copy containers; scalars cannot change."""
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copied(item) for item in value]
    return value


def _replaced(base: dict[str, Any], over: dict[str, Any], path: KeyPath) -> set[KeyPath]:
    """Return the paths whose containers in `base` give way to something else."""
    found: set[KeyPath] = set()
    for key, value in over.items():
        former = base.get(key)
        if isinstance(former, dict) and isinstance(value, dict):
            found |= _replaced(former, value, (*path, key))
        elif isinstance(former, dict | list):
            found.add((*path, key))
    return found


def _lies_below(path: KeyPath, ancestors: set[KeyPath]) -> bool:
    return any(path[:end] in ancestors for end in range(1, len(path)))
