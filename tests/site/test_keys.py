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
JOINED = re.compile(r"""\}: (?:\$?\{|[<`])|`: \$\{|join\("[,:] "\)""")
"""Words of a page joined by a colon or a comma of one language, in a script or a template."""
WRITING = {"written.js", "schemaform.js"}
"""Scripts that write rule books, which are the same in every language."""
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


def test_words_of_a_page_are_joined_by_the_marks_of_its_language():
    sources = chain.from_iterable(SITE.rglob(pattern) for pattern in ("*.html", "*.js"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in sources if path.name not in WRITING}
    assert {name: found for name, text in texts.items() if (found := JOINED.findall(text))} == {}
    assert load_texts("zh").say("join.colon", what="分数", told="一") == "分数：一"
    assert load_texts("zh").say("join.comma", first="一", second="二") == "一，二"
