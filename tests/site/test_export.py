"""The static copy: whole, made of the same runs as everywhere, and written all at once or not at all."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest

import scored_society as ss
from scored_society.base.errors import Interrupted, UserError
from scored_society.site.chapters import load_chapters
from scored_society.site.export import Extent, write
from scored_society.site.export.positions import Position, positions, values_of
from scored_society.site.export.scripts import as_function, script
from scored_society.site.export.work import Unseen
from scored_society.site.pages import names
from scored_society.site.texts import LANGUAGES, load_texts

CHAPTERS = load_chapters()
TINY = Extent((), citizens=200, years=1, city_citizens=200, city_years=1, lives=1)
SMALL = {"society": "smallville", "citizens": 200, "years": 1, "seed": 1}


class Addresses(HTMLParser):
    """Every address in a page, and every identifier."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found, self.identifiers = [], set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in {"href", "src"}:
                self.found.append(value)
            if name == "id":
                self.identifiers.add(value)


def pages(folder):
    return sorted(folder.rglob("*.html"))


def read(folder, language, name):
    return (folder / language / name / "index.html").read_text(encoding="utf-8")


def test_every_page_of_the_site_is_there_in_each_language(copied):
    expected = {
        Path(language, "" if name == "home" else name, "index.html") for language in LANGUAGES for name in names()
    }
    assert {page.relative_to(copied) for page in pages(copied)} == expected | {Path("index.html")}


def test_every_address_is_a_file_of_the_copy(copied):
    for page in pages(copied):
        for address in Addresses(page).found:
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc, parts.path[:1] == "/") == ("", "", False), (page, address)
            place = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert place.is_file(), (page, address)
            assert place.is_relative_to(copied), (page, address)
            if parts.fragment:
                assert unquote(parts.fragment) in Addresses(place).identifiers, (page, address)


def test_every_page_says_what_it_is_and_allows_nothing_else(copied):
    for page in pages(copied):
        text = page.read_text(encoding="utf-8")
        assert 'http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;' in text, page
        assert "module" not in re.findall(r'<script[^>]*type="(\w+)"', text), page
        assert not re.search(r"<style|\sstyle=|\son\w+=", text), page
        language = page.relative_to(copied).parts[0]
        for key in ("site.banner", "export.note"):
            assert load_texts(language if language in LANGUAGES else "en").say(key) in text, page


@pytest.mark.parametrize(("place", "book"), [("start", None), ("threshold-950", "rule-book.yaml")])
def test_what_a_page_shows_is_what_simulate_gives(copied, place, book):
    folder = copied / "runs" / "blacklist" / place
    run = ss.simulate(folder / book if book else "as-told", **SMALL)
    fingerprint = run.manifest["fingerprint"]
    section = read(copied, "en", "blacklist").split(f'id="{place}"')[1].split("</section>")[0]
    assert fingerprint in section
    assert f"scored simulate {book or 'as-told'} --society smallville --citizens 200 --years 1 --seed 1" in section
    lines = (folder / "figures.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# Invented people.")
    assert fingerprint in lines[0]
    rows = list(csv.DictReader(lines[1:]))
    counted = run.weekly.filter(pl.col("measure").str.starts_with("entries/"))
    entries = counted.group_by("week", maintain_order=True).agg(pl.col("value").sum())
    assert {int(row["week"]): int(row["entries"]) for row in rows if row["entries"] != "0"} == dict(entries.iter_rows())
    assert len(entries) > 10


def test_a_chapter_that_compares_tells_effects_and_how_to_compare(copied):
    text = read(copied, "en", "another")
    assert text.count("scored compare run-a run-b") == 3
    assert text.count("95 % interval") >= 3
    assert 'data-chart="effects"' in text


