"""Fetching: only what the whole world may fetch, and never more than was asked for.

Real requests go to a server of the test's own, on a loopback host that the settings name; every
other host is answered for by a name service of the test's own.
"""

import gzip
import socket
import time

import pytest

from articles import fetching
from articles.fetching import FetchError, fetch, is_public, read_address

PUBLIC = "93.184.215.14"


@pytest.fixture
def names(monkeypatch):
    """Who the name service says a host is: `names["news.example"] = ["93.184.215.14"]`."""
    known = {}

    def look_up(host, port, *args, **kwargs):
        addresses = known.get(host, [host])
        if callable(addresses):
            addresses = addresses()
        families = [socket.AF_INET6 if ":" in each else socket.AF_INET for each in addresses]
        return [
            (family, socket.SOCK_STREAM, 6, "", (address, port))
            for family, address in zip(families, addresses, strict=True)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.fixture
def connections(monkeypatch):
    """The addresses connected to; each connection is then refused."""
    tried = []

    def refuse(address, *args, **kwargs):
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("urllib3.util.connection.create_connection", refuse)
    return tried


# --- Which addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://news.example/", "file:///etc/passwd", "gopher://news.example/", "//news.example/"),
        *("javascript:alert(1)", "data:text/html,x", "/etc/passwd", "news.example", "", "http://"),
        *("http:///path", "http://news.example:99999/", "http://[::1", "http://news.exa mple/"),
        *(
            "http://news.example/\nX-Evil: 1",
            "http://news\x00.example/",
        ),
        *("http://news.example\\@evil.example/", "http://" + "a" * 70 + ".example/"),
        "http://news.example/" + "a" * 2000,
    ],
)
def test_what_is_no_web_address_is_not_asked(address, connections):
    with pytest.raises(FetchError, match="web address"):
        fetch(address, most=1)
    assert connections == []


@pytest.mark.parametrize("address", ["http://me@news.example/", "https://me:secret@news.example/"])
def test_an_address_with_a_user_name_is_not_asked(address):
    with pytest.raises(FetchError, match="user name"):
        read_address(address)


@pytest.mark.parametrize("port", [0, 22, 25, 5432, 8000, 8080])
def test_only_the_ports_of_the_web_are_asked(port):
    with pytest.raises(FetchError, match=f"port {port} is not one for web pages"):
        read_address(f"http://news.example:{port}/")


def test_a_name_in_other_letters_is_asked_for_as_name_services_know_it():
    place = read_address("https://Zeitung-für-alle.example/nachrichten?q=ä#oben")
    assert place.host == "xn--zeitung-fr-alle-7vb.example"
    assert place.address == "https://Zeitung-für-alle.example/nachrichten?q=ä"


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1"),
        *("0", "0.0.0.0", "localhost", "localhost.", "LOCALHOST", "127。0。0。1", "①②⑦.0.0.1"),
        *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"),
        *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fc00::1]", "[fec0::1]"),
        *("10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1"),
        *("[fd00:ec2::254]", "168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255"),
    ],
)
def test_no_spelling_of_a_private_address_is_connected_to(host, connections):
    with pytest.raises(FetchError, match=r"not a host on the public|not a web|there is no host"):
        fetch(f"http://{host}/", most=1)
    assert connections == []


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001:80b::200e"]
)
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


def test_a_host_with_one_private_address_among_its_own_is_not_asked(names, connections):
    names["news.example"] = [PUBLIC, "10.0.0.1"]
    with pytest.raises(FetchError, match=r"“news\.example” is not a host on the public internet"):
        fetch("http://news.example/", most=1)
    assert connections == []


def test_the_address_connected_to_is_the_one_that_was_checked(names, connections):
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    names["news.example"] = lambda: next(answers)
    with pytest.raises(FetchError, match="takes no connection"):
        fetch("http://news.example/", most=1)
    assert connections == [PUBLIC]


def test_the_certificate_is_to_be_that_of_the_name(names, monkeypatch):
    names["news.example"] = [PUBLIC]
    asked = {}

    class Pool:
        def __init__(self, host, port, **options):
            asked.update(options, connected_to=(host, port))

        def urlopen(self, *args, headers, **options):
            raise fetching.broken.SSLError(headers["Host"])

    monkeypatch.setitem(fetching.POOLS, "https", Pool)
    with pytest.raises(FetchError, match=r"“news\.example” cannot show a valid certificate"):
        fetch("https://news.example/", most=1)
    assert asked == {
        "connected_to": (PUBLIC, 443),
        "server_hostname": "news.example",
        "assert_hostname": "news.example",
    }


def test_the_addresses_of_a_host_are_tried_one_after_the_other(names, connections):
    names["news.example"] = ["2606:4700::1111", PUBLIC]
    with pytest.raises(FetchError, match="takes no connection"):
        fetch("https://news.example/", most=1)
    assert connections == ["2606:4700::1111", PUBLIC]


def test_a_loopback_host_is_asked_only_where_the_settings_name_it(site, settings):
    site.pages["/"] = (200, {}, b"hello")
    assert fetch(site.url, most=10).content == b"hello"
    settings.TRIAL_HOSTS = []
    with pytest.raises(FetchError, match="port"):
        fetch(site.url, most=10)


def test_a_host_named_for_trials_is_on_loopback(settings, names, connections):
    settings.TRIAL_HOSTS = ["news.example:8001"]
    names["news.example"] = ["10.0.0.1"]
    with pytest.raises(FetchError, match="not a host on the public internet"):
        fetch("http://news.example:8001/", most=1)
    assert connections == []


