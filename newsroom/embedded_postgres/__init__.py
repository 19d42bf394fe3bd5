"""A database backend that brings its own PostgreSQL, started at the first connection.

    server.py    one PostgreSQL server in one directory: start it, use it, stop it
    guardian.py  the process that stops it when its last user has left
    programs.py  PostgreSQL's programs, and the account they run as
    base.py, client.py   the Django backend

The server lives in a directory of its own and is reached through a socket that only its owner
can open. Every process that connects holds a shared lock there. The kernel drops that lock
however the process ends, so it is certain when nobody is left: the last one to leave stops the
server, or the guardian does when that one was killed. If both were killed at once, the server
stays until its next users have left.
"""

from pathlib import Path


def database(var: Path) -> dict:
    """The entry of `settings.DATABASES` for the PostgreSQL that lives in `var/postgres`."""
    return {
        "ENGINE": "newsroom.embedded_postgres",
        "NAME": "newsroom",
        "USER": "newsroom",
        "HOST": str(var / "postgres"),
    }
