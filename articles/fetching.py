"""Fetching what lies at a web address that somebody else chose.

Such an address may have been chosen to reach what only this machine can: its own ports, its
neighbours, the keys that a cloud hands out on a link-local address. So a host is looked up once,
every address it has must be a public one, and the connection is made to one that was checked;
a redirect begins all over. The certificate is still that of the name. Nothing of ours goes
along: no credentials, no cookies, no proxy.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from time import monotonic
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Retry, Timeout
from urllib3 import exceptions as broken

USER_AGENT = "Newsroom/1.0 (reads pages and feeds for the editors of a news site)"
PORTS = {"http": 80, "https": 443}
POOLS = {"http": HTTPConnectionPool, "https": HTTPSConnectionPool}
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
MOST_ADDRESSES = 3  # of one host, tried one after the other
LONGEST_ADDRESS = 2000
WEEK = 7 * 24 * 60 * 60  # seconds
SILENCE = 10  # seconds for which a server may say nothing
CHUNK = 65_536

# Global by the registry, and yet they lead to addresses that are not, or to a cloud's own host.
MISLEADING = [
    *map(ip_network, ("::/8", "64:ff9b::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10")),
    *map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")),
]


class FetchError(Exception):
    """Why nothing was fetched, as the end of "It could not be fetched: …".

    `status` is what the server answered, if it did, and `retry_after` how many seconds it asked
    to be left alone.
    """

    def __init__(self, reason: str, status: int = 0, retry_after: float = 0):
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True)
class Fetched:
    """What a server answered; without content when that has not changed (`status` 304)."""

    address: str
    """Where it was found in the end, after redirects."""
    status: int
    headers: Mapping[str, str]
    content: bytes = b""


@dataclass(frozen=True)
class Place:
    """Where a request goes, as told by an address."""

    address: str
    scheme: str
    host: str
    port: int
    request: str
    """Path and query."""

    @property
    def name(self):
        """The host with its port, if that is not the usual one; for the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def is_for_trial(self):
        return self.name in settings.TRIAL_HOSTS


def fetch(
    address: str, *, most: int, seconds: float = 20, headers: Mapping[str, str] | None = None
) -> Fetched:
    """What lies at an address, at most `most` bytes of it once decompressed.

    `headers` go along with the request, for making it conditional. Raises FetchError for all
    that can go wrong, and after about so many `seconds`: between two reads, so that who cannot
    wait for a server that sends its headers letter by letter needs an alarm clock besides.
    """
    end = monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        place = read_address(address)
        try:
            with _answer(place, headers or {}, end) as response:
                if response.status not in REDIRECTS:
                    return _fetched(response, place, most, end)
                address = urljoin(place.address, response.headers.get("Location", ""))
        except broken.HTTPError as error:
            raise FetchError(_in_words(error, place)) from error
    raise FetchError(f"it leads on to other addresses more than {MOST_REDIRECTS} times")


def read_address(address: str) -> Place:
    """The place an address tells. Raises FetchError if it is none that may be asked."""
    address = address.strip()
    if len(address) > LONGEST_ADDRESS or any(c <= " " or c in '\\<>"\x7f' for c in address):
        raise FetchError("this is not a web address")
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna" if "[" not in parts.netloc else "ascii")
    except ValueError as error:  # also a host that no name service could know
        raise FetchError("this is not a web address") from error
    if parts.scheme not in PORTS or not host:
        raise FetchError("only web addresses (http, https) can be fetched")
    if "@" in parts.netloc:
        raise FetchError("an address with a user name in it is not fetched")
    request = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    port = PORTS[parts.scheme] if port is None else port
    place = Place(parts._replace(fragment="").geturl(), parts.scheme, host.decode(), port, request)
    if port not in PORTS.values() and not place.is_for_trial:
        raise FetchError(f"port {port} is not one for web pages")
    return place


def is_public(address: str) -> bool:
    """Whether an IP address is one that the whole world reaches."""
    ip = ip_address(address)
    refused = ip.is_multicast or ip.is_reserved or any(ip in network for network in MISLEADING)
    return ip.is_global and not refused


def _answer(place, headers, end):
    """The response of the first address of the host that takes a connection."""
    addresses = _checked_addresses(place)
    for address in addresses:
        try:
            return _ask(address, place, headers, end)
        except (broken.NewConnectionError, broken.ConnectTimeoutError):
            if address == addresses[-1]:
                raise


def _checked_addresses(place):
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"there is no host “{place.host}”") from error
    addresses = list(dict.fromkeys(entry[4][0] for entry in found))
    allowed = _is_loopback if place.is_for_trial else is_public
    # One private address among public ones is reason enough: honest hosts have none.
    if not all(map(allowed, addresses)):
        raise FetchError(f"“{place.host}” is not a host on the public internet")
    return addresses[:MOST_ADDRESSES]


def _is_loopback(address):
    return ip_address(address).is_loopback


def _ask(address, place, headers, end):
    """The response of one address, its body not yet read."""
    secure = {"server_hostname": place.host, "assert_hostname": place.host}
    pool = POOLS[place.scheme](address, place.port, **(secure if place.scheme == "https" else {}))
    return pool.urlopen(
        "GET",
        place.request,
        headers={
            "Host": place.name,
            "User-Agent": USER_AGENT,
            "Accept-Encoding": "gzip",
            **headers,
        },
        timeout=Timeout(min(SILENCE, _seconds_left(end))),
        retries=False,
        redirect=False,
        assert_same_host=False,
        preload_content=False,
    )


def _fetched(response, place, most, end):
    if response.status not in (200, 304):
        raise _refusal(response.status, response.headers.get("Retry-After"))
    content = b"" if response.status == 304 else _content(response, most, end)
    return Fetched(place.address, response.status, response.headers, content)


def _refusal(status, retry_after):
    phrase = f" {HTTPStatus(status).phrase}" if status in list(HTTPStatus) else ""
    return FetchError(f"its server answers {status}{phrase}", status, _retry_after(retry_after))


def _retry_after(value):
    try:
        return Retry(retry_after_max=WEEK).parse_retry_after(value) if value else 0
    except (broken.InvalidHeader, ValueError, OverflowError):
        return 0


def _content(response, most, end):
    pieces, size = [], 0
    while piece := response.read1(CHUNK, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise FetchError(f"it has more than {most / 1_000_000:g} MB")
        _seconds_left(end)
    return b"".join(pieces)


def _seconds_left(end):
    left = end - monotonic()
    if left <= 0:
        raise FetchError("it takes too long")
    return left


def _in_words(error, place):
    if isinstance(error, broken.SSLError):
        return f"“{place.host}” cannot show a valid certificate"
    if isinstance(error, broken.NewConnectionError):  # to urllib3 also a kind of timeout
        return f"“{place.host}” takes no connection"
    if isinstance(error, broken.TimeoutError):
        return f"“{place.host}” does not answer"
    if isinstance(error, broken.DecodeError):
        return "it is not compressed as it says"
    return f"“{place.host}” broke off the connection"
