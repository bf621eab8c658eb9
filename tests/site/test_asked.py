"""What may be asked: rule books that are wrong, and numbers that are too large, are refused in words."""

import json
import random

import pytest
import yaml

from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.site.api.asking import RunAsked
from scored_society.site.given import givable, givable_text, planned
from scored_society.site.settings import Limits
from served_site import SMALL

ENTRY = "policy: mine\ntitle: Mine\nextends: as-told\n"
FEW, MANY = 150, 2000
ODD = (
    "-1e30", "[]", "{}", "null", "true", ".nan", "~", "9" * 17, "2050-01-01", "[1, 2", "", "<script>", chr(0x202E),
    "../..", "%s%n", "0x7f", "1_0", "5 parsecs",
)  # fmt: skip


def check(client, policy: str):
    return client.post("/api/rule-books/check", json={"policy": policy})


def test_a_mistake_is_told_with_its_line(client):
    answer = check(client, ENTRY + "rules:\n  traffic_offence: {pionts: 3}\n")
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["line"] == 5
    assert error["message"].startswith("rule-book.yaml:5: unknown key 'pionts'")
    assert "did you mean 'points'?" in error["message"]


def test_an_unknown_section_is_told_without_one_that_is_refused_as_well(client):
    for section in ("rulez", "test"):
        answer = check(client, f"{ENTRY}{section}: {{}}\n")
        assert answer.json()["error"]["line"] == 4
        allowed = answer.json()["error"]["message"].partition("allowed here: ")[2]
        assert "rules, sanctions" in allowed
        assert "tests" not in allowed


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"citizens": 0}, "“人数”应为不小于 1 的整数"),
        ({"citizens": 1.5}, "“人数”应为整数"),
        ({"citizens": 200_001}, "“人数”是 200001，在本网站应为 1 到 200000 的整数"),
        ({"years": 41}, "“年数”是 41，在本网站应为 1 到 40 的整数"),
        ({"burn_in": 41}, "“之前没有评分的年数”是 41，在本网站应为 0 到 40 的整数"),
        ({"seed": 2**63}, "“种子”应为不大于 9223372036854775807 的整数"),
        ({"years": 40, "burn_in": 20}, "这次运行将长达 60 年；本网站最多 45 年"),
        ({"citizens": 200_000, "years": 40}, "200,000 人生活 2,080 周，对本网站来说太多；最多 250,000,000 人周"),
    ],
)
def test_what_is_wrong_with_a_number_is_said_in_the_language_that_is_asked_for(client, asked, said):
    def told(language: str) -> str:
        answer = client.post("/api/runs", json=asked, headers={"Accept-Language": language})
        assert answer.status_code == 422
        return answer.json()["error"]["message"]

    assert said in told("zh-CN,zh;q=0.9,en;q=0.8")
    assert told("en").isascii()


def test_a_rule_book_that_does_not_fit_the_society_is_told_with_its_line(client):
    answer = check(client, ENTRY + "rules:\n  flying: {number: 900, points: -3, seen_by: [police]}\n")
    assert answer.status_code == 422
    assert answer.json()["error"]["line"] == 5
    assert "/" not in answer.json()["error"]["message"].partition(";")[0]