def test_a_host_that_is_not_there_is_named(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError, match=r"there is no host “news\.example”"):
        fetch("http://news.example/", most=1)


# --- What is said, and what is heard ------------------------------------------------------------


def test_a_page_is_asked_for_by_its_name_and_without_anything_of_ours(site):
    site.pages["/a?b=%20c"] = (200, {"Content-Type": "text/html", "Set-Cookie": "a=b"}, b"hello")
    fetched = fetch(f"{site.url}/a?b=%20c#d", most=5, headers={"If-None-Match": '"7"'})
    assert (fetched.address, fetched.content) == (f"{site.url}/a?b=%20c", b"hello")
    assert fetched.headers["content-type"] == "text/html"
    fetch(f"{site.url}/a?b=%20c", most=5)
    (_, sent), (_, again) = site.asked
    assert sent == {
        "Host": f"127.0.0.1:{site.server_port}",
        "User-Agent": fetching.USER_AGENT,
        "Accept-Encoding": "gzip",
        "If-None-Match": '"7"',
    }
    assert "Cookie" not in again


def test_a_redirect_is_followed(site):
    site.pages["/"] = (301, {"Location": "/there"}, b"")
    site.pages["/there"] = (302, {"Location": f"{site.url}/further"}, b"")
    site.pages["/further"] = (200, {}, b"hello")
    assert fetch(site.url, most=5).address == f"{site.url}/further"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.1/", "not a host on the public internet"),
        ("http://169.254.169.254/latest/meta-data/", "not a host on the public internet"),
        ("http://[::1]:80/", "not a host on the public internet"),
        ("//localhost/", "not a host on the public internet"),
        ("file:///etc/passwd", "only web addresses"),
        ("http://me@127.0.0.1/", "user name"),
        ("http://localhost:5432/", "port 5432"),
    ],
)
def test_where_a_redirect_leads_is_checked_again(site, location, reason):
    site.pages["/"] = (302, {"Location": location}, b"")
    with pytest.raises(FetchError, match=reason):
        fetch(site.url, most=5)


@pytest.mark.parametrize("headers", [{"Location": "/"}, {}])
def test_a_redirect_in_a_circle_ends(site, headers):
    site.pages["/"] = (302, headers, b"")
    with pytest.raises(FetchError, match="leads on to other addresses more than 5 times"):
        fetch(site.url, most=5)
    assert len(site.asked) == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (403, "its server answers 403 Forbidden"),
        (500, "its server answers 500 Internal Server Error"),
        (599, "its server answers 599"),
        (204, "its server answers 204 No Content"),
    ],
)
def test_an_answer_without_a_page_is_told(site, status, reason):
    site.pages["/"] = (status, {}, b"")
    with pytest.raises(FetchError) as refused:
        fetch(site.url, most=5)
    assert (str(refused.value), refused.value.status) == (reason, status)


def test_what_has_not_changed_is_not_sent_again(site):
    site.pages["/"] = (304, {"ETag": '"7"'}, b"")
    assert (fetched := fetch(site.url, most=5)).status == 304
    assert (fetched.content, fetched.headers["ETag"]) == (b"", '"7"')


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 0),
        ("soon", 0),
        ("9" * 400, 604_800),
        ("", 0),
    ],
)
def test_how_long_a_server_asks_to_be_left_alone_is_known(site, value, seconds):
    site.pages["/"] = (429, {"Retry-After": value}, b"")
    with pytest.raises(FetchError) as refused:
        fetch(site.url, most=5)
    assert refused.value.retry_after == pytest.approx(seconds)


# --- Size and time ------------------------------------------------------------------------------


def test_a_page_is_read_up_to_its_last_byte_and_not_one_further(site):
    site.pages["/"] = (200, {}, b"x" * 1000)
    assert len(fetch(site.url, most=1000).content) == 1000
    with pytest.raises(FetchError, match=r"it has more than 0\.000999 MB"):
        fetch(site.url, most=999)


def test_the_size_counts_after_decompression(site):
    bomb = gzip.compress(b"\0" * 20_000_000)
    site.pages["/"] = (200, {"Content-Encoding": "gzip"}, bomb)
    with pytest.raises(FetchError, match="it has more than 2 MB"):
        fetch(site.url, most=2_000_000)
    site.pages["/"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"hello"))
    assert fetch(site.url, most=5).content == b"hello"


def test_what_is_not_compressed_as_it_says_is_told(site):
    site.pages["/"] = (200, {"Content-Encoding": "gzip"}, b"hello")
    with pytest.raises(FetchError, match="not compressed as it says"):
        fetch(site.url, most=5)


def test_a_server_that_goes_on_for_ever_is_left(site):
    def drip():
        while True:
            yield b"x"
            time.sleep(0.02)

    site.pages["/"] = (200, {}, drip())
    began = time.monotonic()
    with pytest.raises(FetchError, match="it takes too long"):
        fetch(site.url, most=1_000_000, seconds=0.3)
    assert time.monotonic() - began < 3


def test_a_server_that_says_nothing_is_left(settings, monkeypatch):
    monkeypatch.setattr(fetching, "SILENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        settings.TRIAL_HOSTS = [host]
        with pytest.raises(FetchError, match=r"“127\.0\.0\.1” does not answer"):
            fetch(f"http://{host}/", most=5)


def test_a_server_that_breaks_off_is_told(site):
    site.pages["/"] = (200, {"Content-Length": "100"}, b"hello")
    with pytest.raises(FetchError, match="broke off the connection"):
        fetch(site.url, most=100)
