"""The page of an audit."""

from __future__ import annotations

import re

import pytest

import scored_society as ss
from audit.made import audit, finding
from report import audited
from report.test_page import LOADS, Page
from scored_society.audit.finding import LAST_LINE, Measured
from scored_society.chart.look import BOUNDARY
from scored_society.report.audit import page as rendered
from scored_society.report.audit.findings import groups


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audited")
    write = {"as_told": audited.as_told, "reform": audited.reform, "hostile": audited.hostile}
    return {name: written(folder / f"{name}.html").read_text(encoding="utf-8") for name, written in write.items()}


@pytest.fixture(params=["as_told", "reform", "hostile"])
def page(request, pages):
    return Page(pages[request.param])


def test_it_loads_nothing_and_its_links_lead_somewhere(page):
    targets = {attributes.get("id") for _, attributes in page.tags}
    for tag, attributes in page.tags:
        for name in LOADS:
            assert attributes.get(name, "#").startswith("#"), (tag, name, attributes[name])
    assert all(attributes["href"].removeprefix("#") in targets for attributes in page.all("a"))
    identifiers = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))


def test_it_ends_with_the_last_line(page):
    text = " ".join(page.text.split())
    assert text.endswith(f"{BOUNDARY} {LAST_LINE}")
    assert "it does not decide legality" in text


def test_each_picture_has_a_caption_and_a_table(page):
    figures = [attributes["data-chart"] for attributes in page.all("figure")]
    assert len(page.all("figcaption")) == len(figures) in (2, 4)
    captions = [attributes["aria-label"] for attributes in page.all("div") if attributes.get("role") == "region"]
    assert len(captions) == len(set(captions))
    assert sum("disproportion curve" in caption for caption in captions) == len(figures) / 2


def test_every_sighting_stands_there_once_with_its_line_and_its_elements(pages):
    text = " ".join(Page(pages["as_told"]).text.split())
    found = ss.audit("as-told")
    entries = [entry for group in groups(found) for entry in group.entries]
    assert [entry.number for entry in entries] == list(range(1, len(list(found.sightings())) + 1))
    for sighting, findings in found.sightings():
        assert f"{sighting.place} {sighting.message}." in text
        for each in findings:
            assert all(element.why in text for element in each.elements)


def test_every_provision_that_is_named_is_told_with_how_sure_it_is(pages):
    page = Page(pages["as_told"])
    text = " ".join(page.text.split())
    assert len(re.findall(r"\((verbatim|paraphrase); (read|to be verified)\)", text)) > 20
    assert "What would satisfy it" in text


def test_the_judgements_that_findings_rest_on_are_listed_with_their_ranges(pages):
    text = " ".join(Page(pages["as_told"]).text.split())
    for path in ("sanctions.travel_ban.weight", "rules.littering.gravity", "disproportion.weight_years"):
        assert path in text


def test_measured_findings_show_their_interval(pages):
    text = " ".join(Page(pages["hostile"]).text.split())
    assert "Measured (of listings): 0.250 (0.200 to 0.300) [measured 1]." in text
    assert "Measured findings are of runs/{{ 7*7 }}" in text


def test_what_measured_figures_rest_on_stands_once():
    figures = [
        finding(
            "wrongful_measured",
            path=("rules", name),
            number=number,
            measured=Measured(0.5, None, None, "of records", note),
        )
        for number, (name, note) in enumerate(
            [("theft", "one run"), ("littering", "one run"), ("flying", "a pair of runs")]
        )
    ]
    text = " ".join(Page(rendered(audit(*figures, evidence="runs/book"))).text.split())
    assert text.count("one run.") == text.count("a pair of runs.") == 1
    assert (text.count("[measured 1]"), text.count("[measured 2]")) == (3, 2)


def test_where_no_person_decides_is_said_in_short(pages):
    said = "No person decides, under GDPR 22(1), GDPR 22(3), PIPL 24"
    assert said in " ".join(Page(pages["as_told"]).text.split())
    assert "No person decides" not in Page(rendered(ss.audit("none", society="smallville"))).text
    reviewed = Page(rendered(ss.audit("due-process"))).text
    assert "No person decides" not in reviewed


def test_hostile_names_stay_text(pages):
    page = Page(pages["hostile"])
    assert not page.all("img")
    assert audited.HOSTILE in page.text


def test_of_a_reform_what_it_mends_worsens_and_leaves(pages):
    text = " ".join(Page(pages["reform"]).text.split())
    assert "What the reform does mends " in text
    for words in ("What is gone or lighter under B.", "What B leaves as it is under A.", "gone: error", "A: as-told"):
        assert words in text
    assert "Worsened" not in text


def test_where_nothing_follows_from_anything_a_sentence_says_so(pages):
    text = " ".join(Page(rendered(ss.audit("none", society="smallville"))).text.split())
    assert "Nothing follows from what is recorded under this rule book." in text
    assert "No punishment follows from any act under this rule book." in text
    assert "Nothing." in text
    assert LAST_LINE in text


def test_the_same_audit_gives_the_same_page():
    assert rendered(audit()) == rendered(audit())
