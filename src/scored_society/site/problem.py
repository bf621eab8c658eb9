"""What the site refuses, in one shape: `{"error": {"message", "line", "retry_after"}}`."""

from __future__ import annotations

import json
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from scored_society.base.errors import ScoredError, UserError
from scored_society.chart.there import NothingToDrawError
from scored_society.site.phrasebook import load_phrasebook
from scored_society.site.texts import preferred

logger = logging.getLogger("scored_society.site")
LONGEST_MESSAGE = 2000
TOKEN_WANTED = {"WWW-Authenticate": "Bearer"}
"""How a token may be brought, as every answer that misses one has to say."""


class Said(BaseModel):
    """What was wrong."""

    message: str
    line: int | None = None
    """Of the rule book, counted from 1."""
    retry_after: int | None = None
    """Seconds after which the same may be asked again."""


class Refused(BaseModel):
    """The answer to what is refused."""

    error: Said


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refused} for status in (400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 503)
}
"""What any path may answer, for the description of the API."""


class Problem(Exception):  # noqa: N818 - it is an answer
    """A request that is refused.

    Parameters
    ----------
    status : of the answer.
    message : one sentence.
    line : of the rule book.
    retry_after : seconds.
    """

    def __init__(self, status: int, message: str, line: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.line, self.retry_after = status, message, line, retry_after

    def response(self, accepted: str = "") -> Response:
        """Return the answer; what is wrong with a number is said in the language that is liked best.

        Parameters
        ----------
        accepted : what a request says in `Accept-Language`.
        """
        message = load_phrasebook(preferred(accepted)).said(self.message)
        said = Said(message=message[:LONGEST_MESSAGE], line=self.line, retry_after=self.retry_after)
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        headers |= TOKEN_WANTED if self.status == 401 else {}
        content = json.dumps({"error": said.model_dump()}, ensure_ascii=True)
        return Response(content, self.status, headers, "application/json")


def of_mistake(error: ScoredError) -> Problem:
    """Return the refusal that a mistake in what was given comes to."""
    if isinstance(error, NothingToDrawError):
        return Problem(404, f"{error}.")
    if isinstance(error, UserError):
        return Problem(422, str(error), line=error.place.line if error.place else None)
    return Problem(409, str(error))


def install(app: FastAPI) -> None:
    """Let an application answer in this shape, whatever goes wrong."""

    def accepted(request: Request) -> str:
        return request.headers.get("accept-language", "")

    @app.exception_handler(Problem)
    async def refused(request: Request, problem: Problem) -> Response:
        return problem.response(accepted(request))

    @app.exception_handler(ScoredError)
    async def mistaken(request: Request, error: ScoredError) -> Response:
        return of_mistake(error).response(accepted(request))

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        return Problem(422, _first(error)).response(accepted(request))

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> Response:
        problem = Problem(error.status_code, str(error.detail)).response()
        problem.headers.update(error.headers or {})
        return problem


def _first(error: RequestValidationError) -> str:
    """Say the first mistake: where, and what; never what was given, which may be anything."""
    found = error.errors()[0]
    where = ".".join(str(part) for part in found["loc"] if part != "body")
    return f"{where}: {found['msg']}" if where else str(found["msg"])
