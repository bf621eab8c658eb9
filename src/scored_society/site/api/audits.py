"""Audits: a rule book held against instruments of rights."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from scored_society.site.api.answering import done
from scored_society.site.api.asking import Asked, Language, RuleBookText, SocietyName, TheHub
from scored_society.site.given import FILE, as_file, checked, is_text
from scored_society.site.hub import Hub
from scored_society.site.living import RunTask
from scored_society.site.phrasebook import load_phrasebook
from scored_society.site.settings import WORKING_BYTES
from scored_society.site.task import Task

router = APIRouter(prefix="/audits", tags=["audits"])
Answer = dict[str, Any]
WORDS = {"message", "remedy", "article", "note"}
"""What of a finding people read as words."""


class AuditAsked(Asked):
    """A rule book to be audited, and with it either a reform of it or a finished run of it."""

    policy: RuleBookText
    society: SocietyName = "china-2020"
    against: Annotated[RuleBookText | None, Field(description="A reform: what it mends, worsens and leaves.")] = None
    run: Annotated[
        str | None, Field(pattern=r"^[A-Za-z0-9_-]{16}$", description="A finished run of it: what was measured, too.")
    ] = None


@router.post("")
async def audit_rule_book(asked: AuditAsked, hub: TheHub, language: Language = "en") -> Answer:
    """Audit a rule book; it measures and points, and does not decide legality."""
    task = None if asked.run is None else done(hub.shelf.get(asked.run, RunTask))
    with ExitStack() as held:
        if task is not None:
            held.enter_context(task.in_use())
        need = WORKING_BYTES if task is None else task.working()
        said = load_phrasebook(language).said
        return await hub.drawing.work_out(lambda: _in_words(_audited(asked, hub, task), said), need)


def _audited(asked: AuditAsked, hub: Hub, task: RunTask | None) -> Answer:
    from scored_society.audit import audit, audit_against  # noqa: PLC0415 - its catalogue takes a while to read

    for each in (asked.policy, asked.against):
        if each is not None:
            checked(each, asked.society)
    with ExitStack() as files:
        policy = _given(asked.policy, files)
        if asked.against is not None:
            reform = audit_against(policy, _given(asked.against, files), society=asked.society)
            return _said(reform.as_json(), task)
        run = None if task is None else task.run()
        found = audit(policy, society=asked.society, evidence=run, threads=hub.settings.threads)
        return _said(found.as_json(), task)


def _in_words(value: Any, said: Callable[[str], str]) -> Any:
    """Return an answer that says what people read in the language of a page."""
    if isinstance(value, dict):
        return {
            key: said(item) if key in WORDS and isinstance(item, str) else _in_words(item, said)
            for key, item in value.items()
        }
    return [_in_words(item, said) for item in value] if isinstance(value, list) else value


def _given(policy: str, files: ExitStack) -> str | Path:
    """Return a rule book as the audit takes it: the name of a built-in one, or a file."""
    return files.enter_context(as_file(policy)) if is_text(policy) else policy


def _said(told: Answer, task: Task | None) -> Answer:
    """Return what was found, with files called by their names alone."""
    return {key: _without_folders(item, task) for key, item in told.items()}


def _without_folders(value: Any, task: Task | None) -> Any:
    """Return an answer in which files are called by their names alone."""
    if isinstance(value, dict):
        return {key: _without_folders(item, task) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_folders(item, task) for item in value]
    if isinstance(value, str):
        if task is not None and str(task.folder) in value:
            return "the run"
        if value.endswith(f"/{FILE}"):
            return FILE
    return value
