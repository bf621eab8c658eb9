"""The one script of a static copy: the pages' own modules in a single classic file, as browsers open it from a disk.

A browser runs no module and fetches nothing from `file:`; so each module becomes a function that is called once it is
needed, and what asks the server is replaced by `copied.js`, which answers from what stands in the page.
"""

from __future__ import annotations

import re
from importlib.resources import files

STARTS = {"chapter": "copy", "city": "city", "life": "life", "lesson": "lesson"}
"""The module that each sort of page starts."""
IN_PLACE_OF = {"api": "copied"}
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
_FRAME = """\
// Made of the modules of the site, for pages that are opened from a disk.
(() => {{
  "use strict";
  const start = document.currentScript.dataset.start;
  const made = {{}};
  const need = (name) => (made[name] ??= modules[name]());
  const modules = {{
{modules}
  }};
  need(start);
}})();
"""


def script() -> str:
    """Return the script of a static copy."""
    found: dict[str, str] = {}
    for name in STARTS.values():
        _gather(name, found)
    modules = "\n".join(f"{name}() {{\n{body}\n}}," for name, body in found.items())
    return _FRAME.format(modules=modules)


def _gather(name: str, found: dict[str, str]) -> None:
    """Add a module and all that it needs."""
    if name in found:
        return
    source = (files("scored_society.site") / "static" / f"{name}.js").read_text(encoding="utf-8")
    found[name] = as_function(source)
    for _, needed in _IMPORT.findall(source):
        _gather(IN_PLACE_OF.get(needed, needed), found)


def as_function(source: str) -> str:
    r"""Return a module as the body of a function that returns what it exports.

    Examples
    --------
    >>> print(as_function('import { get as ask } from "./api.js";\nexport const told = ask;'))
    const { get: ask } = need("copied");
    const told = ask;
    return { told };
    """
    exported = [name for _, name in _EXPORT.findall(source)]
    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub(_needed, source)).rstrip()
    if left := re.search(r"^(import|export)\b.*", body, re.MULTILINE):
        raise ValueError(f"a static copy cannot read: {left[0]}")
    return f"{body}\nreturn {{ {', '.join(exported)} }};"


def _needed(found: re.Match[str]) -> str:
    names = " ".join(found[1].replace(" as ", ": ").split()).rstrip(",")
    return f'const {{ {names} }} = need("{IN_PLACE_OF.get(found[2], found[2])}");'
