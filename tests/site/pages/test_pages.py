"""The pages as they are opened: whole, in both languages, for everybody, in the order of the chapters."""

from __future__ import annotations

import re

import pytest

from axe import violations
from chinese import foreign, open_all
from looks import LOOKS, at
from scored_society.site.chapters import load_chapters
from scored_society.site.pages import names
from scored_society.site.texts import LANGUAGES, load_texts

CHAPTERS = list(load_chapters())
NOTED = "silence"
"""A chapter with a note before its content."""


def path(language: str, name: str) -> str:
    return f"/{language}/" if name == "home" else f"/{language}/{name}/"


def looks_of(language: str, name: str) -> list[tuple[str, int]]:
    """Return the looks in which a page is looked at: all in the first language, in others by turns."""
    return LOOKS if language == LANGUAGES[0] else [LOOKS[names().index(name) % len(LOOKS)]]


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_whom_it_is_about_fits_and_satisfies_axe(opened, language, name):
    page = opened(path(language, name))
    assert page.inner_text(".banner") == load_texts(language).say("site.banner")
    assert page.get_attribute("html", "lang") == {"en": "en", "zh": "zh-Hans"}[language]
    assert page.inner_text(".languages [aria-current]") == load_texts(language).say("language.own_name")
    assert page.locator("h1").count() == 1
    open_all(page)
    assert language != "zh" or foreign(page) == []
    assert faults(page, looks_of(language, name)) == {}


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_and_satisfies_axe_in_every_look_and_language(opened, address, language):
    page = opened(path(language, "home"))
    for name in names():
        assert page.goto(f"{address}{path(language, name)}").status == 200
        assert faults(page, [*LOOKS, ("light", 2560)]) == {}, name


def faults(page, looks) -> dict[tuple[str, int], list[str]]:
    """Return what axe finds in a page with everything open, by look."""
    open_all(page)
    found = {}
    for look in looks:
        at(page, *look)
        if told := violations(page):
            found[look] = told
    return found


def test_next_leads_through_all_chapters_and_into_the_lab(opened):
    page = opened("/en/")
    page.click("main a.button")
    seen = []
    while "/lab/" not in page.url:
        seen.append(page.url.rstrip("/").rsplit("/", 1)[-1])
        page.click("nav.next a.button:not(.plain)")
    assert seen == CHAPTERS
    page.go_back()
    assert CHAPTERS[-1] in page.url


def test_three_voices_are_told_apart(opened):
    page = opened(f"/en/{CHAPTERS[0]}/")
    looks = page.eval_on_selector_all(
        ".voice", "all => all.map(one => { const look = getComputedStyle(one); "
        "return [look.borderLeftStyle, look.borderLeftColor, look.backgroundColor].join(' ') })"
    )  # fmt: skip
    assert len(looks) == 3
    assert len(set(looks)) == 3
    said = [text.lower().split(" ·")[0] for text in page.locator(".voice > h2.who").all_inner_texts()]
    assert said == ["the text", "the record", "this run"]


