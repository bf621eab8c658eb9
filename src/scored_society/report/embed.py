"""Charts inside a page that reaches for nothing: specifications, still pictures, and the one script."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import altair as alt
import vl_convert
from markupsafe import Markup

from scored_society.chart.look import BOUNDARY_LAYER
from scored_society.report.bundle import bundle

_IDENTIFIER = re.compile(r'(\bid="|url\(#|href="#)')
_GRADIENT = re.compile(r"gradient_\d+")
_END_OF_SCRIPT = re.compile(r"</(?=script)", re.IGNORECASE)


class Embedded(NamedTuple):
    """A chart as a page holds it; title and caption stand in the page, not in the picture."""

    title: str
    caption: str
    specification: dict[str, Any]
    still: Markup


def embedded(chart: alt.LayerChart | alt.VConcatChart, name: str) -> Embedded:
    """Take a chart apart for a page.

    Parameters
    ----------
    chart : LayerChart or VConcatChart
        From `scored_society.chart`.
    name : str
        Unique in the page; identifiers inside the still picture start with it.

    Returns
    -------
    Embedded
        The specification fills the width it is given; `still` is the same picture as SVG, for the first paint, for
        print, and for browsers without scripts.
    """
    specification = chart.to_dict()
    heading = specification.pop("title")
    parts = "layer" if "layer" in specification else "vconcat"
    specification[parts] = [part for part in specification[parts] if part.get("name") != BOUNDARY_LAYER]
    specification["config"]["background"] = None
    svg = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    still = Markup(_IDENTIFIER.sub(rf"\g<1>{name}-", _renumbered(svg)))
    if parts == "layer":  # panels have no container's width: the page's script gives them one
        specification |= {"width": "container", "autosize": {"type": "fit-x", "contains": "padding"}}
    return Embedded(heading["text"], " ".join(heading["subtitle"]), specification, still)


def _renumbered(svg: str) -> str:
    """Count gradients of a picture from 0 on: the renderer goes on counting from picture to picture."""
    numbers: dict[str, str] = {}
    return _GRADIENT.sub(lambda found: numbers.setdefault(found[0], f"gradient_{len(numbers)}"), svg)


@cache
def script() -> Markup:
    """Return the one script of a page: the libraries that draw, and what makes them draw here."""
    drawing = files("scored_society.report").joinpath("templates", "charts.js").read_text(encoding="utf-8")
    code = f"{bundle()}\n{drawing}"
    return Markup(_END_OF_SCRIPT.sub(r"<\/", code))


def digest(code: str) -> str:
    """Return the hash by which a page allows this script and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}"
