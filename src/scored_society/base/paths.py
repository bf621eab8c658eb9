"""Where this package may keep files of its own."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

FOLDER = "scored-society"


def cache_directory() -> Path:
    """Return the user's cache folder for this package, made if need be.

    `SCORED_CACHE` names it outright; otherwise it is `scored-society` in `XDG_CACHE_HOME` or `~/.cache`. If that
    cannot be written, a folder for temporary files serves.
    """
    wanted = _wanted()
    if wanted is not None and _usable(wanted):
        return wanted
    spare = Path(tempfile.gettempdir()) / f"{FOLDER}-{_user()}"
    # Compiled code is loaded from here, so a folder that somebody else made or may write in will not do.
    if _usable(spare) and _private(spare):
        return spare
    return Path(tempfile.mkdtemp(prefix=f"{FOLDER}-"))


def _wanted() -> Path | None:
    if named := os.environ.get("SCORED_CACHE"):
        return Path(named).absolute()
    caches = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if caches.is_absolute():  # the XDG specification ignores relative ones
        return caches / FOLDER
    try:
        return Path.home() / ".cache" / FOLDER
    except RuntimeError:
        return None


def _usable(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.R_OK | os.W_OK | os.X_OK)


def _private(folder: Path) -> bool:
    status = folder.lstat()
    others_may_write = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == _user() and not others_may_write


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0
