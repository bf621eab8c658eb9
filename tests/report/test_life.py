"""The page of one life: what it says, what it loads (nothing), and that names cannot break out of it."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace

import pytest

import scored_society as ss
from invariance.lived import hamlet
from report.invented import HOSTILE
from report.test_page import LOADS, Page
from scored_society.base.calendar import day_of
from scored_society.base.errors import UserError
from scored_society.chart.look import BOUNDARY
from scored_society.record.twin import is_none, live_under_none
from scored_society.report.life import page
from scored_society.report.lives.span import Span
from scored_society.report.lives.timeline import Group, Lane, aligned, axis, plot

CITIZEN = 3


@cache
def under_none() -> ss.Run:
    return live_under_none(hamlet())


@pytest.fixture(scope="session")
def life_page(tmp_path_factory):
    """A life beside the same person under `none`."""
    return ss.write_life(hamlet(), CITIZEN, tmp_path_factory.mktemp("life") / "life.html", under_none())


@pytest.fixture(scope="session")
def hostile_life(tmp_path_factory):
    """A life in which every name tries to break out of the page."""
    run, life = hamlet(), ss.explain(hamlet(), CITIZEN)

    def hostile(value):
        if isinstance(value, dict):
            kept = ("result", "ranked_by", "ended_by")
            return {key: value[key] if key in kept else hostile(value[key]) for key in value}
        if isinstance(value, list):
            return [hostile(each) for each in value]
        return HOSTILE if isinstance(value, str) else value

    manifest = run.manifest | dict.fromkeys(("policy", "society", "fingerprint"), HOSTILE)
    epoch = SimpleNamespace(title=HOSTILE)
    policy, society = SimpleNamespace(at=lambda week: epoch), SimpleNamespace(behaviours={}, title=HOSTILE)
    other = SimpleNamespace(
        manifest=manifest, policy=policy, society=SimpleNamespace(society=society), reigns=run.reigns
    )
    path = tmp_path_factory.mktemp("life") / "hostile.html"
    path.write_text(page([(other, hostile(life)), (other, hostile(life))]), encoding="utf-8")
    return path


@pytest.fixture
def told(life_page):
    return Page(life_page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("written", ["life_page", "hostile_life"])
def test_nothing_is_loaded_and_nothing_runs(written, request):
    found = Page(request.getfixturevalue(written).read_text(encoding="utf-8"))
    for tag, attributes in found.tags:
        assert not {"link", "iframe", "object", "embed", "base", "form", "script", "img"} & {tag}
        assert not [name for name in attributes if name.startswith("on")]
        for name in LOADS:
            assert attributes.get(name, "#").startswith("#")
    (policy,) = (meta["content"] for meta in found.all("meta") if "http-equiv" in meta)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert "@import" not in found.styles
    assert "url(" not in found.styles
    identifiers = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))


def test_names_stand_as_they_are(hostile_life):
    found = Page(hostile_life.read_text(encoding="utf-8"))
    assert found.text.count(HOSTILE) > 50
    assert any(HOSTILE in attributes.get("title", "") for attributes in found.all("i"))


def test_it_says_what_it_is_not(told):
    text = " ".join(told.text.split())
    assert text.rstrip().endswith(BOUNDARY)
    assert text.count(BOUNDARY) == 4  # top, bottom, and under each timeline
    assert "Two lives of one person are no effect" in text


def test_both_lives_are_told_whole(told):
    text = " ".join(told.text.split())
    assert "Nobody: a number drawn from a seed." in text
    for run in (hamlet(), under_none()):
        life = ss.explain(run, CITIZEN)
        assert run.policy.at(0).title in text
        for part in ("ledger", "acts", "consequences", "requests", "cutoffs", "family_felt"):
            for line in life[part]:
                assert str(day_of(line.get("week", line.get("start")))) in text
        assert f"Acts ({len(life['acts'])})" in text
    assert "nobody is scored" in text


def test_every_mark_says_what_it_was(told):
    marks = [attributes for tag, attributes in told.tags if tag == "i" and "style" in attributes]
    assert len(marks) > 20
    assert all(re.match(r"\d{4}-\d\d-\d\d.*: .", each["title"]) or each["class"][:6] == "cutoff" for each in marks)
    assert [attributes["role"] for tag, attributes in told.tags if "timeline" in attributes.get("class", "")] == [
        "img"
    ] * 2


def test_both_timelines_have_the_same_lanes(told, life_page):
    sides = life_page.read_text(encoding="utf-8").split("<article ")[1:]
    lanes = [re.findall(r'<span class="name">(.*?)</span>', side)[1:] for side in sides]
    assert len(lanes) == 2
    assert lanes[0] == lanes[1]


def test_the_same_bytes_twice(life_page, tmp_path):
    again = ss.write_life(hamlet(), str(CITIZEN), tmp_path / "again.html", under_none().path)
    assert again.read_bytes() == life_page.read_bytes()


def test_a_life_alone(tmp_path):
    text = ss.write_life(hamlet(), CITIZEN, tmp_path / "alone.html").read_text(encoding="utf-8")
    assert text.count("<article ") == 1
    assert "Two lives" not in text


def test_an_experiment_says_so(tmp_path):
    made = [{"date": "2020-02-05", "citizen": str(CITIZEN), "act": "theft"}]
    run = ss.simulate("as-told", society="smallville", citizens=100, years=1, interventions=made)
    found = Page(ss.write_life(run, CITIZEN, tmp_path / "life.html", live_under_none(run)).read_text(encoding="utf-8"))
    text = " ".join(found.text.split())
    assert "The run is an experiment" in text
    assert f"theft done on 2020-02-05 (citizen {CITIZEN})" in text
    assert "What an experiment made happen (1)" in text


def test_none_beside_a_run_is_of_the_same_people():
    assert is_none(under_none())
    assert not is_none(hamlet())
    ours = [ss.explain(run, CITIZEN)["family"] for run in (hamlet(), under_none())]
    lived = [[event for event in events if event["what"] != "learned of the scheme"] for events in ours]
    assert lived[0] == lived[1]


def test_what_cannot_be_written(tmp_path):
    with pytest.raises(UserError, match="there is no folder"):
        ss.write_life(hamlet(), CITIZEN, tmp_path / "nowhere" / "life.html")
    with pytest.raises(UserError, match="is no name for a file"):
        ss.write_life(hamlet(), CITIZEN, tmp_path)
    other = ss.simulate("none", society="smallville", citizens=100, years=1)
    with pytest.raises(UserError, match="their sizes differ"):
        ss.write_life(hamlet(), CITIZEN, tmp_path / "life.html", other)
    assert not list(tmp_path.iterdir())


def test_lanes_of_several_lives_are_merged_in_order():
    def group(title, *names):
        return Group(title, [Lane(name, [], []) for name in names])

    ours, theirs = aligned([[group("Acts", "seen", "unseen"), group("Family", "events")],
                            [group("Acts", "heard", "unseen"), group("Asked", "granted")]])  # fmt: skip
    assert [each.title for each in ours] == [each.title for each in theirs] == ["Acts", "Asked", "Family"]
    assert [lane.name for lane in ours[0].lanes] == ["heard", "seen", "unseen"]
    assert [lane.name for lane in theirs[1].lanes] == ["granted"]


def test_the_score_line_goes_through_the_ledger():
    line = {"rule": "theft", "score_before": 1000, "score_after": 990}
    life = {"ledger": [line | {"week": 26}], "score": 990, "cutoffs": []}
    span = Span(52, 0, 52, [(0, 52)], frozenset(), frozenset())
    assert plot(life, span, (980, 1000)).paths == ["M0 0H500V50H1000"]
    assert plot(life | {"ledger": []}, span, (980, 1000)).paths == ["M0 50H1000"]
    assert plot(life, span._replace(scored=[]), (980, 1000)) is None


def test_a_long_run_names_few_years():
    assert axis(52 * 6).years[:2] == [(0.0, 2020), (16.67, 2021)]
    assert len(axis(52 * 100).years) == 8
