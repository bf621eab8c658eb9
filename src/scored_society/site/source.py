"""What a picture that is taken away says of where it is from: rule book, society, seed, fingerprint and version."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from scored_society.chart.look import BOUNDARY_LAYER
from scored_society.measure.paired.comparison import Comparison
from scored_society.record.run import Run
from scored_society.site.texts import Texts

FINGERPRINT = 8
"""Letters of a fingerprint that stand under a picture."""
LINE, LINE_HEIGHT = 104, 14
"""Letters that find room in the width of a picture, and pixels from one line to the next."""


def source_of(of: Run | Comparison, texts: Texts) -> str:
    """Return where a picture is from, in a language."""
    if isinstance(of, Comparison):
        a, b = of.manifest["a"], of.manifest["b"]
        return texts.say("chart.source_pair", a=_side(a, texts), b=_side(b, texts), **_common(b, texts))
    return texts.say("chart.source", run=_side(of.manifest, texts), **_common(of.manifest, texts))


def with_source(specification: dict[str, Any], source: str) -> dict[str, Any]:
    """Return a picture with its source below the sentence that stands under it."""
    parts = "layer" if "layer" in specification else "vconcat"
    lines = textwrap.wrap(source, LINE)
    return specification | {parts: [_below(part, lines) for part in specification[parts]]}


def _below(part: dict[str, Any], lines: list[str]) -> dict[str, Any]:
    if part.get("name") != BOUNDARY_LAYER:
        return part
    mark = part["mark"] | {"text": [part["mark"]["text"], *lines], "lineHeight": LINE_HEIGHT}
    taller = {"height": part["height"] + LINE_HEIGHT * len(lines)} if "height" in part else {}
    return part | {"mark": mark} | taller


def _side(manifest: Mapping[str, Any], texts: Texts) -> str:
    fingerprint = str(manifest["fingerprint"])[:FINGERPRINT]
    return texts.say("chart.source_run", policy=texts.name("books", manifest["policy"]), fingerprint=fingerprint)


def _common(manifest: Mapping[str, Any], texts: Texts) -> dict[str, object]:
    society = texts.name("societies", manifest["society"])
    return {"society": society, "seed": manifest["seed"], "version": manifest["version"]}
