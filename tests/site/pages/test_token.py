"""The token: a link that holds it leads in from another site, and is nowhere to be found afterwards."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from axe import violations
from served_site import SMALL, served

TOKEN = "0123456789abcdef&+ %"
WRITTEN = "0123456789abcdef%26%2B+%25"
FRAGMENT = "#blacklist"
FETCH = """path => fetch(path, {credentials: 'include', mode: 'no-cors', method: 'POST', body: '{}'}).catch(() => null)
.then(() => null)"""


@pytest.fixture(scope="module")
def guarded():
    """The address of a site that asks for a token, and its memory."""
    with served(token=TOKEN) as found:
        yield found


@pytest.fixture(scope="module")
def elsewhere(guarded):
    """The address of a page on another site, with links into ours."""
    address, _ = guarded
    page = f"""<!DOCTYPE html><title>A course</title>
        <a id="first" href="{address}/en/glossary/?token={WRITTEN}{FRAGMENT}">in</a>
        <a id="later" href="{address}/en/lesson/">again</a>
        <form action="{address}/api/runs" method="post" enctype="text/plain"><button>run</button></form>"""

    class Course(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Course) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(chromium):
    context = chromium.new_context(locale="en")
    yield context.new_page()
    context.close()


def visited(page) -> list[str]:
    """Return the addresses that back and forward lead to."""
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    return [entry["url"] for entry in history["entries"]]


def test_a_link_from_another_site_leads_in_and_leaves_no_token(page, guarded, elsewhere):
    address, _ = guarded
    page.goto(elsewhere)
    page.click("#first")
    page.locator("h1", has_text="Glossary").wait_for()
    assert page.url == f"{address}/en/glossary/{FRAGMENT}"
    assert visited(page)[1:] == [elsewhere, page.url]
    assert WRITTEN not in page.content()
    page.reload()
    page.locator("h1", has_text="Glossary").wait_for()
    page.goto(elsewhere)
    page.click("#later")
    page.locator("h1").wait_for()
    assert page.url == f"{address}/en/lesson/"
    assert page.locator("main#main").count() == 1
    assert page.evaluate("document.cookie") == ""


def test_another_site_starts_nothing_for_a_visitor_who_is_in(page, guarded, elsewhere):
    address, hub = guarded
    page.goto(f"{address}/en/?token={WRITTEN}")
    page.goto(elsewhere)
    with page.expect_navigation() as navigation:
        page.click("button")
    assert navigation.value.status == 403
    page.goto(elsewhere)
    page.evaluate(FETCH, f"{address}/api/runs")
    assert hub.shelf.all() == []
    cookie = {each["name"]: each["value"] for each in page.context.cookies(address)}
    answer = httpx2.post(f"{address}/api/runs", json=SMALL, cookies=cookie)
    assert answer.status_code == 202, "what was refused was not the token"


@pytest.mark.parametrize(("path", "title"), [("/en/lab/", "This site asks for a token"), ("/zh/", "本网站需要令牌")])
def test_without_the_token_a_page_says_how_to_get_in(page, guarded, path, title):
    address, _ = guarded
    assert page.goto(f"{address}{path}").status == 401
    assert page.inner_text("h1") == title
    for scheme, width in (("light", 1440), ("dark", 360)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 700})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
