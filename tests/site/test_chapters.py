"""The chapters: their words, their sources, and the rule books that their controls make."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from scored_society import chart
from scored_society.base.errors import UserError
from scored_society.base.text import yaml_text
from scored_society.policy.load import load_policy
from scored_society.record.schedule import compiled, reigns_of
from scored_society.site.chapters import Chapter, Number, Status, Voice, load_chapters, load_sources, overlay
from scored_society.site.controls import Choice, Control, Slider, Switch, Value
from scored_society.site.texts import LANGUAGES, load_texts, placeholders
from scored_society.society.load import load_society

TOLD = " ".join((files("scored_society.policy") / "builtin" / "as-told.txt").read_text(encoding="utf-8").split())
PAGE = Path(__file__).parents[2] / "docs" / "text-and-record.md"
VOICES = {"fact": "fact", "praise": "praise", "mixed": "fact, in part praise"}
CHAPTERS = load_chapters()
ORDER = (
    "score", "raised", "rewards", "punishments", "blacklist", "family", "platform", "collectors", "cameras", "silence",
    "closer", "another", "trust",
)  # fmt: skip
CLAIMS = [(chapter, name) for chapter in CHAPTERS for name in CHAPTERS[chapter].claims]
FEWEST_CITIZEN_WEEKS, MOST_CITIZEN_WEEKS = 1_000_000, 12_000_000


def _sentences() -> dict[str, str]:
    """Return the sentences of the source text and their voices, as the documentation has them."""
    found = re.findall(r"^\*\*“(.+)”\*\* \((.+)\)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


def _ends(control: Control) -> list[Value]:
    if isinstance(control, Slider):
        return [int(end) if end.is_integer() else end for end in (control.from_, control.to)]
    return list(control.options) if isinstance(control, Choice) else [True, False]


def _positions(chapter: Chapter) -> list[dict[str, Value]]:
    """Return the start, and every combination of the ends of a chapter's controls."""
    controls = chapter.controls
    combined = product(*(_ends(control) for control in controls))
    return [{}, *(dict(zip((control.id for control in controls), values, strict=True)) for values in combined)]


def test_the_chapters_come_in_their_order() -> None:
    assert tuple(CHAPTERS) == ORDER
    chapters = list(CHAPTERS.values())
    assert [chapter.number for chapter in chapters] == list(range(1, len(ORDER) + 1))
    assert [chapter.next for chapter in chapters] == [*ORDER[1:], None]
    assert [chapter.previous for chapter in chapters] == [None, *ORDER[:-1]]


@pytest.mark.parametrize(("chapter", "claim"), CLAIMS)
def test_a_claim_is_verbatim_and_in_its_voice(chapter: str, claim: str) -> None:
    words = load_texts("en").chapters[chapter].claims[claim]
    assert words in TOLD
    voices = {voice for sentence, voice in _sentences().items() if words in sentence}
    assert voices == {VOICES[CHAPTERS[chapter].claims[claim]]}


def test_praise_and_irony_are_marked_where_they_stand() -> None:
    for language in LANGUAGES:
        for name, chapter in CHAPTERS.items():
            notes = load_texts(language).chapters[name].notes
            assert {claim for claim, voice in chapter.claims.items() if voice != "fact"} == set(notes), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ORDER)
def test_the_words_of_a_chapter_are_those_that_it_needs(name: str, language: str) -> None:
    chapter, texts = CHAPTERS[name], load_texts(language).chapters[name]
    assert list(texts.claims) == list(chapter.claims)
    assert list(texts.record) == list(chapter.record)
    assert list(texts.controls) == [control.id for control in chapter.controls]
    for control in chapter.controls:
        assert list(texts.controls[control.id].options) == (
            list(control.options) if isinstance(control, Choice) else []
        )
    assert placeholders(texts.found) == set(chapter.found)
    assert bool(texts.content_note) == chapter.content_note


def test_every_number_found_says_one_run_or_has_an_interval() -> None:
    one_run = {"en": "one run", "zh": "一次运行"}
    for name, chapter in CHAPTERS.items():
        effects = {number.of == "effect" for number in chapter.found.values()}
        assert effects == {chapter.compare_with is not None}, name
        if chapter.compare_with is None:
            assert all(words in load_texts(language).chapters[name].found for language, words in one_run.items()), name


@pytest.mark.parametrize("name", ORDER)
def test_every_rate_found_says_of_how_many_people_it_is(name: str) -> None:
    per = {"en": ("1,000 people", "points a year for each person"), "zh": ("每千人", "每人每年")}
    rates = sum(
        number.show in ("fine", "signed") and not _is_no_rate(number) for number in CHAPTERS[name].found.values()
    )
    for language, units in per.items():
        found = load_texts(language).chapters[name].found
        assert sum(map(found.count, units)) >= rates, (language, found)


def _is_no_rate(number: Number) -> bool:
    """Whether a number is of one person, on average, or of trust in percentage points."""
    return number.measure.startswith(("weeks_waited", "trust"))


