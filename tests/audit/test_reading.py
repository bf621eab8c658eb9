"""That findings hang on what a rule book says, not on names, order, or the files that it is spread over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import BOOKS, FAIR, seen, subject
from scored_society.base.text import yaml_text
from scored_society.policy.load import load_policy

BUILT_IN = ("as-told", "due-process", "on-record", "rongcheng", "suining")
NAMES = (*BUILT_IN, *sorted(str(path) for path in BOOKS.glob("*-found.yaml")))
ENTRIES = ("rules", "channels", "entitlements", "sanctions", "blacklist")


def written(folder: Path, name: str, value: dict) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(yaml_text(value))
    return path


def resolved(name):
    """Return a rule book as plain values without its tests, which name behaviours."""
    return {key: value for key, value in load_policy(name).document.value.items() if key != "tests"}


def told(found, names=None):
    """Return all of some sightings but lines, with new names set back to the old ones."""
    back = {new: old for old, new in (names or {}).items()}
    return [
        (
            one.check,
            one.severity,
            tuple(back.get(step, step) for step in one.path),
            one.number,
            re.sub(r"renamed_\w+", lambda match: back[match[0]], one.message),
            set_back(one.facts, back),
        )
        for one in found
    ]


def set_back(value, back):
    if isinstance(value, dict):
        return {key: set_back(item, back) for key, item in value.items()}
    if isinstance(value, list):
        return [set_back(item, back) for item in value]
    return back.get(value, value) if isinstance(value, str) else value


def renamed(value, names, key=None):
    """Return a rule book whose entries have other names, wherever they are named."""
    if isinstance(value, list):
        named = key in ("seen_by", "by", "listed")
        return [names.get(item, item) if named else renamed(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        names.get(name, name) if key in ENTRIES else name: renamed(item, names, name) for name, item in value.items()
    }


def with_behaviours(value):
    """Say of each rule which behaviour it scores, so that its name may change."""
    rules = {name: {"behaviour": name, **entry} for name, entry in value.get("rules", {}).items()}
    return {**value, "rules": rules} if rules else value


@pytest.mark.parametrize("name", NAMES)
def test_renaming_changes_no_finding(name, tmp_path):
    value = with_behaviours(resolved(name))
    entries = [entry for section in ENTRIES for entry in value.get(section, {})]
    names = {entry: f"renamed_{index}" for index, entry in enumerate(dict.fromkeys(entries))}
    before = seen(written(tmp_path, "before", value))
    after = seen(written(tmp_path, "after", renamed(value, names)))
    assert before
    assert told(after, names) == told(before)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=5)
@given(data=st.data())
def test_reordering_changes_no_finding(name, data, tmp_path_factory):
    value = resolved(name)
    shuffled = {key: value[key] for key in data.draw(st.permutations(list(value)))}
    for section in ENTRIES:
        if section in shuffled:
            order = data.draw(st.permutations(list(shuffled[section])))
            shuffled[section] = {entry: shuffled[section][entry] for entry in order}
    for rule in shuffled.get("rules", {}).values():
        rule["seen_by"] = data.draw(st.permutations(rule["seen_by"]))
    folder = tmp_path_factory.mktemp("book")
    assert told(seen(written(folder, "after", shuffled))) == told(seen(name if name in BUILT_IN else Path(name)))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=5)
@given(data=st.data())
def test_splitting_over_files_changes_no_finding_and_lines_stay_right(name, data, tmp_path_factory):
    """Each entry stays, goes to the other file, or stands in both: there with another value that is overruled."""
    value = resolved(name)
    base, over = {**value}, {"policy": "over", "title": "Over", "extends": "base.yaml"}
    if "changes" in base:
        over["changes"] = base.pop("changes")
    for section in ENTRIES:
        where = {entry: data.draw(st.sampled_from(("base", "over", "both"))) for entry in value.get(section, {})}
        base[section] = {entry: value[section][entry] for entry in where if where[entry] != "over"}
        over[section] = {entry: value[section][entry] for entry in where if where[entry] == "over"}
        for entry in (entry for entry in where if where[entry] == "both"):
            over[section][entry] = value[section][entry]
            base[section][entry] = {**value[section][entry], "why": "it is overruled"}
            if section == "rules":
                base[section][entry]["points"] = -7
    folder = tmp_path_factory.mktemp("books")
    written(folder, "base", base)
    split = seen(written(folder, "over", over))
    assert told(split) == told(seen(name if name in BUILT_IN else Path(name)))
    for sighting in split:
        assert_line_is_right(sighting, over)


def assert_line_is_right(sighting, over):
    """The line is within the entry, in the file that says it last; of a means that lacks, where something punishes."""
    lines = Path(sighting.place.file).read_text().splitlines()
    section, entry = enclosing(lines, sighting.place.line)
    if sighting.path[0] == "redress":
        assert section in ("redress", "sanctions", "blacklist", "rules")
        return
    if section == "changes" and "since" in sighting.facts:
        return
    assert section == sighting.path[0]
    if section in ENTRIES:
        assert entry == sighting.path[1]
        overruled = sighting.path[1] in over[section]
        assert sighting.place.file.endswith("over.yaml" if overruled else "base.yaml")


def enclosing(lines, number):
    """Return the section and the entry that a line of a file in block style lies in."""
    entry = None
    for line in reversed(lines[:number]):
        key = re.match(r"( *)([\w-]+):", line)
        if key and len(key[1]) == 2 and entry is None:
            entry = key[2]
        if key and not key[1]:
            return key[2], entry
    return None, entry


def test_a_line_follows_an_overlay_of_one_key(write):
    write(FAIR, "fair.yaml")
    text = "policy: over\ntitle: Over\nextends: fair.yaml\nsanctions:\n  no_travel:\n    share: 0.5\n    weight: 5\n"
    discretion = seen(write(text, "over.yaml"), "unbounded_discretion")
    assert [(Path(one.place.file).name, one.place.line) for one in discretion] == [("over.yaml", 6)]
    text = "policy: over\ntitle: Over\nextends: fair.yaml\nrules:\n  traffic_offence:\n    gravity: 1\n"
    text = text.replace("gravity: 1", "points: -300\n    gravity: 1")
    (points,) = seen(write(text, "over.yaml"), "long_records")
    assert (Path(points.place.file).name, points.place.line) == ("fair.yaml", 4)


@pytest.mark.parametrize("name", BUILT_IN)
def test_each_line_of_a_built_in_names_what_is_meant(name):
    from importlib.resources import files

    for one in seen(name):
        lines = (files("scored_society.policy") / "builtin" / one.place.file).read_text().splitlines()
        section, entry = enclosing(lines, one.place.line)
        if one.path[0] != "redress":
            assert (section, entry if section in ENTRIES else None) == (*one.path, None)[:2]


def test_what_stands_twice_is_told_once(write):
    text = FAIR.replace("gravity: 2", "gravity: 2, standard: open")
    text += "changes: [{from: 2022-01-01, rules: {traffic_offence: {points: -41}}}]\n"
    (found,) = seen(write(text))
    assert "since" not in found.facts


def test_what_is_not_seen_from_the_start_on_says_since_when(write):
    text = FAIR + "changes: [{from: 2022-01-01, rules: {traffic_offence: {standard: open}}}]\n"
    (found,) = seen(write(text))
    assert found.facts["since"] == "2022-01-01"
    assert found.message.endswith("(from 2022-01-01 on)")
    assert found.place.line == FAIR.count("\n") + 1


def test_a_rule_book_that_starts_later_is_not_seen_late(write):
    text = FAIR.replace("gravity: 2", "gravity: 2, standard: open") + "starts: 2022-01-01\n"
    (found,) = seen(write(text))
    assert "since" not in found.facts
    assert subject(write(text)).week == 104


def test_of_several_the_gravest_is_told(write):
    text = FAIR.replace("at_or_below: 900", "at_or_below: 960").replace("weight: 1", "weight: 5")
    text += "changes: [{from: 2022-01-01, rules: {traffic_offence: {points: -50, gravity: 1}}, score: {fading: 1}}]\n"
    (found,) = [one for one in seen(write(text)) if one.check == "disproportion"]
    assert (found.severity, found.facts["gravity"]) == ("error", 1)


RETRO = {
    "sanctions: {no_travel: {when: {at_or_below: 920}}}": ["holds at or below"],
    "sanctions: {no_travel: {when: {at_or_below: 880}}}": None,
    "sanctions: {no_travel: {weight: 2}}": ["weighs"],
    "sanctions: {more: {number: 9, kind: burden, when: {at_or_below: 900}, domain: mobility}}": ["holds at or below"],
    "sanctions: {more: {number: 9, kind: burden, when: {listed: true}, domain: mobility}}": ["holds for listings"],
    "sanctions: {more: {number: 9, kind: burden, when: {parent_listed: true}, domain: work}}": ["holds for listings"],
    "sanctions: {no_rides: {affects: 1}}": ["strikes"],
    "sanctions: {no_rides: {affects: 0.4}}": None,
    "score: {fading: 40}": ["fades, in points a year, by"],
    "score: {fading: 60}": None,
    "redress: {expungement: false}": ["is expunged"],
    "blacklist: {low: {at_or_below: 820}}": ["lists at or below"],
    "blacklist: {low: {term: {longest: 30 weeks}}}": ["lasts, in weeks, up to"],
    "blacklist: {low: {removal: {discharge: 0.1 per year}}}": ["ends early, a year, for"],
    "blacklist: {low: {removal: {discharge: 0.3 per year}}}": None,
    "rules: {traffic_offence: {points: -80}}": None,
    "rules: {jaywalking: {number: 22, points: -40, gravity: 2, seen_by: [traffic_police]}}": None,
}
"""What a change says, and what about it bites on what was collected before."""


@pytest.mark.parametrize("change", RETRO)
def test_what_bites_on_what_was_before(change, write):
    text = FAIR.replace(
        "sanctions:\n",
        "blacklist:\n"
        "  low: {number: 1, kind: low_score, at_or_below: 800, term: {shortest: 1 week, longest: 9 weeks}, "
        "removal: {discharge: 0.2 per year}}\n"
        "sanctions:\n"
        "  no_rides: {number: 2, kind: burden, when: {listed: true}, affects: 0.5, weight: 1, domain: mobility}\n",
    )
    found = seen(write(f"{text}changes: [{{from: 2022-01-01, {change}}}]\n"), "retroactivity")
    assert [one.facts["what"] for one in found] == ([RETRO[change]] if RETRO[change] else [])


def test_nothing_bites_back_before_anybody_was_scored(write):
    text = FAIR + "starts: 2022-01-01\n"
    assert seen(write(text)) == []
    harder = text + "changes: [{from: 2021-01-01, sanctions: {no_travel: {when: {at_or_below: 950}}}}]\n"
    assert seen(write(harder), "retroactivity") == []
    assert seen(write(harder.replace("2021-01-01", "2023-01-01")), "retroactivity")


def test_each_date_that_bites_back_is_told(write):
    changes = "changes:\n" + "".join(
        f"  - {{from: {year}-01-01, sanctions: {{no_travel: {{when: {{at_or_below: {limit}}}}}}}}}\n"
        for year, limit in ((2022, 910), (2024, 920))
    )
    found = seen(write(FAIR + changes), "retroactivity")
    assert [one.facts["since"] for one in found] == ["2022-01-01", "2024-01-01"]
