"""How often one client may ask: a bucket for each, which fills with time.

https://en.wikipedia.org/wiki/Token_bucket
"""

from collections import OrderedDict
from ipaddress import IPv6Address, ip_address
from time import monotonic
from typing import Final

from graph.errors import RateLimited

MOST_CLIENTS: Final = 50_000
"""Clients that are remembered, those that asked last; one that is forgotten has a full bucket again."""


class Rates:
    """What each client has left."""

    def __init__(self, per_minute: int, burst: int) -> None:
        """Allow `per_minute` operations, `burst` of them at once; 0 per minute allows any number."""
        self.is_on = per_minute > 0
        self._per_second = per_minute / 60
        self._burst = float(burst)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> None:
        """Count one operation of a client. Raises RateLimited when it has none left."""
        if not self.is_on:
            return
        now = monotonic()
        left, at = self._left.get(client, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._per_second)
        has_one = left >= 1
        self._left[client] = (left - 1 if has_one else left, now)
        self._left.move_to_end(client)
        if len(self._left) > MOST_CLIENTS:
            self._left.popitem(last=False)
        if not has_one:
            raise RateLimited((1 - left) / self._per_second)


def network(address: str) -> str:
    """What is counted for an address: itself, and of IPv6 the network that one customer has (/64)."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return f"{parsed.exploded[:19]}::/64"
