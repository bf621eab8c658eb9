"""How a site is served, and the bounds of what may be asked of it."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass, field

WORKING_BYTES = 150_000_000
"""That an answer takes while it is worked out, without the tables of a run: a picture, a rule book."""
RULE_BOOKS_BYTES = 100_000_000
"""Of rule books and societies that were read and are kept at hand."""
CONNECTION_BYTES = 300_000
"""Of a connection: a piece that is sent, one that the system has not taken yet, and what belongs to it."""
REPLAY_BYTES, SOMEONE_BYTES = 40_000_000, 700_000
"""Of a society in which somebody is lived, with as many changes as a rule book may have; and of that somebody, with the
run that is held for them."""


@dataclass(frozen=True)
class Limits:
    """What may be asked at the most; whatever is above is refused in words, never tried.

    Attributes
    ----------
    citizens, default_citizens, years, weeks : of one run; weeks count the burn-in and a late start, too.
    citizen_weeks, citizen_weeks_a_minute : to be lived in one request, and by all in a minute.
    waiting, waiting_a_client, waiting_strangers : requests in the line for the engine; of all clients, of each, and of
        those together who keep no cookie.
    body : bytes of a request.
    body_seconds : within which it has to be here.
    heavy, heavy_waiting, heavy_a_client : answers that are worked out at once (a picture, a life), those that wait for
        it, and how many of all may be one client's.
    readers : streams that are open.
    connections : that are open.
    stalled_seconds : after which a reader is left who takes nothing of what is sent.
    kept, kept_bytes, kept_memory : finished runs and comparisons, on the disk and in memory; the one used longest ago
        goes first.
    working : bytes that answers may take together while they are worked out.
    sending : bytes of answers that are held whole until they are read; others are sent piece by piece.
    unread_seconds, left_seconds : after which a run is cancelled that nobody came to read, or whose last reader left.
    shown_seats : of the city.
    frames : of the city of one run; longer runs have them further apart.
    frames_at_once : in one answer.
    someones, someone_seconds : lives that are being lived, and how long one that nobody goes on with is remembered.
    someone_citizens : of the society in which one is somebody.
    replays : societies in which somebody is lived that are kept ready.
    """

    citizens: int = 200_000
    default_citizens: int = 20_000
    years: int = 40
    weeks: int = 45 * 52
    citizen_weeks: int = 250_000_000
    citizen_weeks_a_minute: int = 1_000_000_000
    waiting: int = 32
    waiting_a_client: int = 4
    waiting_strangers: int = 16
    body: int = 128 * 1024
    body_seconds: float = 10.0
    heavy: int = 2
    heavy_waiting: int = 32
    heavy_a_client: int = 17
    readers: int = 200
    connections: int = 512
    stalled_seconds: float = 60.0
    kept: int = 48
    kept_bytes: int = 2_000_000_000
    kept_memory: int = 128_000_000
    working: int = 2_200_000_000
    sending: int = 64_000_000
    unread_seconds: float = 30.0
    left_seconds: float = 10.0
    shown_seats: int = 131_072
    frames: int = 160
    frames_at_once: int = 16
    someones: int = 100
    someone_seconds: float = 1800.0
    someone_citizens: int = 10_000
    replays: int = 4

    @property
    def memory(self) -> int:
        """Bytes that the site holds at the most beyond the program itself and the society that is being lived.

        Answers that are worked out, and a comparison; rule books that are read; what is kept; what is on its way to
        readers, and what comes from them; lives that are being lived.
        """
        working = 2 * self.working + self.heavy * WORKING_BYTES
        kept = self.kept_memory + self.waiting * 2 * self.body + RULE_BOOKS_BYTES
        return working + kept + self.on_the_way + self.replays * REPLAY_BYTES + self.someones * SOMEONE_BYTES

    @property
    def on_the_way(self) -> int:
        """Bytes of that which answers on their way to readers, and requests on their way here, take at the most."""
        return self.sending + self.connections * (2 * self.body + CONNECTION_BYTES)


@dataclass(frozen=True)
class Settings:
    """How a site is served.

    Attributes
    ----------
    host, port : where; nothing but this machine reaches the default.
    token : whoever has it may use the site; needed on any other host.
    limits : what may be asked.
    threads : of the engine; as many as processors, if not given.
    """

    host: str = "127.0.0.1"
    port: int = 8600
    token: str | None = field(default=None, repr=False)
    limits: Limits = Limits()
    threads: int | None = None

    @property
    def hosts(self) -> frozenset[str] | None:
        """What a request may say in `Host`; None: anything with the port, as the address is not one but all."""
        if is_wildcard(self.host):
            return None
        names = {_written(self.host)} | ({"127.0.0.1", "localhost"} if is_loopback(self.host) else set())
        return frozenset({f"{name}:{self.port}" for name in names} | (names if self.port == 80 else set()))

    @property
    def address(self) -> str:
        """Where the site is."""
        host = "127.0.0.1" if is_wildcard(self.host) else self.host
        return f"http://{_written(host)}:{self.port}/"

    @property
    def pass_value(self) -> str:
        """What the cookie of somebody who showed the token says: made from it, and not the token itself."""
        return hmac.new((self.token or "").encode(), b"scored-site", hashlib.sha256).hexdigest()


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_wildcard(host: str) -> bool:
    """Whether an address stands for all addresses of this machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
