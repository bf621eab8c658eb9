"""Pictures of runs and comparisons, drawn here and sent as files: a page needs no drawing library for them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from scored_society import chart
from scored_society.base.errors import mistake
from scored_society.chart.look import BOUNDARY
from scored_society.chart.there import NothingToDrawError
from scored_society.measure.paired.comparison import Comparison
from scored_society.record.run import Run
from scored_society.report import data
from scored_society.report.embed import embedded
from scored_society.report.paired.sections import PLAN
from scored_society.report.tables import Table

Drawing = alt.LayerChart | alt.VConcatChart
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


def told(of: Run | Comparison, folder: Path, name: str, good: str | None = None) -> dict[str, Any]:
    """Return what a picture says, for those who do not see it, and what it is drawn from; or why there is none.

    Parameters
    ----------
    of : a finished run, or a comparison.
    folder : of the task; the plain picture, which is drawn on the way, is kept there.
    name : of the picture, or of a table alone.
    good : the scarce good that a picture of waiting is about.

    Raises
    ------
    UserError
        If there is no such picture.
    """
    draw, tabulate = _planned(of, name, good)
    try:
        return _told(of, _kept(folder, name, plain=True, good=good), name, draw, tabulate)
    except NothingToDrawError as nothing:
        return {"name": name, "boundary": BOUNDARY, "nothing": f"{nothing}."}


def _told(
    of: Run | Comparison, path: Path, name: str, draw: Callable[..., Drawing] | None, tabulate: Callable[..., Table]
) -> dict[str, Any]:
    made = tabulate(of)
    table = {"caption": made.caption, "headings": list(made.headings), "rows": [list(row) for row in made.rows]}
    said: dict[str, Any] = {"name": name, "title": made.caption, "caption": None, "boundary": BOUNDARY, "table": table}
    if draw is None:
        return said | {"specification": None}
    taken = embedded(draw(of), name)
    _keep(path, str(taken.still))
    return said | {"title": taken.title, "caption": taken.caption, "specification": taken.specification}


def drawn(of: Run | Comparison, folder: Path, name: str, *, plain: bool = False, good: str | None = None) -> bytes:
    """Return a picture as SVG, drawn once and then kept.

    Parameters
    ----------
    of : a finished run, or a comparison.
    folder : of the task.
    name : of the picture.
    plain : without title, caption and the sentence under it, on no ground: for a page that has them beside it.
    good : the scarce good that a picture of waiting is about.

    Raises
    ------
    UserError
        If there is no such picture, or nothing to draw.
    """
    draw, _ = _planned(of, name, good)
    if draw is None:
        raise mistake(f"'{name}' is a table alone", allowed="ask for its .json")
    path = _kept(folder, name, plain=plain, good=good)
    if path.is_file():
        return path.read_bytes()
    picture = draw(of)
    svg = (
        str(embedded(picture, name).still)
        if plain
        else vl_convert.vegalite_to_svg(picture.to_dict(), allowed_base_urls=[])
    )
    return _keep(path, svg)


def _kept(folder: Path, name: str, *, plain: bool, good: str | None) -> Path:
    """Return where a picture is kept."""
    return folder / PICTURES / f"{name}{'-' + good if good else ''}{'-plain' if plain else ''}.svg"


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
