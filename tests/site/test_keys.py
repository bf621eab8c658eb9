"""The words of the pages are those that the pages use: none is missing, and none is left over."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import get_args

from scored_society.site.chapters import Paragraph
from scored_society.site.pages import SECTIONS
from scored_society.site.texts import load_texts

SITE = Path(str(files("scored_society.site")))
WRITTEN = re.compile(r"""["']([a-z_]+\.[a-z_]+)["']""")
COMPOSED = {
    "nav": SECTIONS,
    "home": SECTIONS[1:],
    "voice": ("text_fact", "text_praise", "text_mixed", "about_text", "about_record", "about_run"),
    "record": get_args(Paragraph.model_fields["status"].annotation),
    "lab": ("a", "b", "outcome", "effect", "interval", "unit", "mends", "worsens", "leaves"),
    "someone": ("trust", "belief", "withheld", "life", "silent", "speaking"),
    "stage": ("people", "mean", "listed", "listed_wrongly", "shut_out", "trust"),
}
"""Keys that are put together of parts, by group."""


def test_there_are_just_the_words_that_pages_ask_for():
    there = set(load_texts("en").interface)
    sources = chain.from_iterable(SITE.rglob(pattern) for pattern in ("*.html", "*.js", "*.py"))
    literal = {key for path in sources for key in WRITTEN.findall(path.read_text(encoding="utf-8"))}
    composed = {f"{group}.{name}" for group, names in COMPOSED.items() for name in names}
    assert sorted(there - literal - composed) == []
    assert sorted(composed - there) == []
