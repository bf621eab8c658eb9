import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from scored_society.base.errors import UserError
from scored_society.site.serving import check, serve
from scored_society.site.settings import Limits, Settings
from served_site import ENDS, LONG, SMALL, events, read_to_end, served

CLIENTS = 50


def start(**options):
    """Start `scored serve` in a process of its own; return it and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scored_society", "serve", "--no-open", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"}, **options,
    )  # fmt: skip
    line = process.stdout.readline()
    assert line.startswith("The site is at http://127.0.0.1:"), line + process.stderr.read()
    return process, line.split()[4].rstrip("/")


def wait_until(holds):
    while not holds():
        time.sleep(0.02)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_stops_it_cleanly_with_streams_open(number, status, tmp_path):
    process, address = start(cwd=tmp_path)
    with process, httpx2.Client(base_url=address, timeout=60) as client:
        run = client.post("/api/runs", json=LONG | {"years": 20}).json()["id"]
        with client.stream("GET", f"/api/runs/{run}/stream") as response:
            told = events(response.iter_lines())
            assert next(kind for kind, _ in told if kind in ("frame", "note"))
            process.send_signal(number)
            kinds = {kind for kind, _ in told}
        assert process.wait(60) == status
        assert not kinds & {"done", "failed"}
        assert "Traceback" not in process.stderr.read()
    assert not list(tmp_path.iterdir())


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
            assert httpx2.delete(f"{address}/api/runs/{run}").status_code == 204
            assert list(told)[-1][0] == "cancelled"
        wait_until(lambda: client.get("/api/health").json()["living"] == 0)


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
