"""How much one address may ask of the API."""

import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from ninja.throttling import BaseThrottle

MINUTE = 60


class PerAddress(BaseThrottle):
    """`API_RATE` requests in each minute of the clock from one address; 0 is no limit.

    Counted in the memory of each process, so that several of them allow several times as many.
    What is answered from a validator or from a kept page never comes here, and is free.
    """

    def allow_request(self, request):
        if not settings.API_RATE:
            return True
        key = f"{time.time() // MINUTE:.0f}:{network_of(self.get_ident(request))}"
        cache.add(key, 0, timeout=2 * MINUTE)
        try:
            return cache.incr(key) <= settings.API_RATE
        except ValueError:  # dropped in this very moment, since very many addresses ask
            return True

    def wait(self):
        """Seconds to the next minute of the clock."""
        return MINUTE - time.time() % MINUTE


def network_of(address: str | None) -> str:
    """What is counted as one address: of IPv6 the network, since a household has one of 2⁶⁴.

    What is no address at all, as behind a socket or in a forged header, counts as one.
    """
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if parsed.version == 6 and not parsed.ipv4_mapped:
        return str(ipaddress.ip_network((int(parsed), 64), strict=False))
    return str(parsed)
