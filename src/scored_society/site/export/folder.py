"""Writing a static copy: aside, and put in its place once it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from scored_society.base.errors import Interrupted, ScoredError, mistake
from scored_society.record.files import aside_of, disk_trouble, move, remove
from scored_society.site.chapters import Chapter
from scored_society.site.export.extent import Extent
from scored_society.site.export.pages import INDEX, Told, write_pages
from scored_society.site.export.played import SORTS, city, lives, twin_of
from scored_society.site.export.positions import Position, inputs_of
from scored_society.site.export.results import names_of, result
from scored_society.site.export.runs import Runs
from scored_society.site.export.work import COMPARED, LIFE, PICTURE, Progress, Unseen
from scored_society.site.given import Inputs

WEEKS_A_YEAR = 52
BYTES_A_MEGABYTE = 1_000_000
Plan = list[tuple[Chapter, Position]]


class Written(NamedTuple):
    """A static copy that was written."""

    folder: Path
    files: int
    size: int
    runs: int

    def __str__(self) -> str:
        """Say what is there, and what to open."""
        return (
            f"{self.folder}: {self.files:,} files, {self.size / BYTES_A_MEGABYTE:.1f} MB, {self.runs} runs\n"
            f"Open {self.folder / INDEX} in a browser, or put the folder on any web host."
        )


def write(folder: str | Path, *, extent: Extent | None = None, progress: Progress | None = None) -> Written:
    """Write the site into a folder, with runs of its chapters, so that it can be read where nothing can be installed.

    Parameters
    ----------
    folder : must not exist, or be empty. After an interruption it is as it was before.
    extent : how much of it; everything, if not given.
    progress : is told how far it has come.

    Raises
    ------
    UserError
        If the folder cannot be made.
    Interrupted
        After Ctrl-C.
    """
    folder, extent, progress = Path(folder), extent or Extent(), progress or Unseen()
    with _aside(folder) as aside, tempfile.TemporaryDirectory(prefix="scored-copy-") as kept:
        runs = _fill(aside, Path(kept), extent, progress)
    written = [path for path in folder.rglob("*") if path.is_file()]
    return Written(folder, len(written), sum(path.stat().st_size for path in written), runs)


def _fill(folder: Path, kept: Path, extent: Extent, progress: Progress) -> int:
    """Live all runs, write all pages, and return how many runs there were."""
    told = extent.told()
    plan = [(chapter, position) for chapter, some in told for position in some]
    life, shown = extent.life(), extent.city()
    wanted = [inputs for one in plan for inputs in inputs_of(*one)] + [life, twin_of(life), shown]
    progress.begin(_steps(plan, set(wanted), extent))
    runs = Runs(kept, wanted, progress)
    chapters = {}
    for chapter, some in told:
        progress.say(chapter.id)
        found = [result(chapter, position, runs, folder, progress) for position in some]
        chapters[chapter.id] = Told(chapter, found)
    progress.say("lives and a city")
    write_pages(folder, chapters, city(shown, runs), lives(life, extent, runs, progress), shown)
    return len(set(wanted))


def _steps(plan: Plan, distinct: set[Inputs], extent: Extent) -> int:
    lived = sum(inputs.years for inputs in distinct) * WEEKS_A_YEAR
    compared = sum(chapter.years for chapter, _ in plan if chapter.compare_with) * WEEKS_A_YEAR * COMPARED
    drawn = sum(len(names_of(chapter)) for chapter, _ in plan) * PICTURE
    return lived + compared + drawn + len(SORTS) * extent.lives * LIFE


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Yield a folder that takes the place of another once it is filled; whatever goes wrong, it is removed."""
    _check_place(folder)
    aside = aside_of(folder.absolute())
    remove(aside)
    try:
        aside.mkdir()
        yield aside
        move(aside, folder.absolute())
    except (Interrupted, KeyboardInterrupt):
        raise Interrupted(f"interrupted; nothing was written at {folder}") from None
    except OSError as error:
        raise ScoredError(f"{disk_trouble(error)}; nothing was written at {folder}") from error
    finally:
        remove(aside)


def _check_place(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise mistake(f"{folder} exists and is no folder", allowed="choose a folder that is not there yet")
    if folder.is_dir() and any(folder.iterdir()):
        raise mistake(
            f"{folder} exists and is not empty", allowed="choose a folder that does not exist, or an empty one"
        )
    parent = folder.absolute().parent
    if not parent.is_dir():
        raise mistake(f"cannot make {folder}: there is no folder {parent}", allowed="make it first")
    if not os.access(parent, os.W_OK | os.X_OK):
        raise mistake(f"cannot make {folder}: {parent} is not yours to write in", allowed="choose another folder")
