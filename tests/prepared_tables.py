"""The empty tables of an SQLite run, kept in pytest's cache for the next run of the same code.

Making them takes as long as some hundred tests. Django looks at what is taken from here as at any
database: it would carry out a migration that is not in it.
"""

import hashlib
import os
import shutil
from pathlib import Path

import django
import pytest
from django.db import connection

from config import sqlite

ROOT = Path(__file__).resolve().parent.parent
# All that says what a table is like. What else a migration imports, test_prepared_tables.py finds.
PLACES = ("*/migrations/*.py", "*/models/*.py", "*/choices.py", "*/column_rules.py", "config/*.py")


def take(config: pytest.Config) -> bool:
    """Put the tables where the test database will be; say whether there were any."""
    kept = place(config)
    if not (kept and kept.exists()):
        return False
    shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return True


def keep(config: pytest.Config) -> None:
    """Keep the tables of the test database, which holds no rows yet, and no older ones."""
    kept = place(config)
    if not kept or kept.exists():
        return
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.replace(kept)


def place(config: pytest.Config) -> Path | None:
    """Return where the tables of this code belong; nowhere on PostgreSQL or without a cache."""
    if connection.vendor != "sqlite" or not hasattr(config, "cache"):
        return None
    return config.cache.mkdir("tables") / f"{mark(ROOT)}.sqlite3"


def mark(root: Path) -> str:
    """Return what differs as soon as the tables might: a hash of the code that makes them."""
    found = hashlib.sha256(f"{django.VERSION} {sqlite.driver_version()}".encode())
    for path in sorted({path for part in PLACES for path in root.glob(part)}):
        found.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()
