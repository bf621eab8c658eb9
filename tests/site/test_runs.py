import io
import json
import struct
import zipfile

import numpy as np
import pytest
import yaml
from starlette.testclient import TestClient

from scored_society.chart.look import BOUNDARY
from scored_society.record.folder import open_run
from scored_society.record.start import simulate
from scored_society.record.verify import verify
from scored_society.site.api.runs import What
from scored_society.tables.consequences import DOMAINS
from served_site import SMALL, lived, read_to_end

WEEKS = 52


def frame(client, run: str, first: int):
    """Return seats, first plane and second plane of one frame of a city."""
    content = client.get(f"{run}/city/frames", params={"from": first, "to": first + 1}).content
    magic, number, frames, seats = struct.unpack_from("<4sIII", content)
    assert (magic, number, frames) == (b"SCCF", first, 1)
    assert len(content) == 16 + 3 * seats
    return seats, np.frombuffer(content, np.uint8, seats, 16), np.frombuffer(content, "<u2", seats, 16 + seats)


def test_a_run_is_the_one_that_simulate_lives(client, run):
    told = client.get(run).json()
    same = simulate(SMALL["policy"], society=SMALL["society"], citizens=SMALL["citizens"], years=SMALL["years"])
    assert told["status"] == "done"
    assert told["fingerprint"] == same.manifest["fingerprint"]
    assert told["policy_sha256"] == same.manifest["policy_sha256"]


def test_a_rule_book_as_a_text_and_a_burn_in_come_to_the_run_of_simulate(client, tmp_path):
    text = "policy: mine\ntitle: Mine\nextends: as-told\nrules:\n  traffic_offence: {points: -9}\n"
    asked = SMALL | {"policy": text, "burn_in": 1, "seed": 5}
    told = client.get(lived(client, asked)).json()
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    same = simulate(path, society="smallville", citizens=200, years=1, burn_in=1, seed=5)
    assert told["fingerprint"] == same.manifest["fingerprint"]
    assert told["weeks"] == 2 * WEEKS


def test_a_stream_tells_every_week_once_and_in_order(client, run):
    told = read_to_end(client, run)
    kinds = [kind for kind, _ in told]
    assert kinds[-1] == "done"
    assert kinds.index("started") < kinds.index("frame")
    assert [data["week"] for kind, data in told if kind == "frame"] == list(range(WEEKS))
    assert client.get(f"{run}/frames").json()["frames"] == [data for kind, data in told if kind == "frame"]


def test_a_reader_who_comes_back_gets_what_is_missing(client, run):
    text = client.get(f"{run}/stream", headers={"Last-Event-ID": "49"}).text
    assert [line for line in text.splitlines() if line.startswith("id:")] == ["id: 50", "id: 51"]
    assert "event: done" in text


def test_the_figures_of_a_week_are_those_that_the_run_recorded(client, run):
    last = client.get(f"{run}/frames").json()["frames"][-1]
    summary = client.get(f"{run}/summary").json()
    assert last["people"] == summary["scores"]["people"] == sum(last["histogram"]) == sum(last["bands"])
    assert last["mean"] == pytest.approx(summary["scores"]["mean"])
    assert last["listed"] == summary["listed"]["listed"]
    assert set(last["shut_out"]) == set(DOMAINS)
    assert 0 < last["belief"] < 1
    assert summary["of"] == "one run"


def test_the_same_inputs_are_not_lived_twice(client, run):
    again = client.post("/api/runs", json=SMALL).json()
    assert f"/api/runs/{again['id']}" == run
    assert client.post("/api/runs", json=SMALL | {"seed": 2}).json()["id"] != again["id"]


def test_the_city_shows_whom_the_week_counted(client, run):
    layout, frames = client.get(f"{run}/city/layout").json(), client.get(f"{run}/frames").json()["frames"]
    assert layout["weeks"][0] == 0
    assert layout["weeks"][-1] == WEEKS - 1
    for number in (0, len(layout["weeks"]) - 1):
        week = frames[layout["weeks"][number]]
        seats, first, _ = frame(client, run, number)
        band = first & 15
        assert seats == layout["seats"]
        assert int((band > 0).sum()) == week["people"]
        assert np.bincount(band, minlength=16)[2 : 2 + len(layout["bands"])].tolist() == week["bands"]
        assert int((first & 16 > 0).sum()) == week["listed"]
        assert int((first & 32 > 0).sum()) == week["listed_wrongly"]


def test_the_city_shows_who_is_shut_out(client):
    asked = SMALL | {"policy": HARSH, "citizens": 1000, "years": 3}
    path = lived(client, asked)
    layout, frames = client.get(f"{path}/city/layout").json(), client.get(f"{path}/frames").json()["frames"]
    number = len(layout["weeks"]) - 2
    week = frames[layout["weeks"][number] + 1]  # what holds at a week's end is felt, and counted, in the next
    _, first, second = frame(client, path, number)
    found = {domain: int((second >> bit & 1).sum()) for bit, domain in enumerate(layout["domains"])}
    assert found["mobility"] > 50
    for domain in ("mobility", "schooling", "expression"):
        assert abs(found[domain] - week["shut_out"][domain]) <= 3  # of those who die or are born in between
    assert int(((first & 128 > 0) & (first & 64 > 0)).sum()) == pytest.approx(week["children_of_listed"], abs=3)
    assert week["children_of_listed"] > 50