HARD = re.compile(
    r"\b(hospital|child(ren)?|parents?|pets?|dogs?|protests?|arrest\w*|repress\w*|informers?|held back)\b",
    re.IGNORECASE,
)
"""Words of what somebody may not want to read: care that is denied, families, animals, repression, informers."""
SPARED = {"raised"}
"""Chapters in which families are mentioned, and nothing is done to them."""
SHOWING = ("city", "life", "someone", "lab")
"""Pages on which lives, results or audits may show it."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWING)
def test_a_page_that_may_show_what_is_hard_to_see_says_so_and_can_be_skipped(opened, language, name):
    page = opened(path(language, name))
    note = page.locator("section[aria-labelledby=content-note]")
    assert load_texts(language).say(f"content_note.{name}") in note.inner_text()
    assert note.bounding_box()["y"] < page.locator("section.run, form").first.bounding_box()["y"]
    before = page.url
    note.get_by_role("link").click()
    page.wait_for_url(lambda url: url != before)
    assert page.locator("h1").count() == 1


def test_every_chapter_that_speaks_of_what_is_hard_to_read_has_a_note():
    told = load_texts("en").chapters
    for name, chapter in load_chapters().items():
        words = [
            *told[name].claims.values(),
            *told[name].record.values(),
            told[name].lead,
            told[name].question,
            told[name].found,
        ]
        if HARD.search(" ".join(words)) and name not in SPARED:
            assert chapter.content_note, name


@pytest.mark.parametrize("name", [NOTED, CHAPTERS[-1]])
def test_a_note_stands_before_what_is_hard_to_read(opened, name):
    page = opened(f"/en/{name}/")
    assert page.locator("blockquote").first.is_hidden()
    page.focus("#noted > summary")
    page.keyboard.press("Enter")
    assert page.locator("blockquote").first.is_visible()
    page.get_by_role("link", name="Skip this chapter").click()
    assert page.url.endswith(f"/{load_chapters()[name].next or 'lab'}/")


def test_the_keyboard_reaches_the_content_and_moves_a_control(opened):
    page = opened(f"/en/{CHAPTERS[0]}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    slider = page.locator("input[type=range]").first
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("output").first.inner_text() == slider.input_value() == "5"
    assert slider.get_attribute("aria-valuetext") == "5"


def test_words_of_a_page_stand_in_the_glossary(opened):
    page = opened(f"/en/{CHAPTERS[4]}/")
    links = page.locator(".terms-here a")
    targets = links.evaluate_all("all => all.map(link => link.hash)")
    assert "#blacklist" in targets or "#listing" in targets
    links.first.click()
    assert page.locator(":target").count() == 1
    assert all(page.locator(f"dt{target}").count() == 1 for target in targets)


@pytest.mark.parametrize("name", ["home", "score", "lab"])
def test_the_language_is_switched_where_one_is(opened, name):
    page = opened(path("en", name))
    page.click(".languages a[lang=zh]")
    assert page.url.split("#")[0].endswith(path("zh", name))
    assert "母语读者审阅" in page.inner_text("main")


@pytest.mark.parametrize(
    ("gone", "says"), [("/en/nowhere/", "no such page"), ("/zh/nowhere/", "没有"), ("/a/b/c", "no such page")]
)
def test_a_page_that_is_not_there_says_so_in_the_look_of_the_site(visit, gone, says):
    one = visit()
    page = one.open(gone)
    assert says in page.inner_text("main")
    assert not gone.startswith("/zh") or foreign(page) == []
    page.click("main a.button")
    assert page.locator(".contents li").count() == len(CHAPTERS)
    assert all("404" in text for text in one.trouble)
    one.trouble.clear()


def test_what_is_not_there_of_the_api_is_told_to_programs(opened):
    page = opened("/en/")
    answer = page.request.get(page.url.replace("/en/", "/api/nowhere"))
    assert (answer.status, answer.json()["error"]["line"]) == (404, None)


def test_without_scripts_a_chapter_can_be_read(opened):
    page = opened(f"/en/{NOTED}/", java_script_enabled=False)
    page.click("#noted > summary")
    assert page.locator("blockquote").first.is_visible()
    assert "needs JavaScript" in page.inner_text("noscript")


def test_the_lesson_is_printed_without_what_belongs_to_a_screen(visit):
    one = visit()
    one.context.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes' }")
    page = one.open("/en/lesson/")
    page.click("#print")
    assert page.get_attribute("html", "data-printed") == "yes"
    page.emulate_media(media="print")
    assert page.locator("nav >> visible=true").count() == 0
    assert page.locator("#print").is_hidden()
    assert page.locator("ol h3 >> visible=true").count() == len(load_texts("en").lesson.steps)


def test_dark_is_dark(opened):
    light, dark = (
        opened("/en/", color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    )
    assert light != dark
