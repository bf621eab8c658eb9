"""The static copy in a browser: opened from the disk and from a plain web host, cut off from everything else."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import sync_playwright

from axe import violations
from looks import LOOKS, at

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

PLAYED = {"en/city/": ("#begin", "#counts:not(:empty)"), "en/life/": ("[data-what=random]", "#twin table")}
"""What is pressed on a page before it is looked at, and what then comes."""
ABORTED = "ERR_ABORTED"
"""How a browser ends what it fetched for a page that one has left."""


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium):
    """Open pages of a copy; whatever goes wrong meanwhile, or is asked for elsewhere, is collected."""
    contexts, trouble = [], []

    def page_of(root, *, width=1100, scheme="light"):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)

        def only_here(route):
            if route.request.url.startswith(root):
                route.continue_()
            else:
                trouble.append(route.request.url)
                route.abort()

        context.route("**/*", only_here)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("requestfailed", lambda request: ABORTED in (request.failure or "") or trouble.append(request.url))
        return page

    yield page_of
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture(scope="module")
def hosted(copied):
    """The address of the copy on a plain web host."""

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=copied))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["disk", "host"])
def root(request, copied):
    """Where the copy is."""
    return copied.as_uri() if request.param == "disk" else request.getfixturevalue("hosted")


def test_one_walks_from_the_first_page_to_a_chapter_and_chooses(opened, root):
    page = opened(root)
    page.goto(f"{root}/index.html")
    page.click("a.button >> nth=0")
    page.click("ol.contents a >> nth=4")
    found = page.locator("#found")
    page.wait_for_url("**/blacklist/index.html")
    page.wait_for_selector("#found:not(:empty)")
    start = found.inner_text()
    assert page.locator("section.result:visible").count() == 1
    page.check("#positions [value=threshold-950]")
    assert found.inner_text() not in {"", start}
    result = page.locator("section.result:visible")
    assert result.get_attribute("id") == "threshold-950"
    picture = result.locator("img").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function("picture => picture.complete && picture.naturalWidth > 0", arg=picture.element_handle())
    assert page.url.endswith("#threshold-950")
    page.reload()
    page.wait_for_selector("#found:not(:empty)")
    assert page.locator("section.result:visible").get_attribute("id") == "threshold-950"
    page.check("#positions [value=start]")
    assert found.inner_text() == start


def test_the_city_is_played(opened, root):
    page = opened(root)
    page.goto(f"{root}/zh/city/index.html")
    page.click("#begin")
    page.wait_for_selector("#city:not([hidden])")
    page.wait_for_function("document.getElementById('week').max > 5")
    page.fill("#week", "0")
    first = page.inner_text("#when")
    page.fill("#week", "5")
    assert page.inner_text("#when") not in {"", first}
    assert page.inner_text("#counts")
    page.fill("#citizen", "3")
    page.press("#citizen", "Enter")
    page.click("#open")
    assert page.inner_text("#problem")
    assert page.url.endswith("/zh/city/index.html")


def test_lives_are_told_beside_their_twins(opened, root):
    page = opened(root)
    page.goto(f"{root}/en/life/index.html")
    page.click("[data-what=random]")
    page.wait_for_selector("#twin table")
    assert page.locator("#life .timeline").count() == 1
    citizen = page.url.rsplit("/", 1)[1]
    assert citizen in page.inner_text("#life h3")
    page.reload()
    page.wait_for_selector("#twin table")
    assert citizen in page.inner_text("#life h3")


def test_axe_finds_nothing(chromium, copied):
    context = chromium.new_context()
    page = context.new_page()
    for name in ("", "en/", "en/blacklist/", "zh/another/", "en/city/", "en/life/", "zh/lab/", "en/score/"):
        page.goto(f"{copied.as_uri()}/{name}index.html")
        if name in PLAYED:
            page.click(PLAYED[name][0])
            page.wait_for_selector(PLAYED[name][1])
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
        for look in LOOKS:
            at(page, *look)
            assert violations(page) == [], (name, *look)
    context.close()


def test_without_a_script_every_result_is_told(chromium, copied):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{copied.as_uri()}/en/blacklist/index.html")
    assert page.locator("section.result .found:visible").count() == 3
    context.close()
