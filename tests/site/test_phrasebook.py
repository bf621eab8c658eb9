"""What the engine says is said in the language of a page: pictures, tables, findings and audits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

import pytest

from report import invented
from report.compared import compared
from report.invented_systems import with_systems
from scored_society.audit import audit, audit_against
from scored_society.policy.load import RULE_BOOKS
from scored_society.report.findings import findings_by_theme
from scored_society.site.chapters import load_chapters
from scored_society.site.phrasebook import KINDS, LISTS, LONGEST, PHRASES, load_phrasebook
from scored_society.site.pictures import (
    alternative_in,
    axes_of,
    caption_in,
    drawing_in,
    of_comparisons,
    of_runs,
    picture_in,
    table_in,
)
from scored_society.site.texts import load_texts

ENGLISH, CHINESE = load_texts("en"), load_texts("zh")
BOOK = load_phrasebook("zh")
OWN = "lively"
"""A rule book of somebody's own."""
LATIN = re.compile("[A-Za-z]{2,}")
OF_THE_LAB = ("effects", "effects-by-group", "effects-by-year", "fates")
OF_RUNS = {name.replace("_", "-") for chapter in load_chapters().values() for name in chapter.charts}
COMPARED = {name.replace("_", "-") for chapter in load_chapters().values() for name in chapter.compared_charts}
PANELS = ("effects", "effects-by-group")
"""Pictures of several panels, each with an axis of its own; their captions say what it is."""
WRITTEN = ("title", "subtitle", "text", "description")


@pytest.fixture(scope="module")
def run():
    return with_systems(invented.run())


@pytest.fixture(scope="module")
def comparison():
    return compared("none", OWN)


def samples(place: str) -> tuple[str, str]:
    """Return something for a place, in English and in Chinese."""
    what = place.rsplit("_", 1)[-1]
    what = what if what in KINDS else what.removesuffix("s")
    if what in KINDS:
        kind = KINDS[what][0]
        name = next(iter(ENGLISH.names()[kind]))
        return name.replace("_", " "), CHINESE.names()[kind][name]
    if place.rsplit("_", 1)[-1] in PHRASES | LISTS:
        return ENGLISH.phrases["findings.once"], CHINESE.phrases["findings.once"]
    return "1,234.5", "1,234.5"


def written(part, field: str = "") -> Iterator[str]:
    """Yield every word of a picture that a reader sees."""
    if isinstance(part, list):
        for each in part:
            yield from written(each, field)
    if not isinstance(part, dict):
        return
    field = part.get("field", field)
    for key, value in part.items():
        if key in WRITTEN and isinstance(value, str):
            yield value
        elif key in ("subtitle", "domain", "sort") and isinstance(value, list):
            yield from (each for each in value if isinstance(each, str))
        elif key == "datasets":
            rows = [row for rows in value.values() for row in rows]
            yield from (row[name] for row in rows for name in row if name != "measure" and isinstance(row[name], str))
        else:
            yield from written(value, field)


