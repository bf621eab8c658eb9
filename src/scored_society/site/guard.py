"""What stands before every request: its host and origin, its token, its size; and the headers of every answer."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scored_society.site.pages import API, STATIC, closed
from scored_society.site.problem import Problem, logger
from scored_society.site.settings import Settings
from scored_society.site.visitors import Visitors, asking

POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "connect-src 'self'", "font-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'",
        "frame-ancestors 'none'",
    )
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
CLIENT, TOKEN = "scored_client", "scored_token"
"""Cookies: a number drawn for a browser, by which it takes its turn in the line; and that it showed the token.

They are `SameSite=Lax`, so that a link in a mail or on a learning platform leads in. That opens nothing to other sites:
such cookies go along with visits alone, and what is no visit to a page is refused by `Origin` and `Sec-Fetch-Site`.
"""
SAFE = frozenset({"GET", "HEAD"})
METHODS = SAFE | {"POST", "DELETE"}


class Guard:
    """Lets through what comes from the site's own pages on this machine, and is not too large.

    Parameters
    ----------
    app : what is guarded.
    settings : of the site.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings, self._visitors = app, settings, Visitors()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers, cookies = Headers(scope=scope), _cookies(scope)
        visitor = self._visitors.known(scope["client"][0] if scope["client"] else "", cookies.get(CLIENT, ""))
        scope["visitor"] = visitor
        asking.set(visitor.turn)

        begun = False

        async def dressed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _dress(message, self._visitors.marked(visitor) if visitor.is_new else None)
            await send(message)

        try:
            self._check(scope, headers)
            if (entry := self._admit(scope, headers, cookies)) is not None:
                await entry(scope, receive, dressed)
                return
            receive = await _whole(scope, headers, receive, self._settings)
        except Problem as problem:
            await _refusal(problem, scope, headers)(scope, receive, dressed)
            return
        try:
            await self._app(scope, receive, dressed)
        except Exception:
            logger.exception("unforeseen, at %s", scope["path"])
            if begun:
                raise
            failed = Problem(500, "something went wrong that should not; the terminal says what")
            await failed.response()(scope, receive, dressed)

    def _check(self, scope: Scope, headers: Headers) -> None:
        """Refuse what names another host, or comes from another site's page."""
        hosts, host = headers.getlist("host"), headers.get("host", "")
        wanted = self._settings.hosts
        known = host.endswith(f":{self._settings.port}") if wanted is None else host in wanted
        if len(hosts) != 1 or not known:
            raise Problem(403, f"this site is {self._settings.address} and answers to no other name")
        method, site = scope["method"], headers.get("sec-fetch-site")
        if method not in METHODS:
            raise Problem(405, f"{method} is not used here")
        foreign = site not in (None, "same-origin", "none")
        if foreign and (scope["path"].startswith(API) or method not in SAFE or not _visits(headers)):
            raise Problem(403, "only the pages of this site may ask for this")
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            raise Problem(403, "only the pages of this site may ask for this")

    def _admit(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        """Ask for the token; who brings it in the address is sent on without it, and remembered by a cookie."""
        token, wanted = self._settings.token, self._settings.pass_value
        if token is None:
            return None
        kind, _, given = headers.get("authorization", "").partition(" ")
        if (kind.lower() == "bearer" and _same(given, token)) or _same(cookies.get(TOKEN, ""), wanted):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] in SAFE and any(key == "token" and _same(value, token) for key, value in asked):
            rest = urlencode([pair for pair in asked if pair[0] != "token"])
            path = "/" + quote(scope["path"].lstrip("/\\"))
            entry = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            entry.set_cookie(TOKEN, wanted, httponly=True, samesite="lax")
            return entry
        raise Problem(401, "this site asks for the token that it was started with: open its address with ?token=…")


def _refusal(problem: Problem, scope: Scope, headers: Headers) -> Response:
    """Return a refusal: a page for a visitor who has no token, else what programs read."""
    visited = scope["method"] in SAFE and not scope["path"].startswith((API, STATIC))
    if problem.status == 401 and visited:
        return closed(scope["path"], headers.get("accept-language", ""))
    return problem.response()


async def _whole(scope: Scope, headers: Headers, receive: Receive, settings: Settings) -> Receive:
    """Read the body, and hand it on whole; it is small, or the request is refused."""
    if scope["method"] in SAFE:
        return receive
    limit, parts = settings.limits.body, bytearray()
    too_large = Problem(413, f"the request is larger than {limit:,} bytes")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > limit:
        raise too_large
    try:
        async with asyncio.timeout(settings.limits.body_seconds):
            more = True
            while more:
                message = await receive()
                if message["type"] != "http.request":
                    raise Problem(400, "the request broke off")
                parts += message.get("body", b"")
                more = message.get("more_body", False)
                if len(parts) > limit:
                    raise too_large
    except TimeoutError:
        raise Problem(408, "the request took too long to arrive") from None
    return _replay(bytes(parts), receive)


def _replay(body: bytes, receive: Receive) -> Receive:
    messages: Iterator[Message] = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def again() -> Message:
        return next(messages, None) or await receive()

    return again


def _dress(message: Message, client: str | None) -> None:
    """Add the headers of every answer, and the cookie of a new client."""
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers[name] = value
    headers.setdefault("Cache-Control", "no-store")
    if client is not None:
        headers.append("Set-Cookie", f"{CLIENT}={client}; Path=/; HttpOnly; SameSite=Lax")


def _cookies(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request; none where they make no sense."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _visits(headers: Headers) -> bool:
    """Whether somebody follows a link to a page."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
