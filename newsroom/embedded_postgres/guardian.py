"""The process that stops a PostgreSQL server when its last user has left.

Run as `python -m newsroom.embedded_postgres.guardian DIRECTORY [LOCK]`. With LOCK, the inherited
file descriptor of `server.lock`, it starts the server first, as a child of its own.
"""

import os
import signal
import sys
from pathlib import Path

from .server import Server


def guard(server: Server, lock: int | None) -> None:
    """Start the server if `lock` is given; stop it when nobody uses it any more.

    Returns when the server has ended, and reaps it, so that it leaves no zombie behind.
    """
    if lock is None:
        server.stop_when_unused()
        return
    postgres = server.run(lock)
    os.close(lock)  # the server has it now, and keeps it if we are killed
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # reap it even if it is killed while we wait
    server.stop_when_unused()
    postgres.wait()


if __name__ == "__main__":
    if os.fork() == 0:  # who asked need not wait for us
        os.setsid()  # nor does the Ctrl-C of their terminal reach us
        os.chdir("/")
        guard(Server(Path(sys.argv[1])), int(sys.argv[2]) if sys.argv[2:] else None)
