"""Every mistake ends with one message at its place, status 2 and nothing written."""

import os

import pytest

HEADER = "policy: mine\ntitle: Mine\n"
SCORE = "score: {number: 1, start: 1000, lowest: 600, highest: 1300}\n"
RULES = f"{HEADER}{SCORE}rules:\n  theft:\n    number: 1\n    seen_by: [police]\n"
REFORM = f"{HEADER}extends: as-told\n"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"

FILES = {
    "unknown key": (f"{RULES}    points: -5\n    pionts: -5\n", 9, "unknown key 'pionts'; allowed here: "),
    "misspelt section": (f"{HEADER}rulez: {{}}\n", 3, "unknown key 'rulez'; allowed here: "),
    "misspelt rule": (f"{REFORM}rules: {{jay_walking: {{points: -5}}}}\n", 4, "did you mean 'jaywalking'?"),
    "unknown behaviour": (
        f"{REFORM}rules:\n  jay_walking: {{number: 99, points: -5, seen_by: [police]}}\n",
        5,
        "unknown behaviour 'jay_walking'; allowed here: the ",
    ),
    "points out of bounds": (
        f"{RULES}    points: -5000\n",
        8,
        "points: input should be greater than or equal to -2047",
    ),
    "points not whole": (f"{RULES}    points: -0.5\n", 8, "'-0.5' is not a whole number of points"),
    "points no number": (f"{RULES}    points: many\n", 8, "'many' is not a whole number of points"),
    "keyed on a group": (
        f"{RULES}    points: -5\n    minority: -9\n",
        9,
        "'minority': no rule may be keyed on a group",
    ),
    "unknown kind": (
        f"{REFORM}sanctions:\n  x: {{number: 30, kind: refusl, domain: work}}\n",
        5,
        "x: kind 'refusl' is not known; allowed here: refusal, burden; did you mean 'refusal'?",
    ),
    "no kind": (f"{REFORM}sanctions:\n  x: {{number: 30, domain: work}}\n", 5, "'kind' is missing in 'x'"),
    "a sanction that nothing brings": (
        f"{REFORM}sanctions:\n  x: {{number: 30, kind: burden, domain: work, when: {{}}}}\n",
        5,
        "say when: at_or_below, listed or parent_listed",
    ),
    "unknown service": (
        f"{REFORM}sanctions:\n  x: {{number: 30, kind: refusal, service: lone, domain: work,"
        " when: {listed: true}}\n",
        5,
        "unknown service 'lone'; allowed here: ",
    ),
    "unknown route": (
        f"{REFORM}sanctions:\n  x: {{number: 30, kind: burden, domain: work, when: {{listed: [low_scor]}}}}\n",
        5,
        "unknown route 'low_scor'; allowed here: low_score, community_norms, workplace; did you mean 'low_score'?",
    ),
    "a listing without an end": (
        f"{REFORM}blacklist:\n  x: {{number: 7, kind: low_score, at_or_below: 700}}\n",
        5,
        "a listing needs a 'term' or a 'removal', or it never ends",
    ),
    "a sanction by score where nobody has one": (
        f"{HEADER}sanctions:\n  x: {{number: 1, kind: burden, domain: work, when: {{at_or_below: 700}}}}\n",
        1,
        "sanction 'x' (at_or_below) needs a 'score' section",
    ),
    "extends a circle": (f"{HEADER}extends: file.yaml\n", 3, "'extends' goes in a circle"),
    "extends outside": (f"{HEADER}extends: ../as-told.yaml\n", 3, "'../as-told.yaml' leads out of the folder"),
    "extends unknown": (f"{HEADER}extends: as_told\n", 3, "did you mean 'as-told'?"),
    "removes unknown": (f"{REFORM}remove: {{rules: [teft]}}\n", 4, "did you mean 'theft'?"),
    "duplicate key": (f"{HEADER}title: Again\n", 3, "key 'title' again; it is already on line 2"),
    "tag": (f"{HEADER}starts: !!python/object:os.system x\n", 3, "tag '"),
    "alias bomb": (BOMB, 1, "anchor '&a'"),
    "nested lists": ("[" * 5000, 1, "the file is a list"),
    "nested lists below": (f"a: {'[' * 5000}", 1, "nested deeper than 20 levels"),
    "NUL bytes": (b"policy: a\0b\n", 1, "NUL bytes"),
    "UTF-16": (HEADER.encode("utf-16"), 1, "the file begins with a byte order mark"),
    "not UTF-8": (b"policy: \xff\n", 1, "the file is not UTF-8"),
    "two documents": (f"{HEADER}---\n{HEADER}", 3, "a second document starts here"),
    "bad date": (f"{REFORM}changes:\n  - from: 2023-02-30\n", 5, "'2023-02-30' is not a day"),
    "bad start": (f"{REFORM}starts: soon\n", 4, "'soon' is not a day"),
    "reversed change": (f"{REFORM}changes:\n  - {{from: 2023-01-01, to: 2022-01-01}}\n", 5, "must be after 'from'"),
    "reversed term": (
        f"{REFORM}blacklist:\n  low_score:\n    term: {{shortest: 5 years, longest: 2 years}}\n",
        6,
        "shortest (260 weeks) is longer than longest (104 weeks)",
    ),
    "reversed range": (
        f"{HEADER}score: {{number: 1, start: 5, lowest: 9, highest: 1}}\n",
        3,
        "start 5 must lie between",
    ),
    "empty": ("", 1, "the file is empty"),
}


