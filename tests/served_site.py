"""A site that is served to tests, by a real server in this process, and what reads its streams."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import uvicorn

from scored_society.site.app import create_app
from scored_society.site.settings import Limits, Settings

SMALL = {"policy": "as-told", "society": "smallville", "citizens": 200, "years": 1}
LONG = {"policy": "as-told", "society": "china-2020", "citizens": 100_000, "years": 40}
ENDS = ("done", "failed", "cancelled")


@contextmanager
def served(limits: Limits | None = None, **settings):
    """Serve a site on a port that is free, and yield its address and its memory."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(Settings(port=port, limits=limits or Limits(), **settings))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=3))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started:
            threading.Event().wait(0.01)
        yield f"http://127.0.0.1:{port}", app.state.hub
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()
    assert not thread.is_alive()


def events(lines: Iterator[str]) -> Iterator[tuple[str, dict]]:
    """Yield what a stream tells: kind and data."""
    kind = ""
    for line in lines:
        name, _, value = line.partition(": ")
        if name == "event":
            kind = value
        elif name == "data":
            yield kind, json.loads(value)


def read_to_end(client: httpx2.Client, path: str) -> list[tuple[str, dict]]:
    """Read a stream to its end."""
    with client.stream("GET", f"{path}/stream") as response:
        assert response.status_code == 200, response.read()
        return list(events(response.iter_lines()))


def lived(client, asked: dict, kind: str = "runs") -> str:
    """Let something be lived, and return its address."""
    answer = client.post(f"/api/{kind}", json=asked)
    assert answer.status_code == 202, answer.text
    path = f"/api/{kind}/{answer.json()['id']}"
    assert read_to_end(client, path)[-1][0] == "done"
    return path
