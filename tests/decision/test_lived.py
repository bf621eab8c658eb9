"""Runs by a decision function of a researcher: one that is the built-in one word for word changes nothing."""

from __future__ import annotations

import json
import shutil

import pytest

import scored_society as ss
from decision.decisions import EXAMPLE, copied, copy, returning
from invariance.lived import InterruptedIn, fingerprint, hamlet
from scored_society.base.errors import Interrupted, UserError
from scored_society.decision import code
from scored_society.decision.read import read_decision
from scored_society.measure.paired.folder import read_comparison
from scored_society.record.engine import Engine
from scored_society.record.folder import create_folder
from scored_society.record.life.find import find
from scored_society.record.manifest import hash_of
from scored_society.record.run import DECISION, POLICY, SOCIETY, Run
from scored_society.record.schedule import reigns_of
from scored_society.record.start import manifest_of
from scored_society.record.verify import verify
from scored_society.report.facts import facts
from scored_society.week.compiled import code_folder, is_compiled_already

NAMED = "which is a program and is not run unless you name its file; --decision FILE"


def unlived(folder, text=None) -> Run:
    """Make the folder of a run by a decision function, of which no week has been lived."""
    decision = read_decision(copy())
    text = decision.text if text is None else text
    book, people = ss.load_policy("as-told"), ss.load_society("smallville")
    manifest = manifest_of(reigns_of(book, 0), people, 300, 1, 0, 1, decision=decision)
    manifest = manifest.model_copy(update={"decision_sha256": hash_of(text)})
    texts = {POLICY: book.text(), SOCIETY: people.text(), DECISION: text}
    create_folder(folder, manifest, texts, 0)
    return ss.open_run(folder, unfinished=True, decision=copy() if text == decision.text else None)


def test_a_copy_of_the_built_in_function_lives_the_same_run():
    assert copied().manifest["fingerprint"] == hamlet().manifest["fingerprint"]
    assert copied().weekly.equals(hamlet().weekly)
    assert fingerprint() == hamlet().manifest["fingerprint"]
    assert copied("none").manifest["fingerprint"] == fingerprint("none")


def test_the_run_says_by_which_function_it_was_lived():
    text = copy().read_text()
    assert (copied().path / DECISION).read_text() == text
    assert copied().manifest["decision"] == "copied"
    assert copied().manifest["decision_sha256"] == hash_of(text)
    assert (hamlet().manifest["decision"], hamlet().manifest["decision_sha256"]) == ("", "")
    assert dict(facts(hamlet()))["Decision function"] == "built in"
    assert dict(facts(copied()))["Decision function"] == f"copied (SHA-256 {hash_of(text)}), of a researcher"


def test_its_machine_code_is_kept_apart():
    sha256 = copied().manifest["decision_sha256"]
    assert code_folder(sha256) != code_folder()
    assert is_compiled_already(sha256)
    assert not is_compiled_already(hash_of("another"))


@pytest.mark.parametrize(("threads", "shard"), [(1, 2), (2, 1)])
def test_threads_and_shards_change_nothing(tmp_path, threads, shard):
    run = unlived(tmp_path / "run")
    assert Engine(run, threads, shard).live_to_the_end(None) == hamlet().manifest["fingerprint"]


def test_interrupted_and_gone_on_with(tmp_path):
    run = unlived(tmp_path / "run")
    with pytest.raises(Interrupted, match=f"--resume {run.path} --decision {copy()}"):
        Engine(run).live_to_the_end(InterruptedIn(20))
    with pytest.raises(UserError, match=NAMED):
        ss.resume(run.path)
    assert ss.resume(run.path, decision=copy()).manifest["fingerprint"] == hamlet().manifest["fingerprint"]


def test_lives_and_forks_are_those_of_the_built_in_function():
    assert ss.explain(copied(), 7) == ss.explain(hamlet(), 7)
    verify(copied())
    forked = ss.fork(copied(), "none", "2020-07-01")
    assert forked.manifest["decision_sha256"] == copied().manifest["decision_sha256"]
    assert forked.manifest["fingerprint"] == ss.fork(hamlet(), "none", "2020-07-01").manifest["fingerprint"]


def test_replicates_are_those_of_the_built_in_function():
    arguments = {"society": "smallville", "citizens": 300, "years": 1}
    theirs = ss.replicate(["as-told", "none"], [1, 2], decision=copy(), **arguments)
    assert theirs.outcomes.equals(ss.replicate(["as-told", "none"], [1, 2], **arguments).outcomes)


