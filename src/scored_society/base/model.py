"""From a document to a checked model, or to one message at the line of the first mistake."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scored_society.base.document import Document, KeyPath, place_of
from scored_society.base.errors import Place, UserError, mistake
from scored_society.base.names import nearest

Model = TypeVar("Model", bound=BaseModel)

_UNKNOWN = "extra_forbidden"
_MISSING = "missing"
_TAGS = ("union_tag_invalid", "union_tag_not_found")


def validated(model_class: type[Model], document: Document) -> Model:
    """Check a document against a model.

    Parameters
    ----------
    model_class : subclass of BaseModel
        What the file must say; unknown keys are refused at every level, whatever the models' own settings.
    document : Document
        The file.

    Returns
    -------
    model_class
        The checked contents.

    Raises
    ------
    UserError
        For the first mistake by line. An unknown key comes with the names that are allowed there.
    """
    try:
        return model_class.model_validate(document.value, extra="forbid")
    except ValidationError as error:
        problems = error.errors(include_url=False)
    raise _first(model_class, document, problems) from None


def _first(model_class: type[BaseModel], document: Document, problems: list[ErrorDetails]) -> UserError:
    located = _telling([(_path(document.value, problem), problem) for problem in problems])

    def order(item: tuple[KeyPath, ErrorDetails]) -> tuple[bool, str, int, int]:
        place = place_of(document, item[0])
        return (place.file != document.name, place.file, place.line, -len(item[0]))

    path, problem = min(located, key=order)
    place = place_of(document, path)
    if problem["type"] == _UNKNOWN:
        name = str(path[-1])
        known = sorted({key for model in _models_at(model_class, path[:-1]) for key in _keys(model)})
        return mistake(f"unknown key '{name}'", place=place, allowed=known, meant=nearest(name, known))
    if problem["type"] == _MISSING:
        where = f" in '{path[-1]}'" if path else ""
        return mistake(f"'{problem['loc'][-1]}' is missing{where}", place=place)
    if problem["type"] in _TAGS:
        return _wrong_tag(path, problem, place)
    expected = re.findall(r"'([^']*)'", problem.get("ctx", {}).get("expected", ""))
    if expected:
        value = str(problem["input"])
        what = f"{_label(path)}'{value[:40]}' is not known"
        return mistake(what, place=place, allowed=expected, meant=nearest(value, expected))
    return mistake(f"{_label(path)}{_reason(problem)}", place=place)


def _wrong_tag(path: KeyPath, problem: ErrorDetails, place: Place) -> UserError:
    """Return the message for an entry whose kind is not known, or not said."""
    context = problem.get("ctx", {})
    key, known = context["discriminator"].strip("'"), re.findall(r"'([^']*)'", context.get("expected_tags", ""))
    if problem["type"] == "union_tag_not_found":
        return mistake(f"'{key}' is missing in '{path[-1]}'", place=place)
    tag = context["tag"]
    return mistake(
        f"{_label(path)}{key} '{tag[:40]}' is not known", place=place, allowed=known, meant=nearest(tag, known)
    )


def _telling(located: list[tuple[KeyPath, ErrorDetails]]) -> list[tuple[KeyPath, ErrorDetails]]:
    """Leave out what another problem says better.

    A misspelt key is both unknown and missing; a value that fails inside one branch of a union fails the others as
    a whole.
    """
    misnamed = {path[:-1] for path, problem in located if problem["type"] == _UNKNOWN}
    entered = {path[:end] for path, _ in located for end in range(len(path))}
    return [
        (path, problem)
        for path, problem in located
        if (path not in misnamed if problem["type"] == _MISSING else path not in entered)
    ]


def _path(value: Any, problem: ErrorDetails) -> KeyPath:
    """Return the part of a problem's location that leads through the document.

    Locations also name the branches of unions and the like, and end in the key that is missing.
    """
    path: list[str | int] = []
    for step in problem["loc"]:
        in_mapping = isinstance(value, dict) and step in value
        in_list = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if in_mapping or in_list:
            value = value[step]
            path.append(step)
    return tuple(path)


def _label(path: KeyPath) -> str:
    names = [str(step) for step in path if isinstance(step, str)]
    return f"{names[-1]}: " if names else ""


def _reason(problem: ErrorDetails) -> str:
    own = problem.get("ctx", {}).get("error")
    if isinstance(own, ValueError):
        return str(own)
    message = problem["msg"]
    reason = message[:1].lower() + message[1:]
    shown = problem["input"]
    return f"{reason}, not '{str(shown)[:40]}'" if isinstance(shown, str | int | float) else reason


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name


def _models_at(annotation: Any, path: KeyPath) -> list[type[BaseModel]]:
    """Return the models that a path through nested models, mappings and lists may lead to."""
    found: list[type[BaseModel]] = []
    for kind in _alternatives(annotation):
        arguments = get_args(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if not path:
                found.append(kind)
            fields = {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
            if path and path[0] in fields:
                found += _models_at(fields[str(path[0])], path[1:])
        elif path and arguments and issubclass(get_origin(kind), Mapping):
            found += _models_at(arguments[1], path[1:])
        elif path and arguments and issubclass(get_origin(kind), Sequence):
            found += [model for item in arguments for model in _models_at(item, path[1:])]
    return found


def _alternatives(annotation: Any) -> Iterator[Any]:
    """Unfold `Annotated` and unions into plain types."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for kind in get_args(annotation):
            yield from _alternatives(kind)
    elif isinstance(annotation, type) or isinstance(origin, type):
        yield annotation
