"""Pictures of runs and comparisons, drawn here and sent as files: a page needs no drawing library for them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import vl_convert

from scored_society import chart
from scored_society.base.errors import mistake
from scored_society.chart.look import BOUNDARY
from scored_society.chart.there import NothingToDrawError
from scored_society.measure.paired.comparison import Comparison
from scored_society.record.run import Run
from scored_society.report import data
from scored_society.report.embed import Embedded, embedded
from scored_society.report.paired.sections import PLAN
from scored_society.report.tables import Table
from scored_society.site.phrasebook import load_phrasebook
from scored_society.site.source import source_of, with_source
from scored_society.site.spoken import Drawing, drawing_in_words, table_in_words
from scored_society.site.texts import LANGUAGES, load_texts

Planned = tuple[Callable[..., Drawing] | None, Callable[..., Table]]
"""How a picture is drawn, and how the table behind it is made."""
OF_A_GOOD = "waiting"
PICTURES = "pictures"
"""The folder of a task in which its pictures are kept."""


@cache
def of_runs() -> dict[str, Planned]:
    """Return how each picture of a run is drawn, and how the table behind it is made; some are a table alone."""
    tables = {name: getattr(data, name) for name in data.__all__}
    return {name.replace("_", "-"): (getattr(chart, name, None), made) for name, made in tables.items()}


@cache
def of_comparisons() -> dict[str, Planned]:
    """Return the same for the pictures of a comparison."""
    return {planned.name: (planned.draw, planned.tabulate) for _, _, plan in PLAN for planned in plan}


def names(of: Run | Comparison) -> list[dict[str, Any]]:
    """Return the names of all pictures and tables."""
    return [{"name": name, "picture": draw is not None} for name, (draw, _) in _known(of).items()]


def told(
    of: Run | Comparison, folder: Path, name: str, *, language: str = LANGUAGES[0], good: str | None = None
) -> dict[str, Any]:
    """Return what a picture says, for those who do not see it, and what it is drawn from; or why there is none.

    Parameters
    ----------
    of : a finished run, or a comparison.
    folder : of the task; the plain picture, which is drawn on the way, is kept there.
    name : of the picture, or of a table alone.
    language : in which it says it.
    good : the scarce good that a picture of waiting is about.

    Raises
    ------
    UserError
        If there is no such picture.
    """
    draw, tabulate = _planned(of, name, good)
    path = _kept(folder, name, language, plain=True, good=good)
    try:
        return _told(path, name, language, draw and draw(of), tabulate(of))
    except NothingToDrawError as nothing:
        return {"name": name, "boundary": BOUNDARY, "nothing": f"{nothing}."}


def _told(path: Path, name: str, language: str, picture: Drawing | None, made: Table) -> dict[str, Any]:
    made = table_in(language, made)
    table = {"caption": made.caption, "headings": list(made.headings), "rows": [list(row) for row in made.rows]}
    said: dict[str, Any] = {"name": name, "title": made.caption, "caption": None, "alternative": None}
    said |= {"boundary": BOUNDARY, "table": table}
    if picture is None:
        return said | {"specification": None}
    taken = picture_in(language, picture, name)
    _keep(path, str(taken.still))
    caption = caption_in(language, picture)
    said |= {"title": taken.title, "caption": caption, "alternative": alternative_in(language, taken, caption)}
    return said | {"specification": taken.specification}


def caption_in(language: str, picture: Drawing) -> str:
    """Return what one sees in a picture, in a language."""
    return load_phrasebook(language).said(" ".join(picture.title.subtitle))


def alternative_in(language: str, taken: Embedded, caption: str) -> str:
    """Return what a picture is for those who do not see it: its title, its caption, and what its axes are."""
    say, axes = load_texts(language).say, axes_of(taken.specification)
    if not axes:
        return say("chart.alternative", title=taken.title, caption=caption)
    return say("chart.alternative_axes", title=taken.title, caption=caption, across=axes["x"], up=axes["y"])


def axes_of(specification: dict[str, Any]) -> dict[str, str]:
    """Return what stands beside the axes of a picture, by `x` and `y`; panels have none, and their caption says it."""
    encodings = [layer.get("encoding", {}) for layer in specification.get("layer", [])]
    told = [(axis, each[axis].get("title")) for each in encodings for axis in ("x", "y") if axis in each]
    return {axis: title for axis, title in told if title}


def picture_in(language: str, picture: Drawing, name: str) -> Embedded:
    """Return a picture for a page that speaks a language."""
    return embedded(drawing_in(language, picture), name)


def drawing_in(language: str, picture: Drawing) -> Drawing:
    """Return a picture that speaks a language."""
    return drawing_in_words(picture, load_phrasebook(language))


def table_in(language: str, made: Table) -> Table:
    """Return a table that speaks a language."""
    return table_in_words(made, load_phrasebook(language), load_texts(language).say("voice.one_run"))


def drawn(
    of: Run | Comparison,
    folder: Path,
    name: str,
    *,
    plain: bool = False,
    language: str = LANGUAGES[0],
    good: str | None = None,
) -> bytes:
    """Return a picture as SVG, drawn once and then kept.

    Parameters
    ----------
    of : a finished run, or a comparison.
    folder : of the task.
    name : of the picture.
    plain : without title, caption and the sentence under it, on no ground: for a page that has them beside it.
    language : in which it says what it says.
    good : the scarce good that a picture of waiting is about.

    Raises
    ------
    UserError
        If there is no such picture, or nothing to draw.
    """
    draw, _ = _planned(of, name, good)
    if draw is None:
        raise mistake(f"'{name}' is a table alone", allowed="ask for its .json")
    path = _kept(folder, name, language, plain=plain, good=good)
    if path.is_file():
        return path.read_bytes()
    picture = draw(of)
    return _keep(path, str(picture_in(language, picture, name).still) if plain else whole(language, picture, of))


def whole(language: str, picture: Drawing, of: Run | Comparison) -> str:
    """Return a picture as SVG for whoever takes it away: with title, caption, the sentence under it, and its source."""
    specification = with_source(drawing_in(language, picture).to_dict(), source_of(of, load_texts(language)))
    return vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])


def _kept(folder: Path, name: str, language: str, *, plain: bool, good: str | None) -> Path:
    """Return where a picture is kept."""
    parts = (name, good, "plain" if plain else None, language)
    return folder / PICTURES / f"{'-'.join(part for part in parts if part)}.svg"


def _keep(path: Path, svg: str) -> bytes:
    """Keep a picture: aside first, so that nobody reads a part of it."""
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as aside:
        aside.write(content := svg.encode())
    Path(aside.name).replace(path)
    return content


def _known(of: Run | Comparison) -> dict[str, Planned]:
    return of_runs() if isinstance(of, Run) else of_comparisons()


def _planned(of: Run | Comparison, name: str, good: str | None) -> Planned:
    """Return how a picture is drawn and its table made, of a good where one is named."""
    known = _known(of)
    if name not in known:
        raise mistake(f"there is no picture '{name[:40]}'", allowed=list(known))
    draw, tabulate = known[name]
    if good is None:
        return draw, tabulate
    if name != OF_A_GOOD or not isinstance(of, Run) or draw is None:
        raise mistake(f"'{name}' is about no good", allowed=f"good= belongs to '{OF_A_GOOD}'")
    if good not in (goods := list(of.society.society.goods)):
        raise mistake(f"there is no good '{good[:40]}'", allowed=goods)
    return partial(draw, good=good), partial(tabulate, good=good)