def test_what_was_not_seen_is_said_so() -> None:
    sources = load_sources()
    for name, chapter in CHAPTERS.items():
        for key, paragraph in chapter.record.items():
            seen = {sources[source].seen for source in paragraph.sources}
            if paragraph.sources and "read" not in seen:
                hedged = {"second_hand": "econd hand", "memory": "s far as we remember"}
                text = load_texts("en").chapters[name].record[key]
                assert any(hedged[how] in text for how in seen), (name, key)
            assert paragraph.sources or paragraph.status in ("no_rule_found", "not_measured"), (name, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_voice_and_every_way_of_being_sure_has_a_label(language: str) -> None:
    known = set(load_texts(language).interface)
    assert {f"voice.text_{voice}" for voice in get_args(Voice)} <= known
    assert {f"record.{status}" for status in get_args(Status)} <= known


def test_every_source_is_cited() -> None:
    cited = {source for chapter in CHAPTERS.values() for each in chapter.record.values() for source in each.sources}
    assert cited == set(load_sources())


def test_a_chapter_is_lived_in_seconds_and_draws_what_there_is() -> None:
    for name, chapter in CHAPTERS.items():
        assert FEWEST_CITIZEN_WEEKS <= chapter.citizens * chapter.years * 52 <= MOST_CITIZEN_WEEKS, name
        charts = [*chapter.charts, *chapter.compared_charts]
        assert len(charts) in (1, 2), name
        assert set(charts) <= set(chart.__all__), name
        assert bool(chapter.compared_charts) == (chapter.compare_with is not None), name


@pytest.mark.parametrize("name", ORDER)
def test_every_rule_book_that_the_controls_make_can_be_lived_under(name: str, tmp_path: Path) -> None:
    chapter = CHAPTERS[name]
    society = load_society(chapter.society)
    path = tmp_path / "rule-book.yaml"
    for values in _positions(chapter):
        path.write_text(yaml_text(overlay(chapter, values)), encoding="utf-8")
        compiled(reigns_of(load_policy(path), 0), society, chapter.years * 52)


@pytest.mark.parametrize("name", ORDER)
def test_each_control_changes_the_rule_book(name: str) -> None:
    chapter = CHAPTERS[name]
    start = overlay(chapter, {})
    for control in chapter.controls:
        for value in _ends(control):
            if value != control.start:
                assert overlay(chapter, {control.id: value}) != start, (control.id, value)
    assert overlay(chapter, {control.id: control.start for control in chapter.controls}) == start


@pytest.mark.parametrize("name", ORDER)
def test_a_control_starts_where_the_rule_book_stands(name: str) -> None:
    chapter = CHAPTERS[name]
    document = load_policy(chapter.book).document.value
    for control in chapter.controls:
        if isinstance(control, Slider):
            for path in control.paths:
                assert _at(document, path) == _written(control), path
        for change in _changes(control):
            for path in change if change else ():
                assert _at(document, path) is not None, path


def _changes(control: Control) -> list[list[str]]:
    """Return the paths that the changes of a control set, for changes of the chapter's own rule book."""
    if isinstance(control, Switch):
        return [list(control.on.set), list(control.off.set)]
    if isinstance(control, Choice):
        return [list(change.set) for change in control.options.values() if change.book is None]
    return []


def _at(document: Any, path: str) -> Any:
    for step in path.split("."):
        document = document[step]
    return document


def _written(control: Slider) -> Value:
    number = int(control.start) if control.start == int(control.start) else control.start
    return number if control.written == "{value}" else control.written.format(value=number)


def test_controls_compose() -> None:
    chapter = CHAPTERS["family"]
    document = overlay(chapter, {"threshold": 900, "children": False})
    assert document["extends"] == "as-told"
    assert document["blacklist"] == {"low_score": {"at_or_below": 900}}
    assert document["remove"] == {"sanctions": ["university_closed_to_children", "private_school_closed_to_children"]}
    assert overlay(CHAPTERS["another"], {"way": "capacity"})["redress"] == {"appeal": {"capacity": 5}}


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("blacklist", {"threshold": 951}, "from 700 to 950"),
        ("blacklist", {"threshold": True}, "from 700 to 950"),
        ("blacklist", {"threshold": "900"}, "from 700 to 950"),
        ("blacklist", {"threshold": float("nan")}, "from 700 to 950"),
        ("blacklist", {"threshhold": 900}, "did you mean 'threshold'"),
        ("family", {"children": 1}, "true or false"),
        ("another", {"way": "as-told"}, "redress, capacity"),
    ],
)
def test_what_a_control_does_not_take_is_refused(name: str, values: dict[str, Value], message: str) -> None:
    with pytest.raises(UserError, match=message):
        overlay(CHAPTERS[name], values)


@pytest.mark.parametrize(
    ("changed", "message"),
    [({"start": 5}, "must lie between"), ({"step": 3}, "miss the start"), ({"colour": "red"}, "colour")],
)
def test_a_slider_that_cannot_stand_where_it_starts_is_refused(changed: dict[str, Any], message: str) -> None:
    good = {"id": "x", "kind": "slider", "paths": ["score.start"], "from": 600, "to": 1300, "step": 100, "start": 1000}
    Slider.model_validate(good, extra="forbid")
    with pytest.raises(ValidationError, match=message):
        Slider.model_validate(good | changed, extra="forbid")
