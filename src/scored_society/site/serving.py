"""Serving the site until somebody stops it."""

from __future__ import annotations

import logging
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from types import FrameType
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI

from scored_society.base.errors import Interrupted, mistake
from scored_society.decision.code import BUILT_IN
from scored_society.site.app import create_app
from scored_society.site.hub import Hub
from scored_society.site.settings import Settings, is_loopback

SHORTEST_TOKEN = 16
STOP_SECONDS = 5
LARGEST_HEAD = 16 * 1024
BACKLOG = 128
UNFINISHED = "ASGI callable returned without completing response"
"""What the server says of an answer that does not end (see `sending.Paced`)."""


def check(settings: Settings) -> None:
    """Refuse to serve more than this machine without a token.

    Raises
    ------
    UserError
        If a token is missing or too short.
    """
    if settings.token is not None and len(settings.token) < SHORTEST_TOKEN:
        raise mistake(
            f"--token has {len(settings.token)} characters", allowed=f"at least {SHORTEST_TOKEN}, drawn by chance"
        )
    if settings.token is None and not is_loopback(settings.host):
        raise mistake(
            f"--host {settings.host} is reached from other machines",
            allowed="give a --token that visitors have to bring, or leave out --host",
        )


def serve(settings: Settings, *, browser: bool, say: Callable[[str], None]) -> None:
    """Serve the site until the process is asked to stop.

    Parameters
    ----------
    settings : where, and for whom; port 0 is any that is free.
    browser : whether to open it in the browser.
    say : is given the lines that are printed.

    Raises
    ------
    UserError
        If it cannot be served there.
    Interrupted
        After Ctrl-C.
    """
    check(settings)
    listening = _listening(settings)
    settings = replace(settings, port=listening.getsockname()[1])
    app = create_app(settings)
    server = _Server(app, settings, browser, say)
    before = signal.signal(signal.SIGTERM, _nothing)  # so that the server's own handling ends in a clean return
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        raise Interrupted("stopped") from None
    finally:
        signal.signal(signal.SIGTERM, before)
        listening.close()
        hub: Hub | None = getattr(app.state, "hub", None)
        if hub is not None:
            hub.close()


class _Server(uvicorn.Server):
    """A server that says where it is, and lets streams end before it stops."""

    def __init__(self, app: FastAPI, settings: Settings, browser: bool, say: Callable[[str], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, ws="none",
                lifespan="on", limit_concurrency=settings.limits.connections, timeout_graceful_shutdown=STOP_SECONDS,
                h11_max_incomplete_event_size=LARGEST_HEAD,
            )
        )  # fmt: skip
        self._app, self._settings, self._browser, self._say = app, settings, browser, say
        logging.getLogger("uvicorn.error").addFilter(_is_of_interest)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve."""
        await super().startup(sockets)
        address = self._settings.address
        self._say(f"The site is at {address}  (Ctrl-C stops it)")
        threading.Thread(target=_warm, daemon=True).start()
        if self._browser:
            opened = f"{address}?{urlencode({'token': self._settings.token})}" if self._settings.token else address
            threading.Thread(target=webbrowser.open, args=(opened,), daemon=True).start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: streams end, the run that is being lived is cancelled, and nothing is left."""
        self._app.state.hub.stop()
        await super().shutdown(sockets)


def _is_of_interest(record: logging.LogRecord) -> bool:
    """Whether a line of the server's belongs on the terminal: that a reader who took nothing was left does not."""
    return not record.getMessage().startswith(UNFINISHED)


def _warm() -> None:
    """Fetch the machine code of the week before the first visitor asks for a run."""
    _ = BUILT_IN.live_shard


def _listening(settings: Settings) -> socket.socket:
    """Return a socket that listens where the site is to be."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise mistake(f"--host {settings.host}: {error.strerror or error}") from None
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(BACKLOG)
    except OSError as error:
        found.close()
        raise mistake(
            f"cannot serve at {settings.host}:{settings.port}: {error.strerror}",
            allowed="another program may be there; name another with --port",
        ) from None
    return found


def _nothing(number: int, frame: FrameType | None) -> None:
    """Take a signal."""
