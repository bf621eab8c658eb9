"""How fast the site answers: measured over a socket, of a server in a process of its own."""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

CITIZENS, YEARS = 100_000, 10
TIMES = 3
CLIENTS, ASKED = 50, 100
ANSWER_SECONDS = 120


def picture_seconds() -> tuple[float, float]:
    """Return the time to the first picture of a society, and that until its years are streamed; medians, when warm.

    The picture is there when the first week's figures and the first frame of the city have arrived.
    """
    first, whole = [], []
    with served() as address:
        live(address, 0, citizens=1000, years=1)
        for seed in range(1, TIMES + 1):
            picture, streamed = live(address, seed, CITIZENS, YEARS)
            first.append(picture)
            whole.append(streamed)
    return statistics.median(first), statistics.median(whole)


def health_seconds() -> float:
    """Return within what time 19 of 20 questions after the site's health are answered, while many start runs."""
    taken: list[float] = []
    with served() as address:
        live(address, 0, citizens=1000, years=1)
        together = threading.Barrier(CLIENTS + 1)

        def start(seed: int) -> None:
            cookie = arrive(address)
            together.wait()
            ask(address, "POST", "/api/runs", {"citizens": 20_000, "years": 5, "seed": seed}, cookie)

        clients = [threading.Thread(target=start, args=(seed,)) for seed in range(1, CLIENTS + 1)]
        for client in clients:
            client.start()
        together.wait()
        for _ in range(ASKED):
            begun = time.perf_counter()
            ask(address, "GET", "/api/health")
            taken.append(time.perf_counter() - begun)
        for client in clients:
            client.join()
    return statistics.quantiles(taken, n=20)[-1]


@contextmanager
def served() -> Iterator[str]:
    """Serve a site on a port that is free, and yield where: HOST:PORT."""
    command = [sys.executable, "-u", "-m", "scored_society", "serve", "--no-open", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield line.split("http://")[1].split("/")[0]
        finally:
            process.terminate()


def live(address: str, seed: int, citizens: int, years: int) -> tuple[float, float]:
    """Start a run, and return the time to its first picture and that to its end."""
    begun, picture = time.perf_counter(), 0.0
    asked = {"policy": "as-told", "citizens": citizens, "years": years, "seed": seed}
    run = f"/api/runs/{ask(address, 'POST', '/api/runs', asked)['id']}"
    connection = http.client.HTTPConnection(address, timeout=ANSWER_SECONDS)
    connection.request("GET", f"{run}/stream")
    for line in connection.getresponse():
        if line.startswith(b"event: frame") and not picture:
            while ask(address, "GET", f"{run}/city/layout").get("frames", 0) == 0:
                time.sleep(0.005)
            ask(address, "GET", f"{run}/city/frames?from=0&to=1")
            picture = time.perf_counter() - begun
    connection.close()
    return picture, time.perf_counter() - begun


def arrive(address: str) -> str:
    """Return the cookie of a new visitor: all who bring none take turns as one."""
    connection = http.client.HTTPConnection(address, timeout=ANSWER_SECONDS)
    connection.request("GET", "/api/health")
    with connection.getresponse() as answer:
        cookie = answer.headers["Set-Cookie"].split(";")[0]
    connection.close()
    return cookie


def ask(
    address: str, method: str, path: str, body: dict[str, Any] | None = None, cookie: str | None = None
) -> dict[str, Any]:
    """Ask for something, and return what is answered, if it is JSON."""
    connection = http.client.HTTPConnection(address, timeout=ANSWER_SECONDS)
    headers = {} if body is None else {"Content-Type": "application/json"}
    if cookie is not None:
        headers["Cookie"] = cookie
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    found: dict[str, Any] = json.loads(content) if "json" in answer.headers.get("Content-Type", "") else {}
    return found
