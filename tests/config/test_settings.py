import ast
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import WrongSetting

ROOT = Path(__file__).resolve().parents[2]
READERS = {"text", "flag", "number", "choice", "names", "origin", "database", "cache", "mail"} | {
    "time_zone"
}


def settings_read():
    """Return the names of all settings that config/settings.py asks the environment for."""
    for node in ast.walk(ast.parse((ROOT / "config" / "settings.py").read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and getattr(node.func.value, "id", "") == "env"
            and node.func.attr in READERS
        ):
            yield node.args[0].value


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Return a function that reads the settings anew, as a fresh process would."""

    def run(**environment):
        for name in (*settings_read(), "ENV_FILE"):
            monkeypatch.delenv(name, raising=False)
        given = {"ENV_FILE": "", "DATA_DIR": str(tmp_path / "data")} | environment
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "config" / "settings.py"))

    return run


def test_every_setting_is_in_the_example():
    listed = re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert sorted(listed) == sorted(set(settings_read()))


def test_every_setting_is_in_the_manual():
    named = re.findall(r"^\| `([A-Z_]+)` ", (ROOT / "docs/operating.md").read_text(), re.MULTILINE)

    assert sorted(named) == sorted(set(settings_read()))


def test_example_as_it_stands_changes_nothing(load, tmp_path):
    example = re.sub(
        r"^# ([A-Z_]+=)", r"\1", (ROOT / ".env.example").read_text(), flags=re.MULTILINE
    )
    kept = [line for line in example.splitlines() if line.endswith("=") or line.startswith("#")]
    (tmp_path / ".env").write_text("\n".join(kept))

    assert load(ENV_FILE=str(tmp_path / ".env"))["SITE_NAME"] == "Marquee"


def test_defaults_are_those_of_a_site_on_this_machine(load, tmp_path):
    found = load(PORT="8055")

    assert found["DEBUG"] is False
    assert found["SITE_URL"] == "http://127.0.0.1:8055"
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["SESSION_COOKIE_NAME"] == "sessionid"
    assert found["REVIEWS_MODERATION"] == "risk"
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "data" / "marquee.sqlite3")
    assert found["SECRET_KEY"] == (tmp_path / "data" / "secret_key").read_text()


@pytest.mark.parametrize(
    ("environment", "backend"),
    [
        ({}, "config.console_mail.EmailBackend"),
        ({"DEBUG": "true"}, "django.core.mail.backends.console.EmailBackend"),
        ({"EMAIL_URL": "consolemail://"}, "django.core.mail.backends.console.EmailBackend"),
        ({"EMAIL_URL": "dummymail://"}, "django.core.mail.backends.dummy.EmailBackend"),
        ({"EMAIL_URL": "smtp://127.0.0.1:1025"}, "django.core.mail.backends.smtp.EmailBackend"),
    ],
)
def test_mails_are_printed_unless_a_server_is_named(load, environment, backend):
    assert load(**environment)["EMAIL_BACKEND"] == backend


def test_https_address_makes_cookies_and_redirects_secure(load):
    found = load(SITE_URL="https://films.example.org", TRUSTED_PROXIES="1")

    names = (
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
    )
    assert [found[name] for name in names] == ["__Host-sessionid", "__Host-csrftoken", True, True]
    assert found["ALLOWED_HOSTS"][-1] == "films.example.org"
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_no_proxy_means_no_trust_in_forwarded_headers(load):
    assert "SECURE_PROXY_SSL_HEADER" not in load(SITE_URL="https://films.example.org")


def test_postgres_address_takes_its_pool_and_limits(load):
    database = load(DATABASE_URL="postgres://me:pass@db.example.org:5433/films")["DATABASES"][
        "default"
    ]

    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example.org",
        5433,
        "films",
    )
    assert database["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 4, "timeout": 5}


def test_redis_address_takes_the_forgiving_cache(load):
    caches = load(CACHE_URL="redis://127.0.0.1:6379/3")["CACHES"]

    assert caches["default"]["BACKEND"] == "config.cache.ForgivingRedisCache"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_PATH", "../admin"),
        ("ADMIN_PATH", "desk?"),
        ("ADMIN_PATH", "/"),
        ("ALLOWED_HOSTS", "*"),
        ("CACHE_URL", "127.0.0.1:6379"),
        ("DATABASE_URL", "mysql://localhost/films"),
        ("DATA_DIR", "/dev/null/data"),
        ("DEBUG", "maybe"),
        ("EMAIL_URL", "mail.example.org"),
        ("HSTS_PRELOAD", "2"),
        ("LANGUAGE_CODE", "xx"),
        ("LOG_LEVEL", "LOUD"),
        ("PORT", "80000"),
        ("PUBLISH_GATE", "never"),
        ("REVIEWS_MODERATION", "never"),
        ("SECRET_KEY", "short"),
        ("SITE_URL", "films.example.org"),
        ("STALE_AFTER_DAYS", "0"),
        ("TIME_ZONE", "Vienna"),
        ("TRUSTED_PROXIES", "-1"),
        ("WORKERS", "0"),
    ],
)
def test_wrong_value_stops_the_start_with_its_name(load, name, value):
    with pytest.raises(WrongSetting, match=rf"^Marquee cannot start: the setting {name} "):
        load(**{"SITE_URL": "https://films.example.org", name: value})


def test_wrong_value_leaves_one_sentence_and_no_traceback(tmp_path):
    environment = {**os.environ, "ENV_FILE": "", "DATA_DIR": str(tmp_path), "PORT": "eighty"}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"

    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Marquee cannot start: the setting PORT is 'eighty',"
        " but it must be a whole number from 1 to 65535.\n"
    )


@pytest.mark.parametrize(
    ("setting", "address", "driver", "words"),
    [
        ("DATABASE_URL", "postgres://127.0.0.1/guide", "psycopg_pool", "names PostgreSQL"),
        ("CACHE_URL", "redis://127.0.0.1/0", "redis", "names Redis"),
    ],
)
def test_missing_driver_is_a_sentence(load, monkeypatch, setting, address, driver, words):
    monkeypatch.setitem(sys.modules, driver, None)

    with pytest.raises(WrongSetting, match=f"the setting {setting} {words}, whose driver is miss"):
        load(**{setting: address})
