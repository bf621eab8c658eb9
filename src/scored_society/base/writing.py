"""Writing a text into a file that is whole or not there."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from scored_society.base.errors import UserError, mistake


def written(content: str, path: Path) -> Path:
    """Write a text aside and rename it, so that it is whole or not there.

    Raises
    ------
    UserError
        If it cannot be written there.
    """
    if not path.name:
        raise mistake(f"'{path}' is no name for a file", allowed="name a file, e.g. report.html")
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_text(content, encoding="utf-8")
        return aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise UserError(f"cannot write {path}: {error.strerror}") from error


def check_place(path: Path) -> None:
    """Refuse a file that cannot be written, before anything slow begins.

    Raises
    ------
    UserError
        If there is no such folder, or the name is one of a folder.
    """
    if not path.name or path.is_dir():
        raise mistake(f"'{path}' is no name for a file", allowed="name a file, e.g. life.html")
    if not path.absolute().parent.is_dir():
        raise mistake(f"cannot write {path}: there is no folder {path.absolute().parent}", allowed="make it first")
