"""docs/instruments.md: the instruments of rights that an audit asks, with how certain each wording is."""

from __future__ import annotations

from collections import Counter

from scored_society.audit.instruments import ElementRule, Instrument, Provision, instruments
from writers.markdown import cell, table

HEAD = """# Instruments

Written by `make docs` from `audit/instruments/`. What an audit holds a rule book against: {provisions} provisions of
{instruments} instruments. Of their wordings {read} were read, and are quoted or put in other words; {unread} are known
from memory or at second hand, are put in other words, and are to be verified before anybody quotes them. Who is bound,
and how, is to be verified where it says so.

A *provision* takes up what a *check* sees, some only under conditions on what was seen. Each of its *elements* is then
judged: `met` where the rule book shows it, `not shown` where the rule book is silent, `not applicable` where the
question cannot be asked. An element marked *scope* leaves the provision out where it cannot apply. An element whose
name begins with `restriction: ` is what a restriction of a right must show (a law, a legitimate aim, necessity,
proportion): there, `not shown` is what tells against the rule book. A finding points; it does not decide.

No finding can be switched off: there is no list of exceptions, no comment and no option to leave one out, least of all
on acts that are protected. `--fail-on` decides when a command fails, never what it finds.
"""
BINDING = ("instrument", "year", "force", "who is bound", "certainty")


def instruments_page() -> str:
    """Return the page."""
    every = instruments()
    certain = Counter(provision.certainty for one in every for provision in one.provisions.values())
    head = HEAD.format(
        provisions=certain.total(), instruments=len(every), read=certain["read"], unread=certain["to be verified"]
    )
    rows = [(one.short, one.year, one.force, one.binding_on.who, one.binding_on.certainty) for one in every]
    return "".join([head, f"\n## Who is bound\n\n{table(BINDING, rows)}", *map(_instrument, every)])


def _instrument(one: Instrument) -> str:
    parts = [f"\n## {one.short}\n\n`{one.instrument}`: {one.title}.\n"]
    if one.note:
        parts.append(f"\n{one.note}\n")
    parts += [_provision(one, article, provision) for article, provision in one.provisions.items()]
    return "".join(parts)


def _provision(one: Instrument, article: str, provision: Provision) -> str:
    quoted = f"“{provision.wording}”" if provision.wording_is == "verbatim" else provision.wording
    source = f"read: {provision.seen}" if provision.seen else "to be verified"
    lines = [f"\n### {article}: {provision.title}\n", f"{quoted} ({provision.wording_is}; {source})\n"]
    lines += [
        f"*{case.name}*, {case.number} ({case.year}): {case.held} ({case.certainty}).\n" for case in provision.cases
    ]
    if provision.read_with:
        lines.append(f"Read with {', '.join(provision.read_with)}.\n")
    if provision.operative:
        lines.append(f"Taken up: {'; '.join(_trigger(*item) for item in provision.triggers.items())}.\n")
        lines.append(table(("element", "asks", "scope"), map(_element, one.elements(article))))
        lines.append(f"Satisfied by {provision.satisfied_by}.\n")
    else:
        lines.append("No rule by itself: it helps to read the articles, and no finding rests on it.\n")
    return "\n".join(lines)


def _element(rule: ElementRule) -> tuple[str, str, str]:
    return rule.name, rule.what, "scope" if rule.scope else ""


def _trigger(check: str, conditions: dict[str, list[str | bool]]) -> str:
    """Return a trigger in words: `unrelated_contexts` where domain is health or housing."""
    told = [f"{fact} is {' or '.join(cell(value) for value in allowed)}" for fact, allowed in conditions.items()]
    return f"`{check}`" + (f" where {' and '.join(told)}" if told else "")
