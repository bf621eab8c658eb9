"""How answers are sent: piece by piece, bounded together, and to nobody who takes nothing."""

import asyncio

import pytest
from starlette.responses import Response

from scored_society.site.sending import PIECE, FromFile, Paced, Pieces
from scored_society.site.settings import Limits

LARGE = bytes(range(256)) * 1024


def asked(app, limits=None, send=None, method="GET"):
    """Ask an application through `Paced`; return what was sent."""
    sent = []

    async def keep(message):
        sent.append(message)

    async def receive():
        return {"type": "http.disconnect"}

    paced = app if isinstance(app, Paced) else Paced(app, limits or Limits())
    asyncio.run(paced({"type": "http", "method": method}, receive, send or keep))
    return sent


def content(sent):
    assert [message["type"] for message in sent] == ["http.response.start"] + ["http.response.body"] * (len(sent) - 1)
    assert [message.get("more_body", False) for message in sent[1:]] == [True] * (len(sent) - 2) + [False]
    return b"".join(message["body"] for message in sent[1:])


@pytest.mark.parametrize("body", [b"", b"small", LARGE[:PIECE], LARGE[: PIECE + 1], LARGE])
def test_an_answer_is_sent_whole_and_in_small_pieces(body):
    sent = asked(Response(body))
    assert content(sent) == body
    assert max(len(message["body"]) for message in sent[1:]) <= PIECE


def test_a_file_is_sent_in_small_pieces_and_in_part(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(LARGE)
    sent = asked(FromFile(path, "a/b", filename="kept"))
    assert content(sent) == LARGE
    assert max(len(message["body"]) for message in sent[1:]) <= PIECE
    assert dict(sent[0]["headers"])[b"content-length"] == b"%d" % len(LARGE)
    answer = FromFile(path, "a/b", head=b"head", part=(7, 100_000))
    path.unlink()  # it may go once the answer is made
    assert content(asked(answer)) == b"head" + LARGE[7:100_007]


def test_what_was_made_before_is_sent_part_by_part():
    assert content(asked(Pieces([b"a", LARGE[:10], b"c"], "a/b"))) == b"a" + LARGE[:10] + b"c"


def test_only_so_much_is_held_whole_for_those_who_are_slow():
    """A second large answer is refused as long as the first is on its way; small ones, and files, are not."""
    paced, answers = Paced(Response(LARGE), Limits(sending=len(LARGE) + PIECE)), {}

    async def slow(message):
        if message["type"] == "http.response.body" and not answers:
            for name, app in (("large", Response(LARGE)), ("small", Response(b"small"))):
                answers[name] = []
                paced._app = app
                await paced({"type": "http", "method": "GET"}, None, lambda each, to=answers[name]: _keep(to, each))

    async def _keep(to, message):
        to.append(message)

    asked(paced, send=slow)
    assert answers["large"][0]["status"] == 503
    assert b"try again later" in content(answers["large"])
    assert content(answers["small"]) == b"small"
    paced._app = Response(LARGE)
    assert content(asked(paced)) == LARGE


def test_who_takes_nothing_is_left_and_nothing_is_held_for_them_any_more():
    """What the server does with an answer that does not end is to close the connection."""
    sent = []

    async def stopped(message):
        sent.append(message["type"])
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    paced = Paced(Response(LARGE), Limits(stalled_seconds=0.01, sending=len(LARGE)))
    for _ in range(3):
        asked(paced, send=stopped)
    assert sent == ["http.response.start", "http.response.body"] * 3