def test_comparisons_are_those_of_the_built_in_function(tmp_path):
    none = ss.simulate("none", society="smallville", citizens=300, years=1)
    theirs = ss.compare(copied("none").path, copied().path, decision=copy(), second_coupling=False, out=tmp_path / "c")
    ours = ss.compare(none, hamlet(), second_coupling=False)
    assert theirs.effects.equals(ours.effects)
    assert theirs.partings.equals(ours.partings)
    assert theirs.fates.equals(ours.fates)
    ss.open_comparison(tmp_path / "c", decision=copy())
    with pytest.raises(UserError, match=NAMED):
        ss.open_comparison(tmp_path / "c")
    assert read_comparison(tmp_path / "c").effects.equals(theirs.effects)


def test_runs_by_different_functions_are_not_compared():
    reason = r"their decision functions differ: the built-in one and copied \([0-9a-f]{8}\)"
    with pytest.raises(UserError, match=reason):
        ss.compare(hamlet(), copied())


def test_what_a_folder_brings_is_not_run(tmp_path, monkeypatch):
    """Every way to live a run again asks for the file; reading its tables does not."""

    def run(*arguments):
        raise AssertionError("the decision function of a folder was run")

    folder = tmp_path / "run"
    shutil.copytree(copied().path, folder)
    monkeypatch.setattr(code, "_loaded", run)
    monkeypatch.setattr(code, "_module", run)
    foreign = ss.open_run(folder)
    assert foreign.weekly.equals(hamlet().weekly)
    for way in (
        lambda: verify(foreign),
        lambda: ss.explain(foreign, 7),
        lambda: find(foreign, ["listed"]),
        lambda: ss.fork(foreign, "none", "2020-07-01"),
        lambda: ss.resume(folder),
        lambda: ss.compare(folder, folder),
        lambda: ss.write_report(foreign),
        lambda: ss.write_life(foreign, 7, tmp_path / "life.html"),
    ):
        with pytest.raises(UserError, match=NAMED):
            way()
    assert not list(tmp_path.rglob("*.html"))


def test_a_folder_whose_program_would_leave_a_trace_leaves_none(tmp_path):
    trace = tmp_path / "trace"
    text = returning("ONE") + f"open({str(trace)!r}, 'w')\n"
    unlived(tmp_path / "run", text)
    with pytest.raises(UserError, match=NAMED):
        ss.resume(tmp_path / "run")
    assert not trace.exists()


def test_another_function_is_refused(tmp_path, write):
    with pytest.raises(UserError, match=r"is not the decision function that .* was made with: its hash is"):
        ss.open_run(copied().path, decision=EXAMPLE)
    with pytest.raises(UserError, match="was made with the built-in decision function; leave out"):
        ss.open_run(hamlet().path, decision=copy())


@pytest.mark.parametrize("change", [lambda path: path.write_text(returning("ONE")), lambda path: path.unlink()])
def test_an_altered_function_is_refused(tmp_path, change):
    shutil.copytree(copied().path, tmp_path / "run")
    change(tmp_path / "run" / DECISION)
    with pytest.raises(UserError, match=r"decision\.py"):
        ss.open_run(tmp_path / "run", decision=copy())


def test_a_function_that_was_exchanged_together_with_its_hash_does_not_bring_the_run(tmp_path):
    """Whoever names the new file gets a run that does not come out of its inputs; see `verify`."""
    folder = tmp_path / "run"
    shutil.copytree(copied().path, folder)
    shutil.copyfile(EXAMPLE, folder / DECISION)
    path = folder / "manifest.json"
    said = json.loads(path.read_text()) | {"decision_sha256": hash_of(EXAMPLE.read_text())}
    path.write_text(json.dumps(said))
    with pytest.raises(UserError, match="does not come out of its own inputs"):
        verify(ss.open_run(folder, decision=EXAMPLE))


def test_the_example_is_lived_and_parts_from_the_built_in_function(tmp_path):
    run = ss.simulate("as-told", society="smallville", citizens=300, years=1, decision=EXAMPLE)
    assert run.manifest["fingerprint"] != hamlet().manifest["fingerprint"]
    assert run.weekly.filter(measure="births").equals(hamlet().weekly.filter(measure="births"))
    assert run.weekly["measure"].cast(str).str.starts_with("withheld/").any()
    verify(run)
    assert fingerprint() == hamlet().manifest["fingerprint"]
