"""The libraries that draw charts in a browser, as one script."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

import vl_convert

from scored_society.base.paths import cache_directory

_SNIPPET = "window.vegaEmbed = vegaEmbed;"


@cache
def bundle() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script that offers `vegaEmbed`.

    Putting them together takes some seconds, so the script is kept in the user's cache folder, by version.
    """
    path = cache_directory() / f"vega-{version('vl-convert-python')}.js"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    script: str = vl_convert.javascript_bundle(_SNIPPET)
    _keep(script, path)
    return script


def _keep(script: str, path: Path) -> None:
    """Write aside and rename: another process may be writing the same."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(script)
    Path(aside).replace(path)