HARSH = """policy: harsh
title: Harsh
extends: as-told
blacklist:
  low_score: {at_or_below: 1001}
"""


def test_frames_are_bounded(client, run):
    content = client.get(f"{run}/city/frames", params={"from": 0, "to": 9999}).content
    assert struct.unpack_from("<4sIII", content)[2] <= 16
    assert struct.unpack_from("<4sIII", client.get(f"{run}/city/frames?from=999").content)[2] == 0
    assert client.get(f"{run}/city/frames?from=-1").status_code == 422


def test_a_picture_has_words_beside_it(client, run):
    names = {each["name"]: each["picture"] for each in client.get(f"{run}/charts").json()["charts"]}
    assert names["scores"] is True
    told = client.get(f"{run}/charts/scores.json").json()
    assert told["title"]
    assert told["caption"]
    assert len(told["table"]["headings"]) == len(told["table"]["rows"][0])
    whole, plain = client.get(f"{run}/charts/scores.svg"), client.get(f"{run}/charts/scores.svg?plain=true")
    assert whole.headers["content-type"] == "image/svg+xml"
    assert "Invented people" in whole.text
    assert "Invented people" not in plain.text
    manifest = client.get(f"{run}/summary").json()["manifest"]
    source = (
        f"Scored Society {manifest['version']}: rule book “as told” (fingerprint {manifest['fingerprint'][:8]}), "
        f"society “Smallville”, seed {manifest['seed']}."
    )
    assert source in whole.text
    assert "fingerprint" not in plain.text
    chinese = client.get(f"{run}/charts/scores.svg?language=zh").text
    assert f"指纹 {manifest['fingerprint'][:8]}" in chinese
    assert "<script" not in whole.text + plain.text


@pytest.mark.parametrize("name", ["nothing-like-it", "__all__", "save", "BOUNDARY", "../scores", "effects"])
def test_there_is_no_other_picture(client, run, name):
    assert client.get(f"{run}/charts/{name}.svg").status_code in (404, 422)
    assert client.get(f"{run}/charts/waiting.svg", params={"good": "../../x"}).status_code == 422


def test_what_is_taken_home_is_a_run_that_comes_out_of_its_inputs(client, run, tmp_path):
    packed = zipfile.ZipFile(io.BytesIO(client.get(f"{run}/download").content))
    packed.extractall(tmp_path)
    taken = open_run(tmp_path / "run")
    verify(taken)
    assert taken.manifest["fingerprint"] == client.get(run).json()["fingerprint"]
    assert "invented" in (tmp_path / "README.txt").read_text().casefold()
    marked, text = client.get(f"{run}/policy.yaml").text.split("\n", 1)
    assert marked == f"# {BOUNDARY}"
    whole = yaml.safe_load((tmp_path / "run" / "policy.yaml").read_text())
    assert "scored policy check as-told" in text
    assert yaml.safe_load(text) == {key: said for key, said in whole.items() if key != "tests"} != whole