def test_pictures_and_tables_speak_the_language_of_the_page(copied):
    latin = re.compile("[A-Za-z]{3,}")
    pictures = {language: sorted(copied.rglob(f"*-{language}*.svg")) for language in LANGUAGES}
    assert len(pictures["zh"]) == len(pictures["en"]) > 10
    for picture in pictures["zh"]:
        words = re.findall(r"<text[^>]*>([^<]*)</text>", picture.read_text(encoding="utf-8"))
        assert [each for each in words if latin.search(each)] == [], picture
    for name in ("blacklist", "another"):
        text = read(copied, "zh", name)
        assert set(re.findall(r'href="[^"]*(-\w\w)\.svg"', text)) == {"-zh"}
        cells = re.findall(r"<(?:th|td|caption)[^>]*>([^<]*)</", text) + re.findall(r"<figcaption>([^<]*)<", text)
        assert len(cells) > 50
        assert [each for each in cells if latin.search(each)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_does_not_see_a_picture_hears_what_stands_under_it(copied, language):
    for name in ("blacklist", "another"):
        text = read(copied, language, name)
        figures = re.findall(r'<figure data-chart="(\w+)">.*?alt="([^"]*)".*?<figcaption>(.*?) <a ', text, re.DOTALL)
        drawn = {chart for chart, _, _ in figures}
        assert drawn == {*CHAPTERS[name].charts, *CHAPTERS[name].compared_charts}
        assert all(caption in alternative for _, alternative, caption in figures)


def test_a_chapter_without_runs_says_so(copied):
    for language in LANGUAGES:
        assert load_texts(language).say("export.not_here") in read(copied, language, "score")


def test_what_needs_the_program_says_how_to_get_it(copied):
    for name in ("someone", "lab"):
        text = read(copied, "en", name)
        assert load_texts("en").say("export.not_here") in text
        assert "scored serve" in text
        assert "<script defer" not in text


def test_every_control_can_stand_at_its_start_and_at_its_ends():
    for chapter in CHAPTERS.values():
        assert positions(chapter)[0] == Position()
        for control in chapter.controls:
            held = values_of(control)
            assert control.start in held
            ends = (control.from_, control.to) if control.kind == "slider" else held
            assert set(ends) <= set(held)
            assert len(held) >= (3 if control.kind == "slider" else 2)
        found = [position.name for position in positions(chapter)]
        assert len(set(found)) == len(found)


def test_everything_can_be_chosen_that_is_held(copied):
    text = read(copied, "zh", "blacklist")
    chosen = re.findall(r'name="position" value="([^"]+)"', text)
    assert (
        chosen
        == re.findall(r'<section class="result" id="([^"]+)"', text)
        == ["start", "threshold-700", "threshold-950"]
    )
    assert text.count(" checked") == 1


@pytest.mark.parametrize(
    "source", ['import * as all from "./dom.js";', "export default 1;", 'export { by } from "./dom.js";']
)
def test_a_module_that_cannot_be_copied_is_refused(source):
    with pytest.raises(ValueError, match="cannot read"):
        as_function(source)


def test_the_script_asks_nothing_of_a_server():
    assert not re.search(
        r"\bfetch\(|EventSource|XMLHttpRequest|WebSocket|sendBeacon|^(import|export)\b", script(), re.M
    )


class Stopped(Unseen):
    """Somebody presses Ctrl-C after a while."""

    def __init__(self, steps):
        self.left = steps

    def advance(self, steps):
        self.left -= steps
        if self.left < 0:
            raise KeyboardInterrupt


def test_an_interruption_leaves_nothing(tmp_path):
    with pytest.raises(Interrupted, match="nothing was written"):
        write(tmp_path / "copy", extent=TINY, progress=Stopped(60))
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_copy_left_is_no_hindrance(tmp_path):
    (tmp_path / ".copy.aside" / "runs").mkdir(parents=True)
    (tmp_path / "copy").mkdir()
    written = write(tmp_path / "copy", extent=TINY)
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]
    assert written.files == len([path for path in (tmp_path / "copy").rglob("*") if path.is_file()])
    assert f"Open {tmp_path / 'copy' / 'index.html'}" in str(written)


def test_a_folder_that_holds_something_is_refused_and_kept(tmp_path, scored):
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "homework.txt").write_text("mine")
    outcome = scored("serve", "--export", str(tmp_path / "copy"))
    assert outcome.status == 2
    assert "exists and is not empty" in outcome.err
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["homework.txt"]


@pytest.mark.parametrize("place", ["missing/copy", "file"])
def test_a_place_where_no_folder_can_be_is_refused(tmp_path, place):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UserError, match=r"there is no folder|is no folder"):
        write(tmp_path / place, extent=TINY)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.soak
def test_the_whole_copy_is_whole_small_and_the_same_each_time(tmp_path):
    written = [write(tmp_path / name) for name in ("one", "two")]
    assert written[0].size < 60_000_000
    one, two = (
        {path.relative_to(each.folder): path.read_bytes() for path in each.folder.rglob("*") if path.is_file()}
        for each in written
    )
    assert one == two
    test_every_address_is_a_file_of_the_copy(tmp_path / "one")
    for language in LANGUAGES:
        for name, chapter in CHAPTERS.items():
            text = read(tmp_path / "one", language, name)
            assert text.count('<section class="result"') == len(positions(chapter)), name
            assert text.count("<figure") >= len(positions(chapter)), name
