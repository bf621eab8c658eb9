import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from record.living import create, live, manifest
from scored_society.record.folder import open_run
from scored_society.record.manifest import read_manifest, write_manifest


def test_a_manifest_comes_back(tmp_path: Path):
    write_manifest(tmp_path, manifest())
    assert read_manifest(tmp_path) == manifest()


def test_its_words_are_those_that_scripts_read():
    values = manifest().as_json()
    rule_book = {"policy": "told", "file": "policy.yaml", "sha256": manifest().policy_sha256}
    assert values["schedule"] == [{"from": "2020-01-01"} | rule_book]
    assert values["starts"] == "2020-01-01"
    assert values["assumed"] == [{"file": "policy.yaml", "path": "rules.littering.points", "value": -5}]
    assert values["format"] == 1
    assert values["fingerprint"] == ""
    assert values["interventions"] == []


def test_fields_may_be_added_and_are_kept(tmp_path: Path):
    folder = create(tmp_path / "run")
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"mood": "abc"}))
    fingerprint = live(folder)
    assert open_run(folder).manifest["mood"] == "abc"
    assert open_run(folder).manifest["fingerprint"] == fingerprint


@pytest.mark.parametrize("wrong", [{"citizens": -1}, {"starts": "soon"}, {"seats": "many"}, {"regions": 3}])
def test_values_are_checked(wrong: dict[str, object]):
    with pytest.raises(ValidationError):
        manifest(**wrong)
