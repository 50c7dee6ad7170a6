"""How much anybody may ask for: guesses at secrets, messages of a session, and all the numbers of the guard."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import ip_address
from time import monotonic

from msgspec import Struct

Clock = Callable[[], float]
"""Seconds that only go forward."""


class Limits(Struct, frozen=True):
    """The numbers of the guard."""

    sessions: int = 40
    """Sessions in all; each is a process."""
    each: int = 4
    """Sessions of one person."""
    frame: int = 512 * 1024
    """Bytes of the largest message that a browser sends: a paste of all that a field takes has room in it."""
    rate: float = 150.0
    """Messages a second; a mouse that is moved sends some sixty."""
    burst: int = 600
    """Messages that may come at once."""
    idle: float = 3600.0
    """Seconds without a key after which a session ends."""
    grace: float = 120.0
    """Seconds for which a session waits for a browser that was lost."""
    slow: float = 20.0
    """Seconds within which a browser has to take what is sent to it."""
    renewal: float = 12 * 3600.0
    """Seconds after which what a session was lent is lent anew."""
    waiting: int = 256
    """Connections that show no window, so many in all."""
    greeting: float = 10.0
    """Seconds within which a connection has to ask for something, agreeing on TLS among it."""
    answering: float = 300.0
    """Seconds within which an answer has to be taken, before a connection is asked to go."""
    guesses: int = 10
    """Wrong secrets from one address within `window`."""
    guesses_in_all: int = 200
    window: float = 600.0
    """Seconds for which wrong secrets count."""


class Guesses:
    """Counts wrong secrets, by address and in all."""

    _MOST = 4096

    def __init__(self, limits: Limits, clock: Clock = monotonic) -> None:
        """Begin with none."""
        self._limits = limits
        self._clock = clock
        self._by: OrderedDict[str, deque[float]] = OrderedDict()
        self._all: deque[float] = deque()

    def shut_for(self, address: str) -> float:
        """Return the seconds for which no secret is looked at that comes from an address; 0 where each is.

        However many others guess, whoever has not guessed is heard: strangers shut nobody else out.
        """
        self._forget(self._all)
        mine = self._by.get(_network(address))
        if mine is None:
            return 0.0
        self._forget(mine)
        if not mine or (len(mine) < self._limits.guesses and len(self._all) < self._limits.guesses_in_all):
            return 0.0
        return mine[0] + self._limits.window - self._clock()

    def count(self, address: str) -> None:
        """Count a wrong secret."""
        key, now = _network(address), self._clock()
        mine = self._by.setdefault(key, deque(maxlen=self._limits.guesses))
        self._by.move_to_end(key)
        mine.append(now)
        self._all.append(now)
        if len(self._by) > self._MOST:
            self._by.popitem(last=False)

    def _forget(self, moments: deque[float]) -> None:
        while moments and moments[0] <= self._clock() - self._limits.window:
            moments.popleft()


def _network(address: str) -> str:
    """Return what one person has: an address, or of the newer kind the network it is in."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return address if parsed.version == 4 else parsed.exploded[:19]


class Pace:
    """Tells whether messages come faster than they may."""

    def __init__(self, limits: Limits, clock: Clock = monotonic) -> None:
        """Begin with all that may come at once."""
        self._limits = limits
        self._clock = clock
        self._left = float(limits.burst)
        self._at = clock()

    def is_kept(self) -> bool:
        """Count a message; tell whether it may come."""
        now = self._clock()
        self._left = min(self._limits.burst, self._left + (now - self._at) * self._limits.rate)
        self._at = now
        self._left -= 1
        return self._left >= 0
