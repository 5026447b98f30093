import importlib
import sqlite3
import sys
import types

import pytest
from django.db import connection

from config import checks, sqlite
from tests.settings import SCRATCH


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 44, 99), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_is_fixed_by_version(version, expected):
    assert sqlite.is_fixed(version) is expected


def in_force(path, version):
    """Return what SQLite itself says of a file opened with the options for a version."""
    opened = sqlite3.connect(path)
    opened.executescript(sqlite.options(version)["init_command"])
    names = ("journal_mode", "synchronous", "trusted_schema", "temp_store", "cache_size")
    found = [opened.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    opened.close()
    return found


def test_options_for_a_fixed_version_are_wal_and_full(tmp_path):
    assert in_force(tmp_path / "db", (3, 51, 3)) == ["wal", 2, 0, 2, -20000]


def test_options_for_an_old_version_are_delete_and_extra(tmp_path):
    assert in_force(tmp_path / "db", (3, 51, 2)) == ["delete", 3, 0, 2, -20000]


def test_old_version_takes_over_a_database_left_in_wal(tmp_path):
    in_force(tmp_path / "db", (3, 51, 3))

    assert in_force(tmp_path / "db", (3, 40, 1))[:2] == ["delete", 3]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite only")
def test_connection_of_the_site_has_its_pragmas():
    expected = ["wal", 2] if sqlite.is_fixed(sqlite.driver_version()) else ["delete", 3]
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "trusted_schema", "foreign_keys")
        ]

    assert found == [*expected, 0, 1]
    assert connection.transaction_mode == "IMMEDIATE"
    assert str(connection.settings_dict["NAME"]).startswith(str(SCRATCH))


@pytest.fixture
def interpreter(monkeypatch):
    """Pretend that the interpreter and pysqlite3 bring these versions of SQLite."""

    def pretend(own, other):
        for name, version in (("sqlite3", own), ("pysqlite3", other)):
            module = types.ModuleType(name)
            module.sqlite_version_info = version
            module.dbapi2 = module
            module.__spec__ = importlib.machinery.ModuleSpec(name, None)
            monkeypatch.setitem(sys.modules, name, module)
            monkeypatch.setitem(sys.modules, f"{name}.dbapi2", module)
        monkeypatch.setattr(sqlite, "sqlite3", sys.modules["sqlite3"])

    return pretend


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ((3, 40, 1), (3, 53, 4), "pysqlite3"),
        ((3, 53, 0), (3, 53, 4), "sqlite3"),
        ((3, 40, 1), (3, 51, 1), "sqlite3"),
    ],
)
def test_use_fixed_driver_takes_the_one_that_is_fixed(interpreter, own, other, expected):
    interpreter(own, other)

    sqlite.use_fixed_driver()

    assert sys.modules["sqlite3"].__name__ == expected


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite only")
def test_check_names_an_old_sqlite(monkeypatch):
    monkeypatch.setattr(sqlite, "driver_version", lambda: (3, 40, 1))

    found = checks.sqlite_is_fixed(databases=["default"])

    assert [message.id for message in found] == ["marquee.W001"]
    assert found[0].msg.startswith("SQLite 3.40.1 can damage databases in WAL mode")


def test_check_is_content_with_a_fixed_sqlite(monkeypatch):
    monkeypatch.setattr(sqlite, "driver_version", lambda: (3, 53, 4))

    assert checks.sqlite_is_fixed(databases=["default"]) == []


def test_check_names_https_without_a_proxy(settings):
    settings.IS_HTTPS, settings.TRUSTED_PROXIES = True, 0

    assert [message.id for message in checks.proxy_is_trusted()] == ["marquee.W002"]


def test_check_is_content_with_https_behind_a_proxy(settings):
    settings.IS_HTTPS, settings.TRUSTED_PROXIES = True, 1

    assert checks.proxy_is_trusted() == []
