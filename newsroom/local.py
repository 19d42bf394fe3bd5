"""What a site on somebody's own machine makes for itself and keeps in `var/`."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path, size: int = 48) -> str:
    """The secret kept in the file at `path`, made on first use and readable by its owner only.

    Made of `size` random bytes, as text a third longer. Safe when several processes ask at once:
    one of them makes the file, all read the same.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(size))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
