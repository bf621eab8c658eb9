"""What a served site holds in memory stays below what its limits say, whatever is asked, and does not grow."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import httpx2
import pytest

from scored_society.site.settings import REPLAY_BYTES, SOMEONE_BYTES, Limits
from served_site import SMALL, lived, read_to_end

TESTS = Path(__file__).parents[1]
SERVING = """
import json, sys
sys.path.insert(0, sys.argv[1])
from served_site import served
from scored_society.site.settings import REPLAY_BYTES, SOMEONE_BYTES, Limits
with served(Limits(**json.loads(sys.argv[2]))) as (address, hub):
    print(address, flush=True)
    for _ in sys.stdin:
        print(json.dumps(hub.shelf.kept()), flush=True)
"""
LARGE = {"policy": "as-told", "society": "china-2020", "citizens": 100_000, "years": 1}
"""Its city comes in answers of five megabytes."""
NOISE = 80_000_000
"""What the allocators of Python, Polars and the drawing library may keep of one round more than of another."""


class Site:
    """A site that is served by a process of its own, so that its memory can be measured."""

    def __init__(self, process, address):
        self.process, self.address = process, address
        self.client = httpx2.Client(base_url=address, timeout=120)
        self.client.get("/api/health")
        self.readers: list[socket.socket] = []

    def close(self) -> None:
        """Let everybody leave."""
        self.let_readers_leave()
        self.client.close()

    def let_readers_leave(self) -> None:
        """Let those leave who stopped reading."""
        while self.readers:
            self.readers.pop().close()

    def kept(self) -> list[int]:
        """Return the bytes that are kept of what is over, on the disk and in memory."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def resident(self, what: str = "VmRSS") -> int:
        """Return the bytes that the process has in memory, or (`VmHWM`) had at the most since `forget_peak`."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(f"{what}:"):
                return int(line.split()[1]) * 1024
        raise AssertionError(what)

    def forget_peak(self) -> None:
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def stop_reading(self, path: str) -> None:
        """Ask for something and do not read it, but for its first bytes."""
        host, port = self.address.removeprefix("http://").split(":")
        reader = socket.socket()
        self.readers.append(reader)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect((host, int(port)))
        reader.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        assert reader.recv(12) == b"HTTP/1.1 200"


@contextmanager
def elsewhere(limits: Limits):
    """Serve a site in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVING, str(TESTS), json.dumps(asdict(limits))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        site = Site(process, process.stdout.readline().strip())
        try:
            yield site
        finally:
            site.close()
            process.stdin.close()
        assert process.wait(60) == 0


def one_round(site: Site, number: int, runs: int, whole: bool) -> None:
    """Ask for more than is kept, and for what there is of it; `whole`: for reports and for somebody's life, too."""
    client = site.client
    for seed in range(runs):
        run = lived(client, SMALL | {"seed": 1000 * number + seed})
        for path in ("frames", "summary", "charts/scores.svg", "charts/scores.json", "download", "find"):
            assert client.get(f"{run}/{path}").status_code == 200
    asked = {key: value for key, value in SMALL.items() if key != "policy"} | {"seed": 1000 * number}
    compared = lived(client, asked, "comparisons")
    for path in ("effects", "charts/effects.svg"):
        assert client.get(f"{compared}/{path}").status_code == 200
    if whole:
        for each in (run, compared):
            assert client.get(f"{each}/report.html").status_code == 200
        someone = client.post("/api/someone", json={"seed": number}).json()
        assert read_to_end(client, f"/api/runs/{someone['run']['id']}")[-1][0] == "done"
        assert client.get(f"/api/someone/{someone['id']}").json()["status"] == "living"
        assert client.delete(f"/api/someone/{someone['id']}").status_code == 204


def stay_within(limits: Limits, runs: int, stopped: int, whole: bool) -> None:
    """Go three rounds, with readers who stop in each, and look at what is held."""
    with elsewhere(limits) as site:
        lived(site.client, LARGE)
        one_round(site, 0, 1, whole)
        base, peaks = site.resident(), []
        for number in range(1, 4):
            site.forget_peak()
            run = lived(site.client, LARGE | {"seed": number})
            before = site.resident()
            for _ in range(stopped):
                site.stop_reading(f"{run}/city/frames")
            for path in ("frames", "stream"):
                site.stop_reading(f"{run}/{path}")
            assert site.client.get(f"{run}/city/layout").status_code == 200
            assert site.resident() - before < limits.on_the_way
            one_round(site, number, runs, whole)
            disk, memory = site.kept()
            assert disk <= limits.kept_bytes
            assert memory <= limits.kept_memory
            peaks.append(site.resident("VmHWM"))
            site.let_readers_leave()
        assert max(peaks) - base < limits.memory
        met = 2 * (REPLAY_BYTES + SOMEONE_BYTES) if whole else 0  # in the later rounds, and still there in the last
        assert peaks[2] < peaks[0] + met + NOISE


def test_memory_is_bounded_and_does_not_grow_with_what_is_asked():
    few = Limits(
        kept=3, kept_bytes=40_000_000, kept_memory=400_000, working=300_000_000, sending=4_000_000, connections=80,
        replays=1, heavy=1,
    )  # fmt: skip
    stay_within(few, 1, 40, whole=False)


@pytest.mark.soak
def test_memory_is_bounded_with_the_limits_of_the_site():
    stay_within(Limits(), Limits().kept + 10, 50, whole=True)
