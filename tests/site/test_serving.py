import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx2
import pytest

from scored_society.base.errors import UserError
from scored_society.site.serving import check, serve
from scored_society.site.settings import Limits, Settings
from served_site import ENDS, LONG, SMALL, events, read_to_end, served

CLIENTS = 50


def start(cwd, **environment):
    """Start `scored serve` in a process of its own; return it and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scored_society", "serve", "--no-open", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
    )  # fmt: skip
    line = process.stdout.readline()
    assert line.startswith("The site is at http://127.0.0.1:"), line + process.stderr.read()
    return process, line.split()[4].rstrip("/")


def wait_until(holds):
    while not holds():
        time.sleep(0.02)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_stops_it_cleanly_with_streams_open(number, status, tmp_path):
    """Streams of what is lived and of what waits are told that it is cancelled, and end; nothing is left."""
    temporary, here = tmp_path / "temporary", tmp_path / "here"
    temporary.mkdir()
    here.mkdir()
    process, address = start(cwd=here, TMPDIR=str(temporary))
    with process, httpx2.Client(base_url=address, timeout=60) as client, ExitStack() as open_streams:
        client.get("/api/health")
        compared = {key: value for key, value in LONG.items() if key != "policy"} | {"years": 10, "seed": 3}
        asked = [("runs", LONG | {"years": 20}), ("runs", LONG | {"years": 20, "seed": 2}), ("comparisons", compared)]
        streams = []
        for kind, what in asked:
            path = f"/api/{kind}/{client.post(f'/api/{kind}', json=what).json()['id']}"
            response = open_streams.enter_context(client.stream("GET", f"{path}/stream"))
            streams.append(events(response.iter_lines()))
        assert next(kind for kind, _ in streams[0] if kind in ("frame", "note"))
        assert [folder.name.startswith("scored-site-") for folder in temporary.iterdir()] == [True]
        process.send_signal(number)
        assert [list(told)[-1][0] for told in streams] == ["cancelled"] * 3
        assert process.wait(60) == status
        said = process.stderr.read()
        assert "Traceback" not in said
        assert "ASGI" not in said
    assert not list(temporary.iterdir())
    assert not list(here.iterdir())


def test_nobody_is_starved_by_who_drops_their_cookie():
    """Of many who ask again and again without a number, a visitor who keeps one waits for one alone."""
    with served() as (address, hub), httpx2.Client(base_url=address, timeout=60) as visitor:
        visitor.get("/api/health")
        asked = [
            httpx2.post(f"{address}/api/runs", json=SMALL | {"years": 20, "seed": seed}).status_code
            for seed in range(2 * Limits().waiting)
        ]
        assert 429 in asked
        assert hub.line.counts()[1] <= Limits().waiting_strangers
        answer = visitor.post("/api/runs", json=SMALL)
        assert answer.status_code == 202
        told = read_to_end(visitor, f"/api/runs/{answer.json()['id']}")
        assert next(data["position"] for kind, data in told if kind == "waiting") <= 1
        assert told[-1][0] == "done"
        assert hub.line.counts()[1] >= Limits().waiting_strangers - 4


def test_another_host_needs_a_token():
    with pytest.raises(UserError, match=r"--host 0\.0\.0\.0 is reached from other machines"):
        check(Settings(host="0.0.0.0"))
    with pytest.raises(UserError, match="at least 16"):
        check(Settings(token="short"))
    check(Settings(host="0.0.0.0", token="x" * 16))
    for host in ("127.0.0.1", "localhost", "::1"):
        check(Settings(host=host))


def test_a_port_that_is_taken_is_said_so():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UserError, match="name another with --port"):
        serve(Settings(port=taken.getsockname()[1]), browser=False, say=print)
    with pytest.raises(UserError, match=r"--host no\.such\.host\.invalid"):
        serve(Settings(host="no.such.host.invalid", token="x" * 16), browser=False, say=print)


def test_the_command_line_refuses_in_one_line(scored):
    outcome = scored("serve", "--host", "0.0.0.0", "--no-open")
    assert outcome.status == 2
    assert outcome.err.startswith("--host 0.0.0.0 is reached from other machines; give a --token")


def test_a_run_is_cancelled_when_its_reader_leaves():
    with served(Limits(left_seconds=0)) as (address, hub), httpx2.Client(base_url=address, timeout=60) as client:
        run = client.post("/api/runs", json=LONG).json()["id"]
        with client.stream("GET", f"/api/runs/{run}/stream") as response:
            assert next(kind for kind, _ in events(response.iter_lines()) if kind == "frame")
            assert client.get("/api/health").json()["living"] == 1
        wait_until(lambda: hub.shelf.all()[0].over)
        assert client.get(f"/api/runs/{run}").json()["status"] == "cancelled"
        assert read_to_end(client, f"/api/runs/{run}")[-1][0] == "cancelled"


def test_a_run_goes_on_while_another_reads_and_for_who_reloads():
    with served() as (address, hub), httpx2.Client(base_url=address, timeout=60) as client:
        run = client.post("/api/runs", json=SMALL | {"years": 5}).json()["id"]
        with client.stream("GET", f"/api/runs/{run}/stream") as response:
            assert next(kind for kind, _ in events(response.iter_lines()) if kind == "frame")
        told = read_to_end(client, f"/api/runs/{run}")
        assert told[-1][0] == "done"
        assert [data["week"] for kind, data in told if kind == "frame"] == list(range(260))
        wait_until(lambda: hub.readers == 0)


def test_a_run_that_nobody_reads_is_cancelled():
    with served(Limits(unread_seconds=0)) as (address, hub), httpx2.Client(base_url=address, timeout=60) as client:
        client.post("/api/runs", json=LONG)
        wait_until(lambda: hub.shelf.all()[0].over)
        assert hub.shelf.all()[0].status == "cancelled"


def test_a_run_is_cancelled_on_demand_and_its_stream_ends():
    with served() as (address, _), httpx2.Client(base_url=address, timeout=60) as client:
        run = client.post("/api/runs", json=LONG).json()["id"]
        with client.stream("GET", f"/api/runs/{run}/stream") as response:
            told = events(response.iter_lines())
            assert next(kind for kind, _ in told if kind == "frame")
            assert client.delete(f"/api/runs/{run}").status_code == 204
            assert list(told)[-1][0] == "cancelled"
        wait_until(lambda: client.get("/api/health").json()["living"] == 0)


def test_who_keeps_no_cookie_cancels_what_they_asked_for_and_nothing_else():
    with served() as (address, _), httpx2.Client(base_url=address, timeout=60) as client:
        own, other = (httpx2.post(f"{address}/api/runs", json=LONG | {"seed": seed}).json()["id"] for seed in (1, 2))
        with client.stream("GET", f"/api/runs/{own}/stream") as response:
            assert next(kind for kind, _ in events(response.iter_lines()) if kind == "frame")
            assert httpx2.delete(f"{address}/api/runs/{other}").status_code == 204
            assert client.get(f"/api/runs/{other}").status_code == 404
            assert client.get(f"/api/runs/{own}").json()["status"] == "living"


def test_a_comparison_is_cancelled_between_weeks():
    with served(Limits(left_seconds=0)) as (address, hub), httpx2.Client(base_url=address, timeout=60) as client:
        asked = {key: value for key, value in LONG.items() if key != "policy"} | {"years": 10}
        number = client.post("/api/comparisons", json=asked).json()["id"]
        with client.stream("GET", f"/api/comparisons/{number}/stream") as response:
            assert next(kind for kind, _ in events(response.iter_lines()) if kind == "frame-a")
        wait_until(lambda: hub.line.counts() == (0, 0))
        assert {task.status for task in hub.shelf.all()} == {"cancelled"}


def visit_at_once(waiting: int) -> None:
    """Let fifty clients start a run each at the same moment, and look at what each was told."""
    outcomes: dict[int, tuple[int, list]] = {}
    together = threading.Barrier(CLIENTS)

    def visit(address: str, number: int) -> None:
        with httpx2.Client(base_url=address, timeout=120) as client:
            client.get("/api/health")
            together.wait()
            answer = client.post("/api/runs", json=SMALL | {"seed": number})
            told = []
            if answer.status_code == 202:
                told = read_to_end(client, f"/api/runs/{answer.json()['id']}")
            outcomes[number] = (answer.status_code, [answer.json(), *told])

    with served(Limits(waiting=waiting)) as (address, hub), ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda number: visit(address, number), range(CLIENTS)))
        wait_until(lambda: hub.readers == 0)
    taken = [number for number, (status, _) in outcomes.items() if status == 202]
    assert len(taken) >= waiting
    for number, (status, told) in outcomes.items():
        if status != 202:
            assert status == 429
            assert told[0]["error"]["retry_after"] >= 1
            continue
        kind, last = told[-1]
        assert kind in ENDS
        assert (kind, last["id"], last["inputs"]["seed"]) == ("done", told[0]["id"], number)
        assert [data["week"] for kind, data in told[1:] if kind == "frame"] == list(range(52))
    assert len({outcomes[number][1][-1][1]["fingerprint"] for number in taken}) == len(taken)


def test_fifty_clients_at_once_get_their_own_streams_or_are_refused_clearly():
    visit_at_once(10)


@pytest.mark.soak
def test_fifty_clients_at_once_all_get_their_own_streams():
    visit_at_once(49)
