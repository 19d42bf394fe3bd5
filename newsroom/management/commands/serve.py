"""`manage.py serve`: the whole site on this machine, as `make run` starts it."""

import argparse
import signal
import socket
import subprocess
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connections
from gunicorn.app.base import BaseApplication

from articles.models import Article
from newsroom.local import kept_secret

HOST = "127.0.0.1"
EDITOR = "editor"


class Command(BaseCommand):
    help = (
        "Bring up the site on this machine: database, demo story, an editor's account, server, and "
        "a poller of feeds. Everything is kept in var/. Ctrl-C ends it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--port", type=port_number, default=8000)

    def handle(self, *, port, **options):
        if not settings.LOCAL:
            raise CommandError("serve is for your own machine; in production run newsroom.wsgi.")
        refuse_a_taken_port(port)
        try:
            self.prepare_database()
            login = self.prepare_editor()
            connections.close_all()  # each server process opens its own
            Site(port, when_ready=lambda: self.welcome(port, login)).run()
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")

    def prepare_database(self):
        self.stdout.write("Preparing the database ...")
        try:
            call_command("migrate", verbosity=0)
        except OperationalError as error:
            raise CommandError(f"No database. {error}") from error
        if not Article.objects.exists():
            self.stdout.write("Loading the demo story ...")
            call_command("load_demo", stdout=self.stdout)

    def prepare_editor(self) -> str:
        """Make the demo editor's account if it is missing; how to log in, as a phrase.

        The password itself is in the phrase only when the account is new.
        """
        file = settings.VAR / "editor-password.txt"
        where = f"var/{file.name}"
        users = get_user_model().objects
        if users.filter(username=EDITOR).exists():
            return f"as {EDITOR}; the password is in {where}"
        password = kept_secret(file, size=12)
        users.create_superuser(EDITOR, password=password)
        return f"as {EDITOR}, password {password} (kept in {where})"

    def welcome(self, port, login):
        address = f"http://{HOST}:{port}/"
        self.stdout.write(
            f"\nNewsroom is at   {address}\n"
            f"The admin is at  {address}admin/\n"
            f"Log in           {login}\n"
            f"Stop             with Ctrl-C; nothing is lost\n"
        )
        self.stdout.flush()


class Site(BaseApplication):
    """gunicorn, serving this Django process's site on one port until it is told to stop."""

    def __init__(self, port, when_ready):
        self.port = port
        self.tell = when_ready
        super().__init__()

    def load_config(self):
        options = {
            "bind": f"{HOST}:{self.port}",
            "workers": 2,
            "worker_class": "gthread",
            "threads": 4,
            "graceful_timeout": 3,
            "control_socket_disable": True,
            "loglevel": "warning",
            "when_ready": self.ready,
            "on_exit": self.ended,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self):
        return get_wsgi_application()

    def ready(self, arbiter):
        """Called when connections are accepted. A closed terminal then ends it like Ctrl-C."""
        signal.signal(signal.SIGHUP, lambda *_: arbiter.signal(signal.SIGINT, None))
        self.poller = start_poller()
        self.tell()

    def ended(self, arbiter):
        """Called when the last worker has left."""
        self.poller.terminate()


def start_poller() -> subprocess.Popen:
    """Poll feeds beside the server; should the server be killed, the poller ends by itself."""
    command = [sys.executable, settings.BASE_DIR / "manage.py", "poll_feeds"]
    return subprocess.Popen([*command, "--with-parent", "--verbosity=0"])


def port_number(text: str) -> int:
    if not (text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: choose one from 1 to 65535")
    return int(text)


def refuse_a_taken_port(port: int) -> None:
    """Raise CommandError, saying what to do, when `port` cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CommandError(f"Port {port} needs more rights: try PORT=8000 make run") from None
        except OSError:
            message = f"Port {port} is taken. Choose another: PORT={port + 1} make run"
            raise CommandError(message) from None
