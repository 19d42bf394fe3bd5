"""`manage.py poll_feeds`: the feeds of all subscriptions, each when it is due."""

import logging
import os
import signal
import time

from django.core.management import BaseCommand
from django.db import Error, close_old_connections

from articles.models import Subscription
from articles.subscriptions import poll

log = logging.getLogger(__name__)

PAUSE = 5  # seconds between two looks for what is due


class Stopped(BaseException):
    """Somebody wants the poller to end."""


class Command(BaseCommand):
    help = (
        "Poll the feeds of the subscriptions, each when it is due, for as long as this runs. "
        "Any number of pollers may run beside each other, on any number of machines."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="poll what is due now, and end")
        parser.add_argument(
            "--with-parent", action="store_true", help="end with the process that started this"
        )

    def handle(self, *, once, with_parent, verbosity, **options):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        parent = os.getppid()
        try:
            while not (with_parent and os.getppid() != parent):
                polled = self.poll_next(verbosity)
                if not polled and once:
                    return
                time.sleep(0 if polled else PAUSE)
        except Stopped:
            return

    def poll_next(self, verbosity) -> bool:
        """Whether there was one to poll. A database out of reach is waited for."""
        try:
            close_old_connections()
            subscription = Subscription.objects.take()
            if subscription is None:
                return False
            said = poll_or_release(subscription)
        except Error:
            log.exception("Polling waits for the database")
            return False
        if verbosity > 0:
            self.stdout.write(f"{subscription}: {said}")
            self.stdout.flush()
        return True


def poll_or_release(subscription) -> str:
    try:
        return poll(subscription)
    except Stopped:
        subscription.release()
        raise


def stop(*args):
    raise Stopped
