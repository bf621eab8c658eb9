"""The manifest: everything a run was made from, and its fingerprint once it is complete."""

from __future__ import annotations

import json
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scored_society.base.errors import mistake
from scored_society.record.files import json_bytes, write_bytes

FORMAT = 1
"""Raised when an older program could no longer make sense of a run folder; fields may be added without."""
MANIFEST = "manifest.json"


class Scheduled(BaseModel):
    """A rule book, the day from which it holds, its file in the run folder and that file's hash."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="forbid")

    starts: date = Field(alias="from")
    policy: str
    file: str
    sha256: str


class Assumed(BaseModel):
    """A value that nothing documents: where it stands, and what it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    path: str
    value: int | float | str


class Manifest(BaseModel):
    """What a run was made from; the shape of `scored simulate --json`.

    Attributes
    ----------
    citizens : int
        People alive at the start; `citizens_asked` is what was asked for.
    weeks : int
        Weeks to live in all.
    starts : date
        The day from which `years` count; the burn-in comes before it.
    schedule : tuple of Scheduled
        The rule books that succeed one another; the one that the run is named after is in policy.yaml.
    policy_sha256, society_sha256, interventions_sha256 : str
        Hashes of the bytes of policy.yaml and society.yaml, and of the interventions as JSON.
    decision, decision_sha256 : str
        The name of the decision function and the hash of the bytes of decision.py; empty for the built-in one.
    interventions : tuple of dict
        What an experiment makes happen to numbered citizens; mostly nothing.
    fingerprint : str
        Empty until the run is complete.
    tables : dict
        Hashes of the parquet files, once the run is complete.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    format: int = FORMAT
    version: str
    policy: str
    society: str
    citizens: int = Field(ge=0)
    citizens_asked: int = Field(ge=0)
    neighbourhoods: int = Field(ge=1)
    seats: int = Field(ge=1)
    years: int = Field(ge=0)
    burn_in: int = Field(ge=0)
    seed: int = Field(ge=0)
    weeks: int = Field(ge=0)
    starts: date
    schedule: tuple[Scheduled, ...]
    policy_sha256: str
    society_sha256: str
    decision: str = ""
    decision_sha256: str = ""
    interventions: tuple[dict[str, str], ...] = ()
    interventions_sha256: str = Field(default_factory=lambda said: hash_of(json.dumps(said["interventions"])))
    groups: tuple[str, ...]
    regions: tuple[str, ...]
    assumed: tuple[Assumed, ...] = ()
    fingerprint: str = ""
    tables: dict[str, str] = {}

    @property
    def complete(self) -> bool:
        """Whether the run has been lived to its end."""
        return bool(self.fingerprint)

    def as_json(self) -> dict[str, Any]:
        """Return the manifest as plain values, as they stand in manifest.json."""
        return self.model_dump(mode="json", by_alias=True)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a run folder.

    Raises
    ------
    UserError
        If the folder holds no run, one of another format, or a manifest that makes no sense.
    """
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        what = "is not a run folder" if folder.exists() else "does not exist"
        raise mistake(f"{folder} {what}", allowed=f"a run folder has a {MANIFEST}") from None
    except OSError as error:
        raise mistake(f"cannot read {path}: {error.strerror}") from error
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise mistake(f"{path} is damaged: {error}") from error
    if not isinstance(value, dict) or "format" not in value:
        raise mistake(f"{path} is not the manifest of a run")
    if value["format"] != FORMAT:
        raise mistake(
            f"{path} is of format {value['format']!r}", allowed=f"this version of scored reads format {FORMAT}"
        )
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(map(str, problem["loc"])) or "manifest"
        raise mistake(f"{path} is damaged: {where}: {problem['msg']}") from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a run folder, whole or not at all."""
    write_bytes(folder / MANIFEST, json_bytes(manifest.as_json()))


def hash_of(text: str) -> str:
    """Return the SHA-256 of a file's text, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
