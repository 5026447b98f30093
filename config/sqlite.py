"""Which SQLite may be trusted with what, and the settings that lose nothing that was acknowledged.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when a checkpoint races a commit that
resets the log ("WAL-reset bug", sqlite.org/wal.html). It is fixed in 3.51.3 and back-ported to
3.50.7 and 3.44.6. A fixed SQLite gets WAL with synchronous=FULL; any other one a rollback journal
with synchronous=EXTRA, slower and as safe. (WAL with NORMAL loses commits in a power cut.)
"""

import importlib.util
import sqlite3
import sys
from typing import Any

Version = tuple[int, int, int]

SHARED_PRAGMAS = "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;"
WAL_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;"
)
JOURNAL_PRAGMAS = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"


def is_fixed(version: Version) -> bool:
    """Say whether this version of SQLite is free of the WAL-reset bug."""
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def use_fixed_driver() -> None:
    """Let Django use pysqlite3, which brings its own SQLite, where the interpreter's is old.

    Must run before django.db.backends.sqlite3 is imported, hence from the settings.
    """
    if is_fixed(sqlite3.sqlite_version_info) or not importlib.util.find_spec("pysqlite3"):
        return
    import pysqlite3  # optional dependency: only where the interpreter's own SQLite is old

    if is_fixed(pysqlite3.dbapi2.sqlite_version_info):
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def options(version: Version) -> dict[str, Any]:
    """Return Django's OPTIONS for a database under this version of SQLite.

    Without IMMEDIATE, two visitors who write at once get "database is locked": a transaction that
    begins by reading cannot wait for its turn to write.
    """
    journal = WAL_PRAGMAS if is_fixed(version) else JOURNAL_PRAGMAS
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": f"{journal} {SHARED_PRAGMAS}",
    }


def driver_version() -> Version:
    """Return the version of the SQLite that Django's backend uses or would use."""
    return sys.modules["sqlite3"].sqlite_version_info
