import html.parser
import re

import polars as pl
import pytest

import scored_society as ss
from report import invented
from report.invented_systems import with_systems
from scored_society.base.errors import UserError
from scored_society.chart.look import BOUNDARY
from scored_society.report import write_report
from scored_society.report.embed import digest
from scored_society.report.page import facts

LOADS = ("src", "href", "xlink:href", "srcset", "data", "poster", "action", "formaction", "background", "ping")


class Page(html.parser.HTMLParser):
    """What a page is made of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.scripts, self.styles, self._inside = [], "", [], "", ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._inside = tag
        if tag == "script":
            self.scripts.append([dict(attributes), ""])

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside == "script":
            self.scripts[-1][1] += data
        elif self._inside == "style":
            self.styles += data
        else:
            self.text += data

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.fixture(params=["scored_page", "unscored_page", "hostile_page"])
def page(request):
    return Page(request.getfixturevalue(request.param).read_text(encoding="utf-8"))


@pytest.fixture
def scored(scored_page):
    return Page(scored_page.read_text(encoding="utf-8"))


def test_nothing_is_loaded_from_anywhere(page):
    for tag, attributes in page.tags:
        for name in LOADS:
            assert attributes.get(name, "#").startswith("#"), (tag, name, attributes[name])
        for value in attributes.values():
            assert not re.search(r"url\((?!#)", value or ""), (tag, value)
    assert not {"link", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in page.tags}
    assert "@import" not in page.styles
    assert "url(" not in page.styles


def test_the_browser_is_told_to_load_nothing_and_to_run_one_script(page):
    (policy,) = (meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    running = [code for attributes, code in page.scripts if attributes.get("type") != "application/json"]
    assert len(running) == 1
    assert f"script-src '{digest(running[0])}';" in policy
    assert policy.startswith("default-src 'none';")
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_the_page_says_what_it_is_not_at_top_and_bottom(page):
    text = " ".join(page.text.split())
    assert text.find(BOUNDARY) < text.find("report of one run")
    assert text.rstrip().endswith(BOUNDARY)
    assert "one parameter set" in text


def test_every_figure_has_caption_description_and_table(page):
    figures = [attributes["data-chart"] for attributes in page.all("figure")]
    assert len(figures) == len(set(figures)) == len(page.all("figcaption")) > 2
    labelled = [attributes for attributes in page.all("div") if attributes.get("role") == "img"]
    assert len(labelled) == 2 * len(figures)
    assert all(attributes["aria-label"] for attributes in labelled)
    assert len(page.all("table")) > len(figures)
    assert {attributes.get("scope") for attributes in page.all("th")} == {"row", "col"}
    assert page.all("html")[0]["lang"] == "en"


def test_identifiers_are_unique(page):
    found = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(found) == len(set(found))


def test_links_lead_somewhere(page):
    targets = {attributes.get("id") for _, attributes in page.tags}
    assert all(attributes["href"].removeprefix("#") in targets for attributes in page.all("a"))


def test_a_scored_run_shows_everything(scored, scored_page):
    figures = {attributes["data-chart"] for attributes in scored.all("figure")}
    assert figures >= {"scores", "scores-by-group", "acts", "listings", "waiting", "speech"}
    for heading in ("The run", "Findings", "Scores", "Acts and records", "The blacklist", "Waiting", "Assumptions"):
        assert heading in scored.text
    assert scored_page.stat().st_size < 3_000_000


def test_a_run_without_a_score_leaves_out_what_is_not_there(unscored_page):
    unscored = Page(unscored_page.read_text(encoding="utf-8"))
    figures = [attributes["data-chart"] for attributes in unscored.all("figure")]
    trust = ["trust-in-state", "trust-in-neighbours"]
    people = ["income", "out-of-work", "poor-health"]
    assert figures == ["acts", "acts-by-behaviour", "supervision", "waiting-over-time", *people, *trust]
    assert "nobody is on one" in unscored.text
    assert "Nobody is scored under this rule book" in unscored.text
    assert "Infinity" not in unscored.text
    assert "NaN" not in unscored.text


SHOWN = {
    "as-told": {"scores", "listings", "listings-by-route", "exclusion", "requests", "collectors", "turned-away",
                "platform", "rewards", "waiting-3", "trust-in-state", "income", "out-of-work", "poor-health"},
    "on-record": {"acts", "supervision", "requests", "waiting-over-time", "trust-in-state"},
    "none": {"acts", "supervision", "requests", "waiting-over-time", "trust-in-neighbours"},
}  # fmt: skip
NOT_THERE = {
    "as-told": [
        "No rule of the rule book counts each report of an act",
        "Rule book 'as-told' knows of no redress.",
    ],
    "on-record": [
        "Nobody is scored under 'on-record', so there are no scores to draw.",
        "The rule book 'on-record' has no standing rewards.",
        "The rule book 'on-record' has no channel of the kind 'platform'.",
    ],
    "none": [
        "The rule book 'none' has no blacklist, so nobody is on one.",
        "The rule book 'none' has no punishments, so nobody is shut out by one.",
        "No punishment of the rule book 'none' falls on children for a parent's listing.",
    ],
}


@pytest.mark.parametrize("rule_book", list(SHOWN))
def test_a_lived_run_is_shown_in_every_chapter_or_a_reason_is_given(tmp_path, rule_book):
    seed = 5 if rule_book == "as-told" else 1  # in which somebody is listed
    run = ss.simulate(rule_book, society="smallville", years=2, seed=seed)
    page = Page(write_report(run, tmp_path / "report.html").read_text(encoding="utf-8"))
    assert {attributes["data-chart"] for attributes in page.all("figure")} >= SHOWN[rule_book]
    text = " ".join(page.text.split())
    assert all(reason in text for reason in NOT_THERE[rule_book])
    assert not re.search(r"\b(None|nan|NaN|inf|Infinity)\b", text)
    chapters = [attributes["id"] for attributes in page.all("section") if attributes["id"].startswith("chapter-")]
    assert len(chapters) == 13


def test_a_table_alone_is_open_and_claims_stand_as_quotes(scored, scored_page):
    html = scored_page.read_text(encoding="utf-8")
    article = html[html.index('<article id="claims"') :].partition("</article>")[0]
    assert "<details>" not in article
    assert article.count("<q>") == 6
    assert 'class="prose"' in article
    assert "Celebrities by calendar year" in scored.text


def test_hostile_names_stay_text(hostile_page):
    page = Page(hostile_page.read_text(encoding="utf-8"))
    assert not page.all("img")
    assert "<img src=x onerror=alert(2)>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert len([code for attributes, code in page.scripts if not attributes]) == 1


def test_run_facts_are_on_the_page(scored):
    for name, value in facts(invented.run()):
        assert name in scored.text
        assert value in scored.text


def test_rule_books_that_succeed_one_another_are_all_named():
    schedule = [{"from": "2020-01-01", "policy": "none"}, {"from": "2021-01-01", "policy": "as-told"}]
    told = dict(facts(invented.run(schedule=schedule, starts="2021-01-01", burn_in=1)))
    assert told["Rule books in turn"] == "none from 2020-01-01 and as-told from 2021-01-01"
    assert told["Years"] == "3, after 1 without a score"


def test_every_assumed_entry_is_listed_with_its_range(scored):
    text = " ".join(scored.text.split())
    assert "rules.charity_work" in text
    assert "between two points for a day of labour and thirty for a large gift" in text
    assert "act_rate × 0.1 to 10" in text


def test_the_report_goes_into_the_run_folder_where_no_file_is_named(tmp_path):
    run = invented.run("none")
    run.path = tmp_path
    assert write_report(run) == tmp_path / "report.html"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("name", ["nowhere/report.html", "folder"])
def test_a_place_that_cannot_be_written_is_a_users_mistake(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="cannot write"):
        write_report(invented.run("none"), tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("rule_book", ["as-told", "none"])
@pytest.mark.parametrize("weeks", [0, 1])
def test_a_run_of_no_time_gives_a_page(tmp_path, rule_book, weeks):
    run = invented.run(rule_book, weeks=weeks, years=0)
    run.weekly = run.weekly.filter(pl.col("week") < weeks)
    page = Page(write_report(run, tmp_path / "short.html").read_text(encoding="utf-8"))
    assert "Findings" in page.text
    assert "None" not in page.text


def test_the_same_run_gives_the_same_page(scored_page, tmp_path):
    again = write_report(with_systems(invented.run()), tmp_path / "again.html")
    assert again.read_bytes() == scored_page.read_bytes()


def test_the_page_hangs_on_no_order_that_polars_leaves_open(scored_page, tmp_path, polars_in_no_order):
    """Polars may return groups, and the rows of a join, in another order each time; here it always does."""
    again = write_report(with_systems(invented.run()), tmp_path / "again.html")
    assert digest(again.read_text(encoding="utf-8")) == digest(scored_page.read_text(encoding="utf-8"))
