"""One PostgreSQL server in one directory: start it, use it, stop it.

Three files in the directory are locked with flock, and the kernel knows who holds them:

`users.lock`     is held, shared, by every process that uses the server.
`server.lock`    is held by the server, all its processes included: they inherit it from whoever
                 starts them. Only who holds it may start a server, so there is never a second
                 one, and no leftover file or reused process id can make a dead one look alive.
`guardian.lock`  is held by the process that waits for the last user to leave.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from . import programs
from .programs import Account, ServerError

DATABASE = "newsroom"
SUPERUSER = "newsroom"
PATIENCE = 60  # seconds for a start, recovery after a crash included
ATTEMPTS = 3  # a second one helps when the server was killed while it started
PAUSE = 0.02  # seconds between two looks at a server that starts or stops
LONGEST_SOCKET_DIRECTORY = 80  # bytes; the whole path must fit in 103 on macOS, 107 on Linux

SETTINGS = {
    "listen_addresses": "",  # no network: only the socket
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # For one site on one machine: less memory and fewer processes than the defaults.
    "shared_buffers": "64MB",
    "random_page_cost": "1.1",  # a local disk without a moving arm, and most pages in memory
    "max_connections": "50",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "io_method": "sync",
}


class Server:
    """The PostgreSQL server of one directory. Safe to use from several threads and processes."""

    def __init__(self, directory: Path):
        self.directory = Path(os.path.abspath(directory))
        self._joining = threading.Lock()
        self._lease: int | None = None
        self._guarded = False

    def __repr__(self) -> str:
        return f"Server({str(self.directory)!r})"

    @property
    def home(self) -> Path:
        """Where the files really are: `directory`, or the place it links to."""
        return Path(os.path.realpath(self.directory))

    @property
    def account(self) -> Account:
        return Account.for_directory(self.home)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def socket_directory(self) -> Path:
        """The host to connect to. Known without a running server."""
        if len(os.fsencode(self.home)) <= LONGEST_SOCKET_DIRECTORY:
            return self.home
        return Path("/tmp") / f"newsroom-{_digest(self.home)}"  # the same whatever TMPDIR says

    def join(self) -> None:
        """Count this process as a user of the server, until it leaves or ends."""
        with self._joining:
            if self._lease is not None:
                return
            self._prepare_home()
            lease = self._open("users.lock")
            fcntl.flock(lease, fcntl.LOCK_SH)
            self._lease = lease
            os.register_at_fork(after_in_child=self._forget)  # a child joins when it connects
            atexit.register(self.leave)

    def leave(self) -> None:
        """No longer use the server; who leaves last returns when it has stopped.

        A process that is killed does not get here. Then the guardian stops the server.
        """
        if self._lease is not None:
            if _try_lock(self._lease):
                self.stop()
            self._forget()

    def _forget(self) -> None:
        if self._lease is not None:
            os.close(self._lease)
            self._lease = None

    def start(self) -> None:
        """Return once the server accepts connections; starts it if it is not running.

        Raises ServerError with the end of the server's log when it does not start.
        """
        self.join()
        deadline = time.monotonic() + PATIENCE
        attempts = 0
        while not self._accepts_connections():
            with self._held("server.lock") as lock:
                if lock is not None and attempts == ATTEMPTS:
                    raise ServerError(self._failure("PostgreSQL did not start"))
                if lock is not None:
                    self._launch(lock)
                    attempts += 1
            if time.monotonic() > deadline:
                raise ServerError(self._failure(f"PostgreSQL is not ready after {PATIENCE} s"))
            time.sleep(PAUSE)

    def ensure_guardian(self) -> None:
        """Give a running server a new guardian if its own was killed; looks once per process."""
        if self._guarded:
            return
        with self._held("guardian.lock") as lock:
            nobody_guards = lock is not None
        if nobody_guards:
            self._run_guardian(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._guarded = True

    def stop(self) -> None:
        """End the server and return once it has ended, its open transactions rolled back."""
        while True:
            with self._held("server.lock") as lock:
                if lock is not None:
                    return
            process = "".join(self._status()[:1])
            if process.isdigit():
                with suppress(ProcessLookupError):  # its children are left, and about to end
                    os.kill(int(process), signal.SIGINT)  # PostgreSQL's "fast shutdown"
            time.sleep(PAUSE)

    def run(self, lock: int) -> subprocess.Popen:
        """Start the server's first process. It inherits `lock`, and so do its children."""
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        return self.account.spawn(
            [
                self._program("postgres"),
                *("-D", self.data, "-k", _quoted(self.socket_directory)),
                *options,
            ],
            pass_fds=[lock],
        )

    def stop_when_unused(self) -> None:
        """Wait until no process uses the server, then stop it; new users wait for that.

        Returns at once when another process does the same already.
        """
        with self._held("guardian.lock") as lock:
            if lock is not None:
                users = self._open("users.lock")
                fcntl.flock(users, fcntl.LOCK_EX)
                self.stop()
                os.close(users)

    def _open(self, name: str) -> int:
        """A file to lock, made if it is missing. Read-only, as another user may have made it."""
        return os.open(self.home / name, os.O_RDONLY | os.O_CREAT, 0o644)

    @contextmanager
    def _held(self, name: str) -> Iterator[int | None]:
        """The locked file, or None when another process holds it.

        Processes that inherit the file meanwhile keep it locked.
        """
        file = self._open(name)
        try:
            yield file if _try_lock(file) else None
        finally:
            os.close(file)

    def _program(self, name: str) -> Path:
        return programs.usable_by(self.account, self.home) / name

    def _prepare_home(self) -> None:
        """Make the directory, closed to other users, in a place the account can reach."""
        self.directory.parent.mkdir(parents=True, exist_ok=True)
        account = self.account
        if not os.path.lexists(self.directory) and not account.may_enter(self.directory.parent):
            with suppress(FileExistsError):  # another process was faster
                self.directory.symlink_to(f"/var/lib/newsroom-{_digest(self.directory)}")
        _make_private(self.home, account)

    def _accepts_connections(self) -> bool:
        if self._status()[-1:] != ["ready"]:  # asking too early would only fill the log
            return False
        question = [
            programs.installed() / "pg_isready",
            "--quiet",
            *("--host", self.socket_directory, "--username", SUPERUSER, "--dbname", DATABASE),
        ]
        return subprocess.run(question, env=programs.clean_environment()).returncode == 0

    def _launch(self, lock: int) -> None:
        """Start the guardian, which starts the server. Both inherit `lock`."""
        if not self.data.exists():
            self._initialise(lock)
        _make_private(self.socket_directory, self.account)
        self._remove_leftovers()
        if self.log.exists():
            self.log.replace(self.log.with_name("server.log.previous"))
        with self.log.open("ab") as log:
            self._run_guardian(str(lock), pass_fds=[lock], stdout=log, stderr=log)

    def _run_guardian(self, *arguments: str, **options) -> None:
        subprocess.run(
            [sys.executable, "-m", f"{__package__}.guardian", self.directory, *arguments],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            check=True,
            **options,
        )

    def _remove_leftovers(self) -> None:
        """Remove what a killed server left: with its process id reused it would stop the next.

        Holding `server.lock` we know that no process of that server is alive.
        """
        socket = self.socket_directory / ".s.PGSQL.5432"
        for path in (self.data / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
            path.unlink(missing_ok=True)

    def _initialise(self, lock: int) -> None:
        """Make the data directory with one empty database, entirely or not at all."""
        unfinished = self.home / "data.new"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        self._run_or_fail(
            [
                self._program("initdb"),
                f"--pgdata={unfinished}",
                f"--username={SUPERUSER}",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--auth-local=trust",  # the socket's directory is closed to everybody else
                "--auth-host=reject",
            ],
            pass_fds=[lock],
        )
        self._run_or_fail(
            [self._program("postgres"), "--single", "-D", unfinished, "template1"],
            input=f"CREATE DATABASE {DATABASE}\n",
            pass_fds=[lock],
        )
        unfinished.rename(self.data)
        _flush_directory(self.home)

    def _run_or_fail(self, command: list, **options) -> None:
        result = self.account.run(command, **options)
        if result.returncode != 0:
            output = (result.stdout + result.stderr).strip()
            raise ServerError(f"{Path(command[0]).name} failed:\n{output}")

    def _status(self) -> list[str]:
        """What the server's first process writes of itself: its id first, how it is doing last."""
        with suppress(FileNotFoundError):
            return (self.data / "postmaster.pid").read_text().split()
        return []

    def _failure(self, what: str) -> str:
        end_of_log = self.log.read_text(errors="replace").splitlines()[-15:]
        return "\n".join([f"{what}. The end of {self.log}:", *end_of_log])


@cache
def server_in(directory: str) -> Server:
    """The one Server object of this process for a directory."""
    return Server(Path(directory))


def _try_lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _make_private(directory: Path, account: Account) -> None:
    """Make a directory that only `account` can enter; refuse one that somebody else controls."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = directory.lstat()
    if status.st_uid == 0 != account.uid and os.geteuid() == 0:
        os.chown(directory, account.uid, account.gid)
    elif status.st_uid != account.uid:
        raise ServerError(f"{directory} belongs to another user, who has to run this.")
    directory.chmod(0o700)


def _flush_directory(directory: Path) -> None:
    file = os.open(directory, os.O_RDONLY)
    os.fsync(file)
    os.close(file)


def _quoted(path: Path) -> str:
    """`path` as one element of a list in PostgreSQL's configuration."""
    return '"' + str(path).replace('"', '""') + '"'


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
