import httpx2
import pytest
from starlette.testclient import TestClient

from scored_society.site.app import create_app
from scored_society.site.settings import Limits, Settings

HERE = "http://127.0.0.1:8600"
TOKEN = "0123456789abcdefghij"


@pytest.fixture(scope="module")
def guarded():
    with TestClient(create_app(Settings(token=TOKEN)), base_url=HERE, follow_redirects=False) as found:
        yield found


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8600",
        "127.0.0.1",
        "127.0.0.1:8601",
        "localhost",
        "127.0.0.1:8600.evil.example",
        "",
    ],
)
def test_a_foreign_host_is_refused(client, host):
    assert client.get("/api/health", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8600", "localhost:8600"])
def test_the_hosts_own_names_are_answered(client, host):
    assert client.get("/api/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:8601"},
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_another_sites_page_is_refused(client, headers, method):
    assert client.request(method, "/api/runs/0123456789abcdef", headers=headers).status_code == 403


def test_a_link_from_elsewhere_leads_to_pages_and_to_nothing_else(client):
    follows = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get("/no-such-page", headers=follows).status_code == 404
    assert client.get("/no-such-page", headers=follows | {"Sec-Fetch-Dest": "iframe"}).status_code == 403
    assert client.get("/api/health", headers=follows).status_code == 403


def test_its_own_pages_are_answered(client):
    own = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/rule-books/check", json={"policy": "none"}, headers=own).status_code == 200


def test_no_answer_says_that_another_site_may_read_it(client):
    answer = client.get("/api/health", headers={"Origin": HERE})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert client.options("/api/runs", headers={"Access-Control-Request-Method": "POST"}).status_code == 405


@pytest.mark.parametrize("path", ["/api/health", "/api/runs/0123456789abcdef", "/no-such-page", "/api/openapi.json"])
def test_every_answer_is_strict_about_what_a_page_may_do(client, path):
    headers = client.get(path).headers
    rules = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"


def test_refusals_by_the_guard_are_as_strict(client):
    assert "default-src 'none'" in client.get("/", headers={"Host": "evil"}).headers["content-security-policy"]


def test_a_large_request_is_refused_however_it_comes(client):
    limit = Limits().body
    assert client.post("/api/runs", content=b" " * (limit + 1)).status_code == 413

    def pieces():
        for _ in range(limit // 1024 + 1):
            yield b" " * 1024

    assert client.post("/api/runs", content=pieces()).status_code == 413
    assert client.post("/api/runs", headers={"Content-Length": "9" * 40}, content=b"{}").status_code == 413


def test_without_the_token_there_is_nothing(guarded):
    for path in ("/", "/api/health", "/api/openapi.json", "/static/site.css"):
        assert guarded.get(path).status_code == 401
    assert guarded.get("/api/health", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert guarded.get("/api/health", headers={"Authorization": f"Basic {TOKEN}"}).status_code == 401
    assert guarded.get("/api/health?token=wrong").status_code == 401
    assert guarded.post(f"/api/runs?token={TOKEN}", json={}).status_code == 401


def test_the_token_opens_by_header_and_by_a_first_visit(guarded):
    assert guarded.get("/api/health", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    first = guarded.get(f"/api/health?token={TOKEN}&a=b")
    assert (first.status_code, first.headers["location"]) == (303, "/api/health?a=b")
    cookie = next(each for each in first.headers.get_list("set-cookie") if each.startswith("scored_token"))
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert TOKEN not in cookie
    assert guarded.get("/api/health").status_code == 200


def test_a_visitor_without_the_token_reads_how_to_get_in_and_a_program_its_refusal(guarded):
    guarded.cookies.clear()
    for path, accepted, language, said in (
        ("/", "fr", "en", "asks for a token"),
        ("/", "zh-CN,zh;q=0.9", "zh-Hans", "需要令牌"),
        ("/zh/lab/", "en", "zh-Hans", "需要令牌"),
        ("/en/?token=wrong", "zh", "en", "asks for a token"),
    ):
        answer = guarded.get(path, headers={"Accept-Language": accepted})
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert f'<html lang="{language}">' in answer.text
        assert said in answer.text
        assert "?token=" in answer.text
    for path in ("/api/health", "/api/no-such", "/static/site.css"):
        answer = guarded.get(path)
        assert "token" in answer.json()["error"]["message"]
        assert answer.headers["www-authenticate"] == "Bearer"
    assert guarded.post("/en/").json()["error"]["message"]


def test_a_link_with_the_token_leads_in_from_anywhere_and_opens_nothing_to_anywhere(guarded):
    guarded.cookies.clear()
    follows = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert guarded.get(f"/en/?token={TOKEN}", headers=follows).status_code == 303
    assert guarded.get("/en/", headers=follows).status_code == 200
    for foreign in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, follows):
        for method, path in (("GET", "/api/health"), ("POST", "/api/runs"), ("DELETE", f"/api/runs/{'0' * 16}")):
            assert guarded.request(method, path, headers=foreign).status_code == 403
    assert guarded.post(f"/api/runs?token={TOKEN}", headers={"Origin": "null"}).status_code == 403


def test_the_token_is_logged_nowhere(caplog):
    caplog.set_level("DEBUG")
    site = create_app(Settings(token=TOKEN))

    @site.get("/broken")
    def broken():
        raise ZeroDivisionError

    with TestClient(site, base_url=HERE, follow_redirects=False) as visitor:
        assert visitor.get(f"/broken?token={TOKEN}").status_code == 303
        assert visitor.get("/broken", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 500
        assert visitor.get(f"/broken?token={TOKEN}&token=other").status_code == 500
    assert "ZeroDivisionError" in caplog.text
    told = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert not [record for record in told if TOKEN in record.getMessage()]
    assert TOKEN not in repr(Settings(token=TOKEN))


def test_the_first_visit_leads_nowhere_else(guarded):
    guarded.cookies.clear()
    address = httpx2.URL(HERE).copy_with(raw_path=f"//evil.example/?token={TOKEN}".encode())
    assert guarded.get(address).headers["location"] == "/evil.example/"


def test_each_client_gets_a_number_of_its_own_and_keeps_it():
    with TestClient(create_app(), base_url=HERE) as first, TestClient(create_app(), base_url=HERE) as second:
        numbers = []
        for each in (first, second):
            assert "scored_client" in each.get("/api/health").headers["set-cookie"]
            assert "set-cookie" not in each.get("/api/health").headers
            numbers.append(each.cookies["scored_client"])
    assert numbers[0] != numbers[1]


def test_what_should_not_happen_is_answered_as_strictly_and_says_nothing_of_the_inside(caplog):
    site = create_app()

    @site.get("/api/broken")
    def broken():
        raise ZeroDivisionError("the inside")

    with TestClient(site, base_url=HERE) as client:
        answer = client.get("/api/broken")
        assert client.get("/api/health").status_code == 200
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "inside" not in answer.text
    assert "ZeroDivisionError" in caplog.text
