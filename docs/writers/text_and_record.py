"""docs/text-and-record.md: each sentence of the source text, what implements it, and what is known beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

from scored_society.policy.load import load_policy
from writers.entries import Entry, entries
from writers.markdown import cited
from writers.sentences import Sentence, implementing, sentences

NAME = "as-told"
HEAD = """\
# The text and the record

Written by `make docs` from the files: each sentence of the source text, in its order; which entries of the rule book
`as-told` implement it and what they do; and what is known beyond the text. The text is a popular one, in places ironic
and in places wrong; `as-told` implements it as told. The grounds of every number: [rule-books.md](rule-books.md).

*fact* and *praise* are the voice of a sentence: whether it states something, or approves, advertises or ironises.

The record is *documented* (for the whole country), *local* (for some places), *disputed*, *contradicted*, *no rule
found* (looked for, not found), or *none needed* (nothing that could be true or false); *not looked up* where nobody has
yet.
"""
SECTIONS = {
    "score": "the score",
    "rules": "rule",
    "channels": "channel",
    "entitlements": "reward",
    "sanctions": "punishment",
    "blacklist": "route onto the list",
}
"""What an entry of a section is called."""


def text_and_record() -> str:
    """Return the page."""
    builtin = files("scored_society.policy") / "builtin"
    text = (builtin / f"{NAME}.txt").read_text(encoding="utf-8")
    said = yaml.safe_load((builtin / "sentences" / f"{NAME}.yaml").read_text(encoding="utf-8"))
    found = entries(load_policy(NAME))
    lines = {line["sentence"]: line for line in said["sentences"]}
    titles = {part["begins"]: part["title"] for part in said["parts"]}
    parts = [HEAD]
    for sentence in sentences(text):
        if sentence.words in titles:
            parts.append(f"\n## {titles[sentence.words]}\n")
        parts.append("\n" + "\n".join(_sentence(sentence, lines.get(sentence.words, {}), found, text)) + "\n")
    return "".join(parts)


def _sentence(sentence: Sentence, line: dict[str, Any], found: list[Entry], text: str) -> Iterator[str]:
    """Yield the lines about one sentence."""
    here = [entry for entry in implementing(sentence, found, text) if entry.name not in line.get("not_here", [])]
    here += [entry for entry in found if entry.name in line.get("entries", []) and entry not in here]
    voice = line.get("voice") or _voice(here)
    yield f"**“{sentence.words}”** ({voice})\n"
    for entry in here:
        yield _entry(entry, voice)
    if "by" in line:
        yield f"- {line['by']}"
    if "measures" in line:
        yield f"- Measured by {', '.join(f'`{name}`' for name in line['measures'])} of `scored_society.measure`."
    known = [_record(line)] if "record" in line else []
    known += [line["says"]] if "says" in line else []
    if known:
        yield f"- **On record:** {' '.join(known)}"


def _voice(here: list[Entry]) -> str:
    """Return the voice of the entries that implement a sentence."""
    voices = {entry.told["voice"] for entry in here}
    return voices.pop() if len(voices) == 1 else "fact, in part praise"


def _entry(entry: Entry, voice: str) -> str:
    told = entry.told
    where = SECTIONS[entry.section] if entry.section == "score" else f"{SECTIONS[entry.section]} {told['number']}"
    praise = ", praise" if told.get("voice") == "praise" and voice != "praise" else ""
    return f"- `{entry.name}` ({where}{praise}): {entry.does}. On record: {_record(told)}"


def _record(told: dict[str, Any]) -> str:
    """Return what is on record, with its reference: of an entry, or of a line about a sentence."""
    reference = cited(told.get("record_reference"))
    return f"*{told.get('record', 'not looked up')}*{f' ({reference})' if reference else ''}."
