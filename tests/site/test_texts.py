"""The words of the site: complete in both languages, and free of what they must not say."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest

from scored_society import chart
from scored_society.measure.outcomes import OUTCOMES
from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.policy.schema import Policy
from scored_society.site.texts import LANGUAGES, Texts, filled, load_texts, placeholders
from scored_society.society.load import SOCIETIES, load_society
from scored_society.society.people import EDUCATIONS, GROUPS, INCOMES, SEXES

SITE = Path(str(files("scored_society.site")))
CHINESE = re.compile("[\u4e00-\u9fff]")
KEY = re.compile(r"""\bsay\(\s*["']([a-z_]+\.[a-z_]+)["']\s*[,)]""")
"""A key that a page asks for as a whole; what is put together of parts is left to the tests of the pages."""
SECTIONS = {
    "rules": "rules",
    "channels": "channels",
    "entitlements": "entitlements",
    "sanctions": "sanctions",
    "blacklist": "routes",
}
ABOUT = {
    "number", "kind", "claim", "added", "voice", "record", "record_reference", "reference", "basis", "range", "why",
    "grades",
}  # fmt: skip
"""What an entry says about itself."""
UNSHOWN = {"Life", "Step", "Expected", "Reference"}
"""Parts of a rule book that are not rules."""
GLOATING = re.compile(r"\b(you win|you won|winner|well done|congratulations|badge|leaderboard)\b", re.IGNORECASE)


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def test_a_language_that_the_site_does_not_speak_is_refused() -> None:
    with pytest.raises(KeyError, match="en and zh"):
        load_texts("fr")


def test_every_text_is_there_in_both_languages_with_the_same_placeholders() -> None:
    english, chinese = (dict(load_texts(language).all()) for language in LANGUAGES)
    assert list(english) == list(chinese)
    assert {key: placeholders(text) for key, text in english.items()} == {
        key: placeholders(text) for key, text in chinese.items()
    }


def test_no_text_is_empty_or_padded(texts: Texts) -> None:
    assert [key for key, text in texts.all() if not text or text != text.strip()] == []


def test_chinese_is_chinese_and_english_is_not() -> None:
    english, chinese = (dict(load_texts(language).all()) for language in LANGUAGES)
    assert [key for key, text in english.items() if CHINESE.search(text)] == []
    translated = {key for key, text in chinese.items() if re.sub(r"\{\w+\}", "", text).strip(" –：，；。（）")}
    assert [key for key in translated if not CHINESE.search(chinese[key])] == []


def test_numbers_in_a_translation_are_those_of_the_original() -> None:
    digits = re.compile(r"(?<![\d.])\d{3,}(?:\.\d+)?")
    english, chinese = (load_texts(language).chapters for language in LANGUAGES)
    for name, chapter in english.items():
        for part in ("claims", "record"):
            for key, text in getattr(chapter, part).items():
                years = {number for number in digits.findall(text) if re.fullmatch(r"(19|20)\d\d", number)}
                assert years <= set(digits.findall(getattr(chinese[name], part)[key])), (name, key)


def test_the_banner_says_what_every_page_must_say() -> None:
    banner = "Invented people. Not a forecast, not a measurement of any country."
    assert load_texts("en").say("site.banner") == banner
    assert "母语读者审阅" in load_texts("zh").say("language.review")


def test_nothing_is_won(texts: Texts) -> None:
    assert [key for key, text in texts.all() if GLOATING.search(text)] == []


def test_a_text_is_filled_by_name() -> None:
    assert load_texts("en").say("state.waiting", place=3) == "Waiting: place 3 in the queue."
    with pytest.raises(ValueError, match="place"):
        load_texts("en").say("state.waiting")
    with pytest.raises(ValueError, match="surplus"):
        filled("nothing to fill", {"surplus": 1})


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(KeyError, match=r"state\.waiting"):
        load_texts("en").say("state.waitin", place=1)


def test_pages_and_scripts_ask_only_for_texts_that_there_are() -> None:
    pages = chain.from_iterable(SITE.rglob(pattern) for pattern in ("*.html", "*.js", "*.py"))
    asked = {key for page in pages for key in KEY.findall(page.read_text(encoding="utf-8"))}
    assert sorted(asked - set(load_texts("en").interface)) == []


def _policies() -> list[Policy]:
    return [policy for name in RULE_BOOKS.names() for _, policy in load_policy(name).epochs]


def test_everything_in_the_built_in_rule_books_has_a_name_and_a_sentence(texts: Texts) -> None:
    for section, kind in SECTIONS.items():
        known = set(texts.described()[kind]) | (set(texts.described()["acts"]) if kind == "rules" else set())
        assert {name for policy in _policies() for name in getattr(policy, section)} <= known, section
    assert set(RULE_BOOKS.names()) == set(texts.described()["books"])


def test_everything_in_the_built_in_societies_has_a_name_and_a_sentence(texts: Texts) -> None:
    societies = [load_society(name).society for name in SOCIETIES.names()]
    described = texts.described()
    for society in societies:
        assert set(society.behaviours) <= set(described["acts"])
        assert set(society.channels) <= set(described["channels"])
        assert set(society.goods) <= set(described["goods"])
        assert {*society.services, *type(society.face_checks).model_fields} <= set(described["services"])
    assert {behaviour.requires for society in societies for behaviour in society.behaviours.values()} <= set(
        described["situations"]
    )
    assert set(SOCIETIES.names()) == set(described["societies"])


def test_domains_groups_measures_and_charts_have_names(texts: Texts) -> None:
    names = texts.names()
    societies = [load_society(name).society for name in SOCIETIES.names()]
    assert {behaviour.arises_in for society in societies for behaviour in society.behaviours.values()} <= set(
        names["domains"]
    )
    assert {"everybody", *GROUPS} == set(names["groups"])
    assert [set(names[kind]) for kind in ("sexes", "educations", "incomes")] == [
        set(SEXES), set(EDUCATIONS), set(INCOMES),
    ]  # fmt: skip
    assert set(OUTCOMES) <= set(names["measures"])
    drawn = {name for name in chart.__all__ if callable(getattr(chart, name)) and name.islower()} - {"save"}
    assert drawn <= set(names["charts"])


def test_every_field_of_a_rule_book_that_a_form_shows_has_a_label(texts: Texts) -> None:
    models = {**Policy.model_json_schema()["$defs"]}
    shown = {name for model in models if model not in UNSHOWN for name in models[model]["properties"]}
    assert shown - ABOUT <= set(texts.names()["fields"])


def test_every_choice_of_a_form_has_a_label(texts: Texts) -> None:
    models = Policy.model_json_schema()["$defs"]
    fields = [field for name in models if name not in UNSHOWN for field in models[name]["properties"].items()]
    options = {option for name, field in fields if name not in ABOUT for option in field.get("enum", ())}
    assert options <= {*texts.names()["choices"], *texts.names()["domains"]}
    assert "each_channel" in options


def test_every_region_of_the_built_in_societies_has_a_name(texts: Texts) -> None:
    societies = [load_society(name).society for name in SOCIETIES.names()]
    assert {region for society in societies for region in society.regions} == set(texts.names()["regions"])


def test_a_name_without_a_label_is_told_in_words(texts: Texts) -> None:
    assert texts.name("acts", "something_new") == "something new"
    assert texts.what("acts", "something_new") is None
    assert texts.what("acts", "theft")


def test_the_lesson_takes_45_minutes(texts: Texts) -> None:
    assert sum(step.minutes for step in texts.lesson.steps) == 45


def test_the_lesson_plan_of_the_documentation_is_that_of_the_site() -> None:
    page = (Path(__file__).parents[2] / "docs" / "lesson-plan.md").read_text(encoding="utf-8")
    folded = " ".join(line.removeprefix("> ") for line in page.splitlines())
    folded = " ".join(folded.split())
    lesson = {key: text for key, text in load_texts("en").all() if key.startswith("lesson_plan.")}
    assert [key for key, text in lesson.items() if text not in folded] == []


def test_what_a_page_gets_is_what_there_is(texts: Texts) -> None:
    words = texts.words()
    assert words["interface"]["site.banner"] == texts.say("site.banner")
    assert words["names"]["acts"]["theft"] == texts.name("acts", "theft")
    assert words["what"]["acts"]["theft"] == texts.what("acts", "theft")
