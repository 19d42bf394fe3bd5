"""`manage.py serve`: what it prepares and what it refuses. The running site is tried elsewhere."""

import argparse
import socket
import stat
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from newsroom.management.commands import serve


def test_a_taken_port_is_refused_with_the_next_one_to_try():
    with socket.create_server((serve.HOST, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken.*PORT={port + 1} make run"):
            call_command("serve", port=port)


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "eighty", "80.5"])
def test_what_is_not_a_port_is_refused(text):
    with pytest.raises(argparse.ArgumentTypeError, match="not a port"):
        serve.port_number(text)


def test_a_port_is_a_number():
    assert serve.port_number("8001") == 8001


def test_it_refuses_to_run_in_production(settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="your own machine"):
        call_command("serve")


@pytest.mark.django_db
def test_the_editor_can_log_in_with_the_password_that_is_kept(settings, tmp_path):
    settings.VAR = tmp_path
    phrase = serve.Command(stdout=StringIO()).prepare_editor()
    file = tmp_path / "editor-password.txt"
    assert file.read_text() in phrase
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert authenticate(username="editor", password=file.read_text()).is_staff


@pytest.mark.django_db
def test_the_password_is_shown_once(settings, tmp_path):
    settings.VAR = tmp_path
    command = serve.Command(stdout=StringIO())
    command.prepare_editor()
    phrase = command.prepare_editor()
    assert (tmp_path / "editor-password.txt").read_text() not in phrase
    assert "editor-password.txt" in phrase
    assert get_user_model().objects.count() == 1
