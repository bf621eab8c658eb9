"""How a site is served, and the bounds of what may be asked of it."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """What may be asked at the most; whatever is above is refused in words, never tried.

    Attributes
    ----------
    citizens, default_citizens, years, weeks : of one run; weeks count the burn-in and a late start, too.
    citizen_weeks, citizen_weeks_a_minute : to be lived in one request, and by all in a minute.
    waiting, waiting_a_client : requests in the line for the engine.
    body : bytes of a request.
    body_seconds : within which it has to be here.
    heavy, heavy_waiting : answers that are worked out at once (a picture, a life), and those that wait for it.
    readers : streams that are open.
    kept, kept_bytes : finished runs and comparisons, on the disk; the one used longest ago goes first.
    unread_seconds, left_seconds : after which a run is cancelled that nobody came to read, or whose last reader left.
    shown_seats : of the city.
    frames : of the city of one run; longer runs have them further apart.
    frames_at_once : in one answer.
    someones, someone_seconds : lives that are being lived, and how long one that nobody goes on with is remembered.
    someone_citizens : of the society in which one is somebody.
    """

    citizens: int = 200_000
    default_citizens: int = 20_000
    years: int = 40
    weeks: int = 60 * 52
    citizen_weeks: int = 250_000_000
    citizen_weeks_a_minute: int = 1_000_000_000
    waiting: int = 32
    waiting_a_client: int = 4
    body: int = 128 * 1024
    body_seconds: float = 10.0
    heavy: int = 2
    heavy_waiting: int = 32
    readers: int = 200
    kept: int = 48
    kept_bytes: int = 2_000_000_000
    unread_seconds: float = 30.0
    left_seconds: float = 10.0
    shown_seats: int = 131_072
    frames: int = 160
    frames_at_once: int = 16
    someones: int = 100
    someone_seconds: float = 1800.0
    someone_citizens: int = 10_000


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
