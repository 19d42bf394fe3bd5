"""Pollers as processes, beside each other and one after the other."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.utils import timezone

from articles.models import Article
from tests.feeds import items, rss


@pytest.fixture
def poller(site, transactional_db):
    """Starts pollers as processes of their own on the database of the tests."""
    running = []

    def start(*arguments, lease=300):
        test_database = (
            "import django; django.setup(); from django.conf import settings;"
            f"settings.DATABASES['default']['NAME'] = {connection.settings_dict['NAME']!r};"
            "from articles.management.commands import poll_feeds; poll_feeds.PAUSE = 0.2;"
            "from django.core.management import execute_from_command_line as run;"
            f"run(['manage.py', 'poll_feeds', *{arguments!r}])"
        )
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", test_database],
                cwd=site_settings.BASE_DIR,
                env={
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                    "NEWSROOM_LOCAL": "1",
                    "TRIAL_HOSTS": site.host,
                    "POLL_LEASE": str(lease),
                },
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def wait_until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_two_pollers_one_killed_in_the_middle_lose_and_double_nothing(subscribe, site, poller):
    """One of them is made to wait in the middle of a feed, and killed there."""

    def never_ending():
        content = rss(*items(*range(50)))
        yield content[: len(content) // 2]
        while True:
            yield b" "
            time.sleep(0.1)

    subscribe(rss(*items("a")), path="/a")
    survivor = poller(lease=8)
    wait_until(lambda: Article.objects.count() == 1)
    os.kill(survivor.pid, signal.SIGSTOP)  # so that the other one takes the next
    hanging = subscribe(never_ending(), path="/hanging")
    victim = poller(lease=8)
    wait_until(lambda: site.asked[-1][0] == "/hanging")
    os.kill(survivor.pid, signal.SIGCONT)
    subscribe(rss(*items("b", "c")), path="/b")
    wait_until(lambda: Article.objects.count() == 3)
    os.kill(victim.pid, signal.SIGKILL)
    hanging.refresh_from_db()
    assert hanging.leased_until > timezone.now()
    site.pages["/hanging"] = (200, {}, rss(*items(*range(50))))
    wait_until(lambda: Article.objects.count() == 53)
    hanging.refresh_from_db()
    assert (hanging.health, hanging.leased_until) == ("50 new of 50", None)
    assert [path for path, _ in site.asked] == ["/a", "/hanging", "/b", "/hanging"]
    assert survivor.poll() is None


def test_pollers_beside_each_other_poll_every_feed_once(subscribe, site, poller):
    for number in range(12):
        subscribe(rss(*items(number)), path=f"/{number}")
    pollers = [poller("--once") for _ in range(3)]
    assert [process.wait(30) for process in pollers] == [0, 0, 0]
    assert len(site.asked) == 12
    assert Article.objects.count() == 12


def test_a_poller_told_to_end_gives_its_lease_back(subscribe, site, poller):
    def for_ever():
        while True:
            yield b" "
            time.sleep(0.05)

    subscription = subscribe(for_ever())
    process = poller()
    wait_until(lambda: site.asked)
    process.terminate()
    assert process.wait(10) == 0
    subscription.refresh_from_db()
    assert (subscription.leased_until, subscription.failures) == (None, 0)


def test_a_poller_says_how_every_poll_went(subscribe, poller):
    first = subscribe(rss(*items(1)))
    subscribe(status=404, path="/not-there", title="The Lost Paper")
    said, _ = poller("--once").communicate(timeout=30)
    assert said.splitlines() == [
        f"{first.feed_url}: 1 new of 1",
        "The Lost Paper: Failed once: its server answers 404 Not Found",
    ]
