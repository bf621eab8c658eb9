"""Every chapter in its own size, in both languages and every look."""

from __future__ import annotations

import pytest

from axe import violations
from looks import LOOKS, at
from scored_society.site.chapters import load_chapters
from served_site import served
from visitor import Visit, begin, finished


@pytest.mark.soak
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", load_chapters())
def test_a_chapter_of_its_own_size_lives_in_both_languages(chromium, language, name):
    with served() as (address, _):
        visitor = Visit(chromium, address)
        page = visitor.open(f"/{language}/{name}/")
        begin(page)
        found = finished(page)
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
        told = [axe for look in LOOKS for axe in seen(page, *look)]
        visitor.context.close()
    assert (bool(found), told, visitor.trouble) == (True, [], [])


def seen(page, scheme: str, width: int) -> list[str]:
    at(page, scheme, width)
    return violations(page)