def test_a_report_is_a_file_to_keep(client, run):
    answer = client.get(f"{run}/report.html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "Invented people" in answer.text


def test_findings_say_that_they_are_of_one_run(client, run):
    themes = client.get(f"{run}/findings").json()["themes"]
    assert all("(one run)." in sentence for theme in themes for sentence in theme["sentences"])


def test_a_life_is_told_and_its_twin_under_none(client, run):
    citizen = client.get(f"{run}/find").json()["lives"][0]["citizen"]
    life = client.get(f"{run}/lives/{citizen}").json()
    twin = f"/api/runs/{client.post(f'{run}/twin').json()['id']}"
    assert read_to_end(client, twin)[-1][0] == "done"
    other = client.get(f"{twin}/lives/{citizen}").json()
    assert life["citizen"] == other["citizen"] == citizen
    same = ("age", "sex", "group", "citizen", "region")
    assert [life["person"][key] for key in same] == [other["person"][key] for key in same]
    assert other["score"] is None
    assert client.get(twin).json()["weeks"] == WEEKS


def test_lives_are_found_by_what_was_done_to_somebody_and_by_nothing_else(client, run):
    first, again = (client.get(f"{run}/find", params={"what": "random", "draw": 7}).json() for _ in range(2))
    assert first == again
    for what in What.__args__:
        answer = client.get(f"{run}/find", params={"what": what, "domain": "mobility"})
        assert answer.status_code == 200, answer.text
        assert len(answer.json()["lives"]) <= 5
    for what in ("speaking_out", "withheld", "aware", "protected", "listed,speaking_out"):
        assert client.get(f"{run}/find", params={"what": what}).status_code == 422
    assert client.get(f"{run}/find", params={"what": "shut-out", "domain": "speaking_out"}).status_code == 422


@pytest.mark.parametrize("citizen", ["999999", "0.15", "0.99", "x", "-1", "1.2.3", "99999999999999999999"])
def test_somebody_who_is_not_there_is_not_told(client, run, citizen):
    assert client.get(f"{run}/lives/{citizen}").status_code == 422


def test_what_is_not_there_is_said_so(client, run):
    for path in ("/api/runs/0123456789abcdef", "/api/comparisons/0123456789abcdef", "/api/someone/0123456789abcdef"):
        assert client.get(path).status_code == 404
    assert client.get(run.replace("runs", "comparisons")).status_code == 404


def test_a_run_that_is_forgotten_is_gone(client):
    path = lived(client, SMALL | {"seed": 99})
    folder = client.app.state.hub.shelf.folder / path.rpartition("/")[2]
    assert folder.is_dir()
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert not folder.exists()


def test_two_tabs_share_a_finished_run_and_do_not_disturb_each_other(client):
    asked = SMALL | {"seed": 98}
    path = lived(client, asked)
    assert lived(client, asked) == path
    assert client.delete(path).status_code == 204
    assert client.get(f"{path}/charts/scores.svg").status_code == 200
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


def test_two_browsers_share_a_finished_run_and_do_not_disturb_each_other(client):
    asked = SMALL | {"seed": 97}
    path = lived(client, asked)
    other = TestClient(client.app, base_url=client.base_url)
    other.get("/api/health")
    assert other.get(path).json()["status"] == "done"
    assert client.delete(path).status_code == client.delete(path).status_code == 204
    assert other.get(path).json()["status"] == "done"
    third = TestClient(client.app, base_url=client.base_url)
    assert third.delete(path).status_code == 204
    assert other.delete(path).status_code == 204
    assert other.get(path).status_code == 404


def test_a_comparison_has_intervals_and_is_that_of_the_command_line(client, run):
    import scored_society as ss

    path = lived(
        client,
        {"policy_a": "none", "policy_b": "as-told"} | {k: v for k, v in SMALL.items() if k != "policy"},
        "comparisons",
    )
    told = client.get(path).json()
    assert told["run_b"]["id"] == run.rpartition("/")[2]
    effects = client.get(f"{path}/effects").json()
    runs = [simulate(name, society="smallville", citizens=200, years=1) for name in ("none", "as-told")]
    same = ss.compare(*runs, second_coupling=False).as_json()
    assert effects["effects"] == json.loads(json.dumps(same["effects"]))
    assert {"low", "high", "unit", "effect"} <= set(effects["headlines"][0])
    picture = client.get(f"{path}/charts/effects.svg")
    assert picture.status_code == 200
    for side in ("run_a", "run_b"):
        assert f"fingerprint {told[side]['fingerprint'][:8]})" in picture.text
    assert "seed 1." in picture.text
    assert client.get(f"{path}/charts/fates.json").json()["table"]["rows"]
    assert client.get(f"{path}/charts/scores.svg").status_code == 422


def test_a_comparison_passes_on_what_its_runs_tell(client):
    asked = {"policy_a": "none", "policy_b": "suining", "society": "smallville", "citizens": 200, "years": 1, "seed": 3}
    answer = client.post("/api/comparisons", json=asked).json()
    told = read_to_end(client, f"/api/comparisons/{answer['id']}")
    kinds = [kind for kind, _ in told]
    assert kinds.count("frame-a") == kinds.count("frame-b") == WEEKS
    assert kinds.index("done-a") < kinds.index("started-b") < kinds.index("comparing") < kinds.index("done")
    shares = [data["share"] for kind, data in told if kind == "comparing"]
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1


def test_an_audit_points_at_the_lines_of_what_was_given(client, run):
    text = "policy: mine\ntitle: Mine\nextends: as-told\nrules:\n  traffic_offence: {points: -9}\n"
    found = client.post("/api/audits", json={"policy": text}).json()
    assert found["findings"]
    assert not [finding["file"] for finding in found["findings"] if "/" in finding["file"]]
    with_run = client.post(
        "/api/audits", json={"policy": "as-told", "society": "smallville", "run": run.rpartition("/")[2]}
    )
    assert with_run.status_code == 200, with_run.text
    assert with_run.json()["evidence"] == "the run"
    assert client.post("/api/audits", json={"policy": "as-told", "against": "due-process"}).status_code == 200
    assert client.post("/api/audits", json={"policy": "as-told", "run": "0123456789abcdef"}).status_code == 404


def test_the_runs_of_a_comparison_are_counted_and_stay_as_long_as_it_does(client):
    hub = client.app.state.hub
    asked = {
        "policy_a": "none",
        "policy_b": "rongcheng",
        "society": "smallville",
        "citizens": 200,
        "years": 1,
        "seed": 8,
    }
    path = lived(client, asked, "comparisons")
    runs = [client.get(path).json()[f"run_{side}"]["id"] for side in "ab"]
    assert set(runs) <= set(hub.shelf._sizes)
    folders = [hub.shelf.folder / run for run in runs]
    assert client.delete(f"/api/runs/{runs[1]}").status_code == 204
    assert all(folder.is_dir() for folder in folders)
    assert client.get(f"{path}/effects").status_code == 200
    assert client.delete(path).status_code == 204
    assert [folder.is_dir() for folder in folders] == [True, False]
