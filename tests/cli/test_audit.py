"""`scored audit`, as it is typed."""

from __future__ import annotations

import json

import pytest

from audit import made
from audit.test_published import SHAPE, closed, mistakes
from invariance.lived import smallville
from scored_society.audit.finding import LAST_LINE

OPEN = "policy: mine\ntitle: Mine\nextends: as-told\n"


def last_line(text):
    return text.rstrip("\n").rsplit("\n", 1)[-1]


def test_the_terminal_shows_each_check_with_lines_and_provisions(scored):
    found = scored("audit", "as-told")
    assert found.status == 1
    for words in (
        "as-told, as it rules over china-2020",
        "(protected_acts)",
        "error  as-told.yaml:",
        "to mend it: ",
        "met: ",
    ):
        assert words in found.out
    assert "ICCPR 19" in found.out
    assert last_line(found.out) == LAST_LINE


def test_nothing_found_is_said_so_and_is_no_finding_of_lawfulness(scored):
    found = scored("audit", "none", "--society", "smallville", "--fail-on", "note")
    assert found.status == 0
    assert "nothing" in found.out
    assert last_line(found.out) == LAST_LINE


@pytest.mark.parametrize("options", [("--json",), ("--format", "json"), ("--json", "--format", "json")])
def test_json(scored, options):
    told = json.loads(scored("audit", "as-told", *options).out)
    assert list(told)[-1] == "note"
    assert told["findings"][0].keys() >= {
        "check", "instrument", "article", "severity", "elements", "file", "line", "message", "remedy", "kind",
    }  # fmt: skip


def test_sarif_into_a_file(scored, tmp_path):
    found = scored("audit", "as-told", "--format", "sarif", "--out", "audit.sarif")
    assert (found.status, found.out) == (1, "audit.sarif\n")
    assert json.loads((tmp_path / "audit.sarif").read_text())["version"] == "2.1.0"


def test_text_into_a_file_is_what_is_printed(scored, tmp_path):
    scored("audit", "on-record", "--out", "audit.txt")
    assert (tmp_path / "audit.txt").read_text() == scored("audit", "on-record").out


def test_a_page(scored, tmp_path):
    assert scored("audit", "on-record", "--format", "html", "--out", "audit.html").out == "audit.html\n"
    assert last_line((tmp_path / "audit.html").read_text().split("</footer>")[0].rstrip()).endswith(
        f"{LAST_LINE}</strong></p>"
    )


def test_a_reform(scored):
    found = scored("audit", "as-told", "--against", "due-process")
    assert found.status == 1  # protected acts stay punished
    for words in (
        "due-process (B) against as-told (A)",
        "Mended: ",
        "Worsened: 0 findings",
        "Left as it was: ",
        "gone: ",
    ):
        assert words in found.out
    assert last_line(found.out) == LAST_LINE
    told = json.loads(scored("audit", "as-told", "--against", "due-process", "--json").out)
    assert told.keys() == {"policy", "against", "society", "mends", "worsens", "leaves", "note"}


@pytest.mark.parametrize(("severity", "status"), [("note", 1), ("warning", 1), ("error", 0)])
def test_the_status_follows_the_severity_asked_for(scored, monkeypatch, severity, status):
    found = made.audit(made.finding(severity="warning"))
    monkeypatch.setattr("scored_society.cli.audit._found", lambda *given: found)
    assert scored("audit", "as-told", "--fail-on", severity).status == status


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("as_told",), "did you mean 'as-told'?"),
        (("as-told", "--society", "smalville"), "did you mean 'smallville'?"),
        (("as-told", "--format", "yaml"), "--format: 'yaml' is not known; allowed here: text, json, sarif, html"),
        (("as-told", "--fail-on", "eror"), "did you mean 'error'?"),
        (("as-told", "--format", "html"), "--format html writes a page; name its file"),
        (("as-told", "--json", "--format", "sarif"), "--json with --format sarif"),
        (("as-told", "--against", "nowhere.yaml"), "nowhere.yaml:1: there is no such file"),
        (("as-told", "--against", "none", "--evidence", "run"), "--against with --evidence"),
        (("as-told", "--evidence", "nowhere"), "nowhere"),
        (("as-told", "--decision", "mine.py"), "--decision"),
        (("as-told", "--out", "missing/audit.txt"), "there is no folder"),
        (("as-told", "--out", "."), "is no name for a file"),
        (("mine.yaml",), "mine.yaml:4: unknown key 'rulez'"),
        (("stranger.yaml",), "stranger.yaml:5: unknown behaviour 'jay_walking'"),
    ],
)
def test_mistakes_end_with_status_2_one_line_and_nothing_written(scored, write, tmp_path, options, message):
    write(f"{OPEN}rulez: {{}}\n", "mine.yaml")
    write(f"{OPEN}rules:\n  jay_walking: {{number: 99, points: -5, seen_by: [police]}}\n", "stranger.yaml")
    found = scored("audit", *options)
    assert (found.status, found.out) == (2, "")
    assert message in found.err
    assert found.err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.yaml", "stranger.yaml"]


def test_lines_are_those_of_the_overlay_that_changed_an_entry(scored, write):
    write(f"{OPEN}rules:\n  speaking_out:\n    points: -77\n", "mine.yaml")
    rows = json.loads(scored("audit", "mine.yaml", "--json").out)["findings"]
    places = {(row["file"], row["line"]) for row in rows if row["path"] == ["rules", "speaking_out"]}
    assert {file for file, _ in places} == {"mine.yaml"}


def test_evidence_adds_what_a_run_showed_and_marks_it(scored):
    given = ("audit", "as-told", "--society", "smallville", "--json")
    told = json.loads(scored(*given, "--evidence", smallville().path).out)
    static = [row for row in told["findings"] if row["kind"] == "static"]
    assert static == json.loads(scored(*given).out)["findings"]
    measured = [row for row in told["findings"] if row["kind"] == "measured"]
    assert {"wrongful_measured", "protected_acts_withheld"} <= {row["check"] for row in measured}
    assert all(row["measured"]["note"] for row in measured)
    assert told["evidence"] == str(smallville().path)
    assert mistakes(closed(SHAPE), told) == []


def test_where_no_person_decides_is_said_on_the_terminal(scored):
    assert "no person decides, under GDPR 22(" in " ".join(scored("audit", "as-told").out.split())
    assert "no person decides" not in scored("audit", "due-process").out


def test_what_was_measured_is_marked_so_on_the_terminal(scored, monkeypatch):
    found = made.audit(made.measured(), evidence="runs/book")
    monkeypatch.setattr("scored_society.cli.audit._found", lambda *given: found)
    printed = scored("audit", "book").out
    assert "measured in runs/book, within this model" in printed
    assert printed.count("one run, within this model") == 1
    assert "[measured 1] one run, within this model" in printed
    assert printed.count("[measured 1]") == 2


def test_evidence_of_another_rule_book_is_refused(scored):
    found = scored("audit", "none", "--society", "smallville", "--evidence", smallville().path)
    assert (found.status, found.out) == (2, "")
    assert "as-told" in found.err


def test_evidence_of_another_society_is_refused(scored):
    found = scored("audit", "as-told", "--society", "china-2020", "--evidence", smallville().path)
    assert (found.status, found.out) == (2, "")
    assert "lived in smallville" in found.err
    assert "china-2020" in found.err


def test_help_says_how(scored):
    found = scored("audit", "--help")
    assert found.status == 0
    for words in ("--against", "--evidence", "--fail-on", "Examples:", "does not decide legality"):
        assert words in " ".join(found.out.split())
