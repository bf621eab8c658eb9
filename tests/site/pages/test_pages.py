"""The pages as they are opened: whole, in both languages, for everybody, in the order of the chapters."""

from __future__ import annotations

import pytest

from axe import violations
from scored_society.site.chapters import load_chapters
from scored_society.site.pages import names
from scored_society.site.texts import LANGUAGES, load_texts

CHAPTERS = list(load_chapters())
NOTED = "silence"
"""A chapter with a note before its content."""


def path(language: str, name: str) -> str:
    return f"/{language}/" if name == "home" else f"/{language}/{name}/"


def overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


LOOKS = [("light", 2560), ("dark", 360)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_whom_it_is_about_fits_and_satisfies_axe(opened, address, language):
    page = opened(path(language, "home"))
    found = {}
    for name in names():
        assert page.goto(f"{address}{path(language, name)}").status == 200
        assert page.inner_text(".banner") == load_texts(language).say("site.banner")
        assert page.get_attribute("html", "lang") == {"en": "en", "zh": "zh-Hans"}[language]
        assert page.inner_text(".languages [aria-current]") == load_texts(language).say("language.own_name")
        assert page.locator("h1").count() == 1
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
        for scheme, width in LOOKS if language == "en" else LOOKS[1:]:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            assert overflow(page) <= 0, (name, width)
            if told := violations(page):
                found[name, scheme] = told
    assert found == {}


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


def test_a_note_stands_before_what_is_hard_to_read(opened):
    page = opened(f"/en/{NOTED}/")
    assert page.locator("blockquote").first.is_hidden()
    page.focus("#noted > summary")
    page.keyboard.press("Enter")
    assert page.locator("blockquote").first.is_visible()
    page.get_by_role("link", name="Skip this chapter").click()
    assert load_chapters()[NOTED].next in page.url


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
