"""The site's secret key, made once and kept in the data folder where no setting gives one."""

import os
import secrets
from pathlib import Path


def stored_key(path: Path) -> str:
    """Return the key kept in this file; the first call makes it, readable by its owner only.

    Two processes that start at once agree on one key: the file appears whole, under its name, once.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