@pytest.mark.parametrize(
    "base", ["/etc/passwd.yaml", "../as-told.yaml", "other.yaml", "http://example.org/a.yaml", "[as-told]", "7"]
)
def test_a_rule_book_extends_built_in_ones_alone(client, base, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.yaml").write_text("policy: other\ntitle: Other\n")
    answer = check(client, f"policy: mine\ntitle: Mine\nextends: {base}\n")
    assert answer.status_code == 422
    assert answer.json()["error"]["line"] == 3
    assert "allowed here: as-told" in answer.json()["error"]["message"]


@pytest.mark.parametrize("name", ["rule-book", "as-tld", "/etc/passwd", "as-told.yaml", "src", "\x00", "ü" * 500])
def test_an_unknown_name_opens_no_file(client, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rule-book").write_text("policy: x\ntitle: X\n")
    answer = client.post("/api/runs", json={"policy": name})
    assert answer.status_code == 422
    assert "unknown rule book" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x]\nb: *a\n",
        "a: &a {b: 1}\n",
        "x: " + "[" * 5000,
        "x: " + "{a: " * 5000,
        "x:\n" + "\n".join(" " * depth + "a:" for depth in range(1, 200)),
        "a: !!python/object/apply:os.system [ls]\n",
        "a: 1\n---\nb: 2\n",
        "a: " + "9" * 90_000 + "\n",
        "a: 1\n" * 20_000,
        "<<: {policy: x}\n",
        "? [a]\n: b\n",
        "a: \ud800\n".encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass"),
        "a: \x07\n",
    ],
)
def test_a_bomb_is_refused_in_words(client, bomb):
    answer = client.post(
        "/api/rule-books/check", content=json.dumps({"policy": bomb}), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"[" * 50_000, b'{"policy": ' * 10_000, b'{"years": NaN}', b'{"years": 1e999}',
        b'{"seed": ' + b"9" * 5000 + b"}", b'{"years": "3"}', b'{"years": 3.5}', b'{"years": true}', b'{"unknown": 1}',
        b'{"policy": ["as-told"]}', b'{"policy": {"rules": {}}}', b'{"policy": "\\ud800: x"}', b"\xff\xfe",
        b'{"seed": -1}',
    ],
)  # fmt: skip
def test_a_malformed_request_is_refused(client, body):
    answer = client.post("/api/runs", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422), answer.text
    assert set(answer.json()["error"]) == {"message", "line", "retry_after"}


@pytest.mark.parametrize(
    "asked",
    [
        {"citizens": 200_001}, {"years": 41}, {"burn_in": 41}, {"citizens": 200_000, "years": 40}, {"citizens": 0},
        {"years": 0},
        {"policy": ENTRY + "starts: 2090-01-01\n"}, {"society": "atlantis"},
    ],
)  # fmt: skip
def test_more_than_the_site_lives_is_refused(client, asked):
    answer = client.post("/api/runs", json=asked)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


def test_what_has_no_number_of_citizens_gets_the_societys_or_a_few():
    sizes = [RunAsked(society=name).inputs("none", Limits()).citizens for name in ("smallville", "china-2020")]
    assert sizes == [2000, Limits().default_citizens]


def test_every_built_in_rule_book_is_given_as_a_text_as_well():
    for name in RULE_BOOKS.names():
        asked = RunAsked(**SMALL | {"policy": givable_text(load_policy(name))})
        book = planned(asked.inputs(asked.policy, Limits()), Limits()).book
        assert givable(book) == givable(load_policy(name))
        assert [week for week, _ in book.epochs] == [week for week, _ in load_policy(name).epochs]


def mutated(text: str, chance: random.Random) -> str:
    """Return a rule book with a few things wrong: lines, characters, values."""
    lines = text.splitlines()
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        key, colon, value = lines[at].partition(":")
        lines[at] = chance.choice(
            [
                lines[at][: chance.randrange(len(lines[at]) + 1)], "", f"{key}x{colon}{value}", f"  {lines[at]}",
                f"{key}: {chance.choice(ODD)}",
                                lines[chance.randrange(len(lines))], lines[at].replace(":", ""),
                lines[at] + chr(chance.randrange(1, 0x300)),
            ]
        )  # fmt: skip
    return "\n".join(lines) + "\n"


def refuse_malformed(client, count: int):
    """Ask for rule books that are mutated; each is taken or refused in clear words, with its line."""
    chance = random.Random(count)
    texts = [givable_text(load_policy(name)) for name in ("as-told", "suining", "due-process")]
    texts += [ENTRY + yaml.safe_dump({"changes": [{"from": "2022-01-01", "rules": {"theft": {"points": -9}}}]})]
    refused = 0
    for _ in range(count):
        answer = check(client, mutated(chance.choice(texts), chance))
        assert answer.status_code in (200, 422), answer.text
        if answer.status_code == 422:
            refused += 1
            error = answer.json()["error"]
            assert "Traceback" not in error["message"]
            assert "/tmp" not in error["message"]
            assert error["line"] is None or error["line"] >= 1
    assert refused > count // 2


def test_malformed_rule_books_get_clear_answers(client):
    refuse_malformed(client, FEW)


@pytest.mark.soak
def test_many_malformed_rule_books_get_clear_answers(client):
    refuse_malformed(client, MANY)
