"""Whatever stands in the headers: the site answers as it does without, or refuses clearly; it never fails or hangs."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from scored_society.site.app import create_app
from scored_society.site.settings import Limits, Settings
from served_site import SMALL, lived, served

HERE, HOST = "http://127.0.0.1:8600", b"127.0.0.1:8600"
TOKEN = "0123456789abcdefghij"
FEW, MANY = 150, 3000
PATIENCE = 60
IGNORED = ("Accept", "Accept-Encoding", "Accept-Language", "Cookie", "Referer", "X-Forwarded-For", "X-Forwarded-Host")
"""Whatever these say, the answer has the same status: they choose a language or a turn, or are not read."""
READ = (
    "Host", "Origin", "Last-Event-ID", "Content-Type", "Content-Length", "Authorization", "Range", "If-Range",
    "If-None-Match", "If-Modified-Since", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest",
)  # fmt: skip
ODD = (
    b"", b" ", b"*", b"-1", b"0", b"9" * 400, b"\xff\xfe", "\u4ee4\u724c".encode(), b"\xb2", b"null", b"127.0.0.1:8600",
    b"[::1]:8600", b"http://127.0.0.1:8600", b"application/json", b"application/json; charset=\xff", b"text/plain",
    b"application/json;charset=utf-7", b"multipart/form-data", b"bytes=0-", b"bytes=-9999999999999", b"bytes=5-1,a-",
    b"bytes=" + b"0-1," * 200, b'W/"x"', b"Thu, 99 Foo 0000", b"zh;q=,;;,-,zh-" + b"x" * 500, b"Bearer", b"Bearer \xe9",
    b"scored_client=\xff; scored_token=\xff", b'scored_client="a\\"; $Path=/; =;;', b"a=" * 300, b"cross-site",
    b"navigate", b"same-origin",
)  # fmt: skip
BYTES = st.binary(max_size=30).map(lambda value: value.translate(None, b"\r\n\0"))
"""What a server hands on: line breaks and zeros it refuses by itself (see below)."""
HEADERS = st.dictionaries(st.sampled_from(READ + IGNORED), st.sampled_from(ODD) | BYTES, min_size=1, max_size=4)
CHECK = json.dumps({"policy": "none"}).encode()


def how(examples: int):
    return settings(
        max_examples=examples, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@pytest.fixture(scope="module")
def there(client):
    """A site, and what may be asked of it: method, path, body."""
    run = lived(client, SMALL)
    asked = [("GET", path, b"") for path in ("/", "/en/", "/zh/lab/", "/no-such", "/static/site.css", "/api/health")]
    asked += [("GET", f"{run}{more}", b"") for more in ("", "/stream", "/download", "/report.html", "/city/frames")]
    asked += [("POST", "/api/rule-books/check", CHECK), ("DELETE", f"/api/runs/{'0' * 16}", b"")]
    return client, asked


def answer(client, method: str, path: str, body: bytes, headers: dict[str, bytes]):
    """Ask with raw headers, as a server would hand them on; return status, headers and body."""
    raw = {b"host": HOST, b"content-type": b"application/json"}
    raw |= {name.lower().encode(): value for name, value in headers.items()}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": list(raw.items()),
        "client": ("127.0.0.1", 50000), "server": ("127.0.0.1", 8600), "state": {},
    }  # fmt: skip
    told: list[dict] = []

    async def ask() -> None:
        parts = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive():
            return next(parts, None) or await asyncio.Event().wait()

        async def send(message):
            told.append(message)

        async with asyncio.timeout(PATIENCE):
            await client.app(scope, receive, send)

    client.portal.call(ask)
    content = b"".join(message.get("body", b"") for message in told[1:])
    return told[0]["status"], {key.decode().lower(): value.decode() for key, value in told[0]["headers"]}, content


def look(there, method: str, path: str, body: bytes, headers: dict[str, bytes]) -> None:
    """Ask, and look at the answer."""
    client, _ = there
    status, answered, content = answer(client, method, path, body, headers)
    assert status < 500 or status == 503
    assert "default-src 'none'" in answered["content-security-policy"]
    if status >= 400 and path.startswith("/api"):
        assert json.loads(content)["error"]["message"]
    host = headers.get("Host", HOST)
    if host not in (HOST, b"localhost:8600") or headers.get("Origin", b"http://" + host) != b"http://" + host:
        assert status == 403
    if set(headers) <= set(IGNORED):
        assert status == answer(client, method, path, body, {})[0]


def ask_with_any(there, examples: int) -> None:
    @how(examples)
    @given(asked=st.sampled_from(there[1]), headers=HEADERS)
    def one(asked, headers):
        look(there, *asked, headers)

    one()


def test_no_header_makes_the_site_fail(there):
    for asked in there[1]:
        assert answer(there[0], *asked, {})[0] in (200, 303, 404)
    ask_with_any(there, FEW)


@pytest.mark.soak
def test_none_of_many_headers_makes_the_site_fail(there):
    ask_with_any(there, MANY)


@pytest.mark.parametrize("name", READ + IGNORED)
def test_no_odd_value_of_a_header_makes_the_site_fail(there, name):
    for asked in ((*there[1][4],), (*there[1][7],), (*there[1][-2],)):
        for value in ODD:
            look(there, *asked, {name: value})


def test_no_header_stands_for_the_token():
    with TestClient(create_app(Settings(token=TOKEN)), base_url=HERE) as guarded:

        @how(FEW)
        @given(headers=HEADERS)
        def one(headers):
            for path in ("/en/", "/api/health", "", "no-slash", "//"):
                status, answered, content = answer(guarded, "GET", path, b"", headers)
                assert status in (401, 403)
                assert TOKEN.encode() not in content
                assert "default-src 'none'" in answered["content-security-policy"]

        one()


@pytest.fixture(scope="module")
def listening():
    with served(Limits(body_seconds=0.1)) as (address, _):
        yield address.rpartition(":")[2].encode()


LINES = st.lists(
    st.sampled_from(
        [b"Content-Length: 40", b"Transfer-Encoding: chunked", b"Expect: 100-continue", b"Upgrade: websocket"]
    )
    | st.binary(max_size=40)
    | st.tuples(st.sampled_from(READ + IGNORED), st.sampled_from(ODD) | st.binary(max_size=20)).map(
        lambda pair: pair[0].encode() + b": " + pair[1]
    ),
    max_size=4,
)


statuses: Counter[int] = Counter()


@how(FEW)
@given(method=st.sampled_from([b"GET", b"POST", b"DELETE", b"BREW", b"\xff"]), lines=LINES)
def test_whatever_bytes_arrive_are_answered_or_refused(listening, method, lines):
    """Line breaks and zeros among them; whoever says that more comes, and sends nothing, is not waited for."""
    head = b"\r\n".join(
        [method + b" /api/health HTTP/1.1", b"Host: 127.0.0.1:" + listening, b"Connection: close", *lines]
    )
    with socket.create_connection(("127.0.0.1", int(listening)), timeout=PATIENCE) as connection:
        connection.sendall(head + b"\r\n\r\n")
        told = b"".join(iter(lambda: connection.recv(65_536), b""))
    found = [int(status) for status in re.findall(rb"^HTTP/1\.1 (\d+)", told, re.MULTILINE)]
    assert found, head
    assert max(found) < 500, told
    statuses.update(found)


def test_some_of_these_bytes_were_answered_and_some_refused():
    assert statuses[200], "nothing was answered"
    assert statuses[400], "the server refused nothing by itself"
    assert statuses[405] + statuses[403] + statuses[408], "the site refused nothing"
