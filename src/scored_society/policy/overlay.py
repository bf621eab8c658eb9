"""Rule books in layers: what a file lays over the one it extends, and what it changes from a day on.

A rule book stands as one document: its sections, and `changes`, a list of layers. In any week the layers that hold
are laid over the sections in the order of the list, so the later one wins.
"""

from __future__ import annotations

from scored_society.base.calendar import week_of
from scored_society.base.document import Document, KeyPath, place_of
from scored_society.base.errors import Place, UserError, mistake
from scored_society.base.model import validated
from scored_society.base.names import nearest
from scored_society.base.overlaid import overlaid
from scored_society.policy.course import ENTRIES, MOST_CHANGES, SECTIONS, TERM, laid, part
from scored_society.policy.dated import check_dates, dates
from scored_society.policy.groups import refuse_group_keys
from scored_society.policy.schema import Change, Policy

_SINGULAR = {
    "rules": "rule",
    "channels": "channel",
    "entitlements": "entitlement",
    "sanctions": "sanction",
    "blacklist": "blacklist route",
}


def check_structure(document: Document) -> None:
    """Check one file before anything of it is applied: its keys, dates, changes and what they remove.

    Raises
    ------
    UserError
        At the line of a mistake.
    """
    check_sections(document)
    check_dates(document)
    refuse_group_keys(document, SECTIONS)
    _check_change(document, (), ("remove",))
    for section in ("policy", "title", "kind", "starts", "tests"):
        if any(dates(document.value.get(section))):
            raise mistake(f"{section}: cannot change on a date", place=place_of(document, (section,)))
    changes = document.value.get("changes", [])
    if not isinstance(changes, list):
        raise mistake("changes: must be a list", place=place_of(document, ("changes",)), allowed="write '- from: …'")
    _check_count(document)
    for index, change in enumerate(changes):
        place = place_of(document, ("changes", index))
        if not isinstance(change, dict):
            raise mistake("changes: each must be a mapping", place=place, allowed="write '- from: …'")
        _check_keys(document, ("changes", index), (*TERM, *SECTIONS))
        term = _check_change(document, ("changes", index), TERM)
        if term.to is not None and week_of(term.from_) == week_of(term.to):
            raise mistake(f"a change from {term.from_} to {term.to} lasts less than a week", place=place)


def check_sections(document: Document, without: str | None = None) -> None:
    """Check the names of the sections of one file.

    Parameters
    ----------
    document : Document
        The file.
    without : str, optional
        A section that is not taken where the file is read, so that no message offers it.

    Raises
    ------
    UserError
        At the line of a section that there is not.
    """
    known = ("extends", *Policy.model_fields, "remove", "changes")
    _check_keys(document, (), tuple(name for name in known if name != without))


def flattened(chain: list[Document]) -> Document:
    """Return the one document that says what a chain of files says together.

    Parameters
    ----------
    chain : list of Document
        What is extended first, checked by `check_structure`.

    Returns
    -------
    Document
        It extends nothing. An overlay's undated sections are laid over the sections where nothing is dated; over
        dated ones they become a change of their own, without dates.

    Raises
    ------
    UserError
        If something is removed or changed that is not there.
    """
    first = chain[0]
    _check_removals(first, {}, ())
    standing = _with_changes(part(first, (), without=("extends", "remove", "changes")), first)
    for overlay in chain[1:]:
        standing = _extended(standing, overlay)
    _check_count(standing)
    return standing


def _extended(standing: Document, overlay: Document) -> Document:
    """Lay one file over another, undated sections first."""
    # Tests are about the file that they stand in: its reforms are meant to give other scores.
    standing = part(standing, (), without=("tests",))
    body = part(overlay, (), only=("remove", *SECTIONS))
    label = part(overlay, (), without=("extends", "remove", "changes", *SECTIONS))
    _check_names(body, _known(standing), ())
    if "changes" in standing.value or any(dates(standing.value)) or any(dates(body.value)):
        standing = _with_change(overlaid(standing, label), body) if body.value else overlaid(standing, label)
    else:
        standing = laid(overlaid(standing, label), body)
    return _with_changes(standing, overlay)


def _with_changes(standing: Document, overlay: Document) -> Document:
    for index in range(len(overlay.value.get("changes", []))):
        _check_names(overlay, _known(standing), ("changes", index))
        standing = _with_change(standing, part(overlay, ("changes", index)))
    return standing


def _with_change(standing: Document, change: Document) -> Document:
    """Add a layer to the list of changes."""
    changes = standing.value.get("changes", [])
    places = {("changes", len(changes), *path): place for path, place in change.places.items()}
    value = {**standing.value, "changes": [*changes, change.value]}
    return Document(change.name, value, standing.places | places)


def _check_keys(document: Document, path: KeyPath, allowed: tuple[str, ...]) -> None:
    for key in part(document, path).value:
        if key not in allowed:
            raise mistake(
                f"unknown key '{key}'",
                place=place_of(document, (*path, key)),
                allowed=sorted(allowed),
                meant=nearest(key, allowed),
            )


def _check_count(document: Document) -> None:
    count = len(document.value.get("changes", []))
    if count > MOST_CHANGES:
        place = place_of(document, ("changes", MOST_CHANGES))
        raise mistake(f"a rule book with {count} changes", place=place, allowed=f"{MOST_CHANGES} at most")


def _check_change(document: Document, path: KeyPath, keys: tuple[str, ...]) -> Change:
    return validated(Change, part(document, path, only=keys))


def _known(standing: Document) -> dict[str, list[str]]:
    """Return the names of all entries that a rule book has at any time, by section."""
    known: dict[str, list[str]] = {section: [] for section in ENTRIES}
    for body in (standing.value, *standing.value.get("changes", [])):
        for section in ENTRIES:
            entries = body.get(section)
            if isinstance(entries, dict):
                known[section] += [name for name in entries if name not in known[section]]
    return known


def _check_names(document: Document, known: dict[str, list[str]], path: KeyPath) -> None:
    """Refuse to remove, or to change in part, an entry that is not there."""
    _check_removals(document, known, path)
    body = part(document, path).value
    for section in ENTRIES:
        entries = body.get(section)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            # A new entry has a number of its own; without one, it is a change of another whose name is misspelt.
            if name not in known[section] and not (isinstance(entry, dict) and "number" in entry):
                raise _unknown(section, name, known, place_of(document, (*path, section, name)))


def _check_removals(document: Document, known: dict[str, list[str]], path: KeyPath) -> None:
    for section, names in part(document, path).value.get("remove", {}).items():
        for index, name in enumerate(names):
            if name not in known.get(section, ()):
                raise _unknown(section, name, known, place_of(document, (*path, "remove", section, index)))


def _unknown(section: str, name: str, known: dict[str, list[str]], place: Place) -> UserError:
    names = known.get(section, [])
    allowed = names or f"there are no {section} to change or remove"
    return mistake(f"unknown {_SINGULAR[section]} '{name}'", place=place, allowed=allowed, meant=nearest(name, names))
