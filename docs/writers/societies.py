"""docs/societies.md: what the built-in societies hold, with the grounds of each entry."""

from __future__ import annotations

from typing import Any

from scored_society.society.load import SOCIETIES, load_society
from writers.markdown import GROUNDS, grounds, table

HEAD = "# The built-in societies\n\nWritten by `make docs` from the files. Rates are per eligible person.\n"
TABLES = {
    "behaviours": {
        "kind": "kind",
        "protected": "protected",
        "rate": "act_rate",
        "at most": "at_most",
        "detected by": "status_quo_detection",
    },
    "channels": {"what": "what", "keeps records for": "kept_for", "on somebody else": "misfiled"},
    "goods": {
        "what": "what",
        "needed": "need.rate",
        "places a week per 1,000 people": "per_thousand",
        "allotted by": "allotted_by",
        "keeps": "keeps",
        "patience": "patience",
        "domain": "domain",
        "equal access to": "access",
    },
    "services": {
        "what": "what",
        "asked for": "need.rate",
        "granted": "granted",
        "granted in arrears": "granted_in_arrears",
        "domain": "domain",
        "equal access to": "access",
    },
    "face_checks": {"what": "what", "passes": "passes", "tries": "tries", "domain": "domain"},
}
"""Sections with entries: the columns of each, and the key of the entry that a column shows."""
SILENT = {"kind": "act", "protected": "none", "keeps": False}
"""What holds where an entry does not say."""
NEEDS = {"needed": "rate", "at most": "at_most", "ages": "ages", "varies with": "varies"}
SINGLE = ("face_matchers", "text_classifiers", "collecting", "celebrities", "trust", "situation")
"""Sections that are one entry."""


def societies() -> str:
    """Return the page."""
    parts = [HEAD]
    for name in SOCIETIES.names():
        society = load_society(name)
        value = society.document.value
        parts.append(f"\n## `{name}`: {value['title']}\n")
        for section, columns in TABLES.items():
            parts.append(f"\n### {section}\n\n{_table(value.get(section, {}), columns)}")
            if section == "goods":
                needs = {key: entry["need"] for key, entry in value["goods"].items()}
                parts.append(f"\n### needs of goods\n\n{_table(needs, NEEDS)}")
        single = [(key, _numbers(value[key]), *grounds(value[key])) for key in SINGLE if key in value]
        parts.append(f"\n### devices, neighbours, trust\n\n{table(('section', 'says', *GROUNDS), single)}")
        assumed = [(".".join(map(str, path)), given) for path, given in society.assumed]
        parts.append(f"\n### values that are assumed\n\n{table(('value', 'is'), assumed)}")
    return "".join(parts)


def _table(entries: dict[str, Any], columns: dict[str, str]) -> str:
    """Return a table of entries: their name, the columns, the grounds."""
    rows = [
        (name, *(_found(SILENT | entry, path) for path in columns.values()), *grounds(entry))
        for name, entry in entries.items()
    ]
    return table(("entry", *columns, *GROUNDS), rows)


def _found(entry: dict[str, Any], path: str) -> Any:
    """Return the value at a path of keys, None where there is none."""
    value: Any = entry
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _numbers(entry: dict[str, Any]) -> dict[str, Any]:
    """Return what an entry says, without its grounds."""
    return {key: value for key, value in entry.items() if key not in GROUNDS}