def test_no_two_keys_have_the_same_words() -> None:
    counted = Counter(ENGLISH.phrases.values())
    assert [words for words, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("key", ENGLISH.phrases)
def test_a_sentence_is_known_by_its_words_whatever_stands_in_its_places(key: str) -> None:
    places = [place for _, place, _, _ in Formatter().parse(ENGLISH.phrases[key]) if place]
    told = {place: samples(place) for place in places}
    english = ENGLISH.phrases[key].format_map({place: sample[0] for place, sample in told.items()})
    assert BOOK.said(english) == CHINESE.phrases[key].format_map({place: one[1] for place, one in told.items()})


@pytest.mark.parametrize("name", sorted(OF_RUNS))
def test_every_picture_of_a_chapter_speaks_chinese(run, name: str) -> None:
    _is_chinese(run, *of_runs()[name])


@pytest.mark.parametrize("name", sorted(COMPARED | {*OF_THE_LAB}))
def test_every_picture_of_a_comparison_speaks_chinese(comparison, name: str) -> None:
    _is_chinese(comparison, *of_comparisons()[name])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", sorted(OF_RUNS | COMPARED))
def test_whoever_does_not_see_a_picture_is_told_its_title_its_caption_and_its_axes(run, comparison, name, language):
    picture = of_runs()[name][0](run) if name in OF_RUNS else of_comparisons()[name][0](comparison)
    taken, caption = picture_in(language, picture, name), caption_in(language, picture)
    told = alternative_in(language, taken, caption)
    assert told.startswith(taken.title)
    assert caption in told
    axes = axes_of(taken.specification)
    assert set(axes) == (set() if name in PANELS else {"x", "y"})
    assert all(axis in told for axis in axes.values())
    assert language == "en" or not LATIN.search(told)


def _is_chinese(of, draw, tabulate) -> None:
    picture, table = draw(of), table_in("zh", tabulate(of))
    drawn = drawing_in("zh", picture).to_dict()
    assert [words for words in written(drawn) if LATIN.search(words.removesuffix(OWN))] == []
    assert not LATIN.search(caption_in("zh", picture))
    assert [cell for cell in (table.caption, *table.headings, *sum(table.rows, ())) if LATIN.search(cell)] == []
    assert table.rows


def test_sentences_of_a_picture_in_english_stay_as_they_were_drawn(run) -> None:
    draw, tabulate = of_runs()["listings"]
    picture, table = draw(run), tabulate(run)
    before, after = picture.to_dict(), drawing_in("en", picture).to_dict()
    assert {*written(after)} == {*written(before)}
    assert after["title"] == before["title"]
    assert (table_in("en", table).caption, table_in("en", table).headings) == (table.caption, table.headings)


@pytest.mark.parametrize(
    ("name", "kind", "before", "after"),
    [
        ("exclusion", "domains", "mobility", "travel"),
        ("acts", "channels", "lender", "banks"),
        ("scores-by-group", "groups", "majority floating", "majority, away from home"),
        ("speech", "acts", "speaking out", "criticising the government"),
    ],
)
def test_names_in_english_are_those_of_the_pages(run, name: str, kind: str, before: str, after: str) -> None:
    assert ENGLISH.name(kind, before.replace(" ", "_") if kind != "groups" else before) == after
    draw, tabulate = of_runs()[name]
    picture, table = draw(run), tabulate(run)
    assert before in {*written(picture.to_dict())}
    told = {*written(drawing_in("en", picture).to_dict())}
    assert after in told
    assert before not in told
    assert drawing_in("en", picture).to_dict()["title"] == picture.to_dict()["title"]
    cells = {cell for row in table_in("en", table).rows for cell in row}
    assert before not in cells
    assert after in cells or before not in {cell for row in table.rows for cell in row}


def test_a_heading_in_english_begins_with_the_act_as_the_pages_name_it(comparison) -> None:
    draw, tabulate = of_comparisons()["effects"]
    picture = draw(comparison)
    assert "Speaking out: rights withheld" in {*written(picture.to_dict())}
    told = {*written(drawing_in("en", picture).to_dict())}
    assert "Criticising the government: rights withheld" in told
    assert [words for words in told if words.startswith("Speaking out")] == []
    cells = {cell for row in table_in("en", tabulate(comparison)).rows for cell in row}
    assert [words for words in cells if words.startswith("Speaking out")] == []


def test_only_words_of_a_picture_change(run) -> None:
    picture = of_runs()["points"][0](run)
    before, after = picture.to_dict(), drawing_in("zh", picture).to_dict()
    (rows,), (told,) = ([rows for rows in one["datasets"].values() if "amount" in rows[0]] for one in (before, after))
    assert [row["amount"] for row in told] == [row["amount"] for row in rows]
    assert CHINESE.name("rules", rows[0]["rule"]) != told[0]["rule"]
    assert {row["rule"] for row in told} <= {*CHINESE.names()["rules"].values(), *CHINESE.names()["acts"].values()}


def test_a_missing_interval_says_that_it_is_one_run(comparison) -> None:
    table = of_comparisons()["effects-by-group"][1](comparison)
    place = table.headings.index("95 % interval")
    without = table._replace(rows=tuple((*row[:place], "–", *row[place + 1 :]) for row in table.rows))
    for language, words in (("en", "one run"), ("zh", "一次运行")):
        assert {row[place] for row in table_in(language, without).rows} == {words}


@pytest.mark.parametrize("rule_book", ["as-told", "none"])
def test_every_finding_is_told_in_chinese(rule_book: str) -> None:
    themes = findings_by_theme(with_systems(invented.run(rule_book)))
    told = [BOOK.said(sentence) for theme, sentences in themes for sentence in (theme, *sentences)]
    assert len(told) > 5
    assert [text for text in told if LATIN.search(text)] == []


@pytest.mark.parametrize("rule_book", [name for name in RULE_BOOKS.names() if name != "none"])
def test_every_finding_of_an_audit_is_told_in_chinese(rule_book: str) -> None:
    found = audit(rule_book, society="smallville").as_json()
    assert found["findings"]
    _told(found["findings"])
    assert not LATIN.search(BOOK.said(found["note"]))


def test_what_a_reform_mends_is_told_in_chinese() -> None:
    found = audit_against("as-told", "due-process", society="smallville").as_json()
    _told([one.get("after") or one["before"] for how in ("mends", "worsens", "leaves") for one in found[how]])


def _told(findings: list[dict]) -> None:
    said = {BOOK.said(one[part]) for one in findings for part in ("message", "remedy")}
    assert [text for text in said if LATIN.search(text)] == []
    articles = {BOOK.said(one["article"]) for one in findings}
    assert [text for text in articles if re.search("[a-z]{3}", text)] == []
    assert {one["instrument"] for one in findings} <= set(CHINESE.names()["instruments"])
    assert {one["severity"] for one in findings} <= set(CHINESE.names()["severities"])


def test_what_is_not_known_stays_as_it_is() -> None:
    for text in ("the moon is made of cheese", "One run. The moon is made of cheese.", "'my own rule' can never list"):
        assert BOOK.said(text) == text
    assert BOOK.named("channel", "somebody's own") == "somebody's own"
    assert BOOK.said(f"listings by route: {'a' * LONGEST}").endswith("aaa")


def test_a_list_is_told_item_by_item() -> None:
    assert BOOK.said("'court' keeps records for credit and family, and they decide over health, work and 3 more") == (
        "“法院”为信贷、家庭领域保存记录，而这些记录决定健康、工作、另外 3 项领域的事"
    )
