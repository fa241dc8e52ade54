"""How often one address may ask: a bucket of tokens for each, in the memory of one process."""

import ipaddress
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Rate:
    """`burst` requests at once, and `per_second` more on average."""

    burst: int
    per_second: float


READING = Rate(burst=200, per_second=50)
SENDING = Rate(burst=400, per_second=100)
ENROLLING = Rate(burst=10, per_second=0.2)
"""A code has 95 random bits; this keeps guessing from being tried at all."""
CONSOLE = Rate(burst=120, per_second=10)
SIGNING_IN = Rate(burst=10, per_second=0.2)
"""Beside the delays that grow with each try in vain (`people/delays.py`): a password costs a tenth of a second to check."""
VERIFYING = Rate(burst=30, per_second=1)
"""A system that checks a stack of papers in the morning; a credential takes half a second of a processor."""
LOOKING_UP = Rate(burst=6, per_second=1 / 30)
"""A number and a name: enough for whoever has the paper in hand, too little for trying names."""
_V6_NETWORK_BITS = 64


class RateLimit:
    """Remembers the most recent addresses, and no more of them than fit."""

    def __init__(self, clock: Callable[[], float], *, most: int = 10_000) -> None:
        self._clock = clock
        self._most = most
        self._lock = threading.Lock()
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def wait(self, address: str, kind: str, rate: Rate) -> int:
        """0 where the request may go on, else after how many whole seconds it may be tried again."""
        address, now = network_of(address), self._clock()
        with self._lock:
            tokens, since = self._buckets.pop((kind, address), (float(rate.burst), now))
            tokens = min(float(rate.burst), tokens + (now - since) * rate.per_second)
            allowed = tokens >= 1
            self._buckets[kind, address] = (tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        return 0 if allowed else int((1 - tokens) / rate.per_second) + 1


def network_of(address: str) -> str:
    """The address itself, of IPv6 the network of 64 bits: whoever has one has all of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:  # noqa: PLR2004 - of the Internet protocol
        return address
    return str(ipaddress.ip_network((found, _V6_NETWORK_BITS), strict=False))
