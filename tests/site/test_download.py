"""What is taken home."""

from __future__ import annotations

from scored_society.site.download import readme
from scored_society.site.texts import LANGUAGES, load_texts


def test_what_lies_beside_a_run_says_what_it_is_in_every_language() -> None:
    for language in LANGUAGES:
        assert load_texts(language).say("site.banner") in readme()
        assert load_texts(language).say("download.readme") in readme()
    assert "one run" in readme()
    assert "一次运行" in readme()