def refused(scored, folder, *arguments):
    """Run a command that must end with one line on stderr and leave the folder as it was; return the line."""
    before = sorted(folder.rglob("*"))
    found = scored(*arguments)
    assert (found.status, found.out) == (2, "")
    assert found.err.count("\n") == 1
    assert sorted(folder.rglob("*")) == before
    return found.err


@pytest.mark.parametrize("command", [("policy", "check"), ("simulate",)], ids=" ".join)
@pytest.mark.parametrize("mistake", FILES)
def test_a_mistake_in_a_rule_book(scored, write, tmp_path, mistake, command):
    text, line, message = FILES[mistake]
    write(text)
    said = refused(scored, tmp_path, *command, "file.yaml")
    assert said.startswith(f"file.yaml:{line}: ")
    assert message in said


@pytest.mark.parametrize("command", [("policy", "show"), ("policy", "check"), ("simulate",)], ids=" ".join)
def test_a_huge_file_is_not_read(scored, tmp_path, command):
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(100 << 20)
    assert refused(scored, tmp_path, *command, "huge.yaml") == "huge.yaml:1: the file is larger than 1 MiB\n"


@pytest.mark.parametrize("name", ["folder.yaml", "fifo.yaml", "missing.yaml", "below/missing.yaml"])
def test_what_is_no_file(scored, tmp_path, name):
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "fifo.yaml")
    assert refused(scored, tmp_path, "policy", "show", name).startswith(f"{name}:1: ")


def test_a_mistake_in_a_society(scored, write, tmp_path):
    write("society: mine\ntitle: Mine\nextends: smallville\nresponse: {beleif: 0.9}\n", "mine.yaml")
    for command in (("society", "check", "mine.yaml"), ("simulate", "--society", "mine.yaml")):
        assert refused(scored, tmp_path, *command).startswith("mine.yaml:4: unknown key 'beleif'; allowed here: ")


@pytest.mark.parametrize(
    ("option", "values", "allowed"),
    [
        ("--citizens", ["0", "-5", "nan", "1e30", "1.5", "2_000_000_001", ""], "from 1 to 2_000_000_000"),
        ("--years", ["0", "-1", "201", "ten"], "from 1 to 200"),
        ("--burn-in", ["-1", "201"], "from 0 to 200"),
        ("--threads", ["0", "257"], "from 1 to 256"),
        ("--seed", ["-1", "1e19", "0.5"], "from 0 to 9_223_372_036_854_775_807"),
    ],
)
def test_a_number_out_of_range(scored, tmp_path, option, values, allowed):
    for value in values:
        said = refused(scored, tmp_path, "simulate", option, value)
        assert said.startswith(f"{option}: '{value}' is not a whole number {allowed}")


def test_built_ins_that_are_not_there(scored, tmp_path):
    assert "did you mean 'as-told'?" in refused(scored, tmp_path, "simulate", "as_told")
    assert "did you mean 'smallville'?" in refused(scored, tmp_path, "simulate", "--society", "smalville")
    assert "did you mean 'as-told'?" in refused(scored, tmp_path, "policy", "diff", "none", "as_told")


SMALL = ("simulate", "none", "--society", "smallville", "--citizens", "100", "--years", "1")


@pytest.mark.parametrize("place", ["there", "missing/run", "file.yaml/run"])
def test_a_folder_that_will_not_do(scored, write, tmp_path, place):
    (tmp_path / "there").mkdir()
    write("")
    assert place.split("/", maxsplit=1)[0] in refused(scored, tmp_path, *SMALL, "--out", place)


def test_a_folder_that_is_not_to_be_written_in(scored, tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode, **options: False)  # as for anybody but root
    assert "run" in refused(scored, tmp_path, *SMALL, "--out", "run")


def test_a_default_folder_that_exists(scored, tmp_path):
    (tmp_path / "runs" / "none-smallville-1").mkdir(parents=True)
    assert "runs/none-smallville-1 exists" in refused(scored, tmp_path, *SMALL)


@pytest.mark.parametrize(
    "command", [("explain", "nowhere", "1"), ("report", "nowhere"), ("simulate", "--resume", "nowhere")]
)
def test_a_run_that_is_not_there(scored, tmp_path, command):
    assert "nowhere" in refused(scored, tmp_path, *command)


def test_a_users_value_without_basis_counts_as_assumed(scored, write):
    write(f"{REFORM}rules: {{theft: {{points: -9}}}}\n")
    found = scored("policy", "show", "file.yaml", "--json")
    assert '"path": "rules.theft.points",\n      "value": -9' in found.out


def test_a_built_in_value_without_reference_is_refused(scored, tmp_path, monkeypatch, write):
    (tmp_path / "builtin").mkdir()
    write(f"{HEADER}score: {{number: 1, start: 5, lowest: 0, highest: 9, basis: documented}}\n", "builtin/mine.yaml")
    monkeypatch.setattr("scored_society.base.builtin.files", lambda package: tmp_path)
    said = refused(scored, tmp_path, "policy", "show", "mine")
    assert said == "mine.yaml:3: 'score.start' is documented and has no reference\n"
