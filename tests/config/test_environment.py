import pytest

from config.environment import Environment, WrongSetting


@pytest.fixture
def env(monkeypatch):
    def read(method, value, *args, **kwargs):
        monkeypatch.setenv("SETTING", value)
        return getattr(Environment(), method)("SETTING", *args, **kwargs)

    return read


@pytest.mark.parametrize(
    ("method", "value", "args", "expected"),
    [
        ("text", "  a b ", (), "a b"),
        ("text", "$PATH", (), "$PATH"),
        ("text", "", ("default",), "default"),
        ("flag", "Yes", (False,), True),
        ("flag", "0", (True,), False),
        ("flag", "", (True,), True),
        ("choice", "b", ("a", ["a", "b"]), "b"),
        ("names", "a, b,,", (), ["a", "b"]),
        ("names", "", (["x"],), ["x"]),
        ("origin", "https://films.example.org/", ("",), "https://films.example.org"),
        ("origin", "http://[::1]:8000", ("",), "http://[::1]:8000"),
        ("cache", "", ("locmem://",), "locmem://"),
        ("time_zone", "Europe/Vienna", ("UTC",), "Europe/Vienna"),
    ],
)
def test_setting_with_a_good_value(env, method, value, args, expected):
    assert env(method, value, *args) == expected


@pytest.mark.parametrize(
    ("method", "value", "args"),
    [
        ("flag", "flase", (False,)),
        ("choice", "c", ("a", ["a", "b"])),
        ("origin", "films.example.org", ("",)),
        ("origin", "https://films.example.org/guide", ("",)),
        ("origin", "https://user@films.example.org", ("",)),
        ("origin", "https://films.example.org:99999", ("",)),
        ("origin", "ftp://films.example.org", ("",)),
        ("database", "mysql://localhost/films", ("",)),
        ("database", "postgres://localhost", ("",)),
        ("database", "postgres://localhost:port/films", ("",)),
        ("database", "films.db", ("",)),
        ("cache", "memcached://localhost", ("",)),
        ("mail", "mail.example.org", ("",)),
        ("mail", "smtp://mail.example.org:port", ("",)),
        ("time_zone", "Vienna", ("UTC",)),
        ("time_zone", "../../etc/passwd", ("UTC",)),
    ],
)
def test_setting_with_a_wrong_value_names_it(env, method, value, args):
    with pytest.raises(WrongSetting, match=r"^Marquee cannot start: the setting SETTING "):
        env(method, value, *args)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8e3", "٨", "8000 9000"])
def test_number_outside_its_bounds_names_it(env, value):
    with pytest.raises(WrongSetting, match=r"the setting SETTING is .* from 1 to 65535"):
        env("number", value, 8000, least=1, most=65535)


def test_wrong_address_with_a_password_does_not_show_it(env):
    with pytest.raises(WrongSetting) as caught:
        env("database", "mysql://editor:swordfish@localhost/films", "")

    assert "swordfish" not in str(caught.value)


def test_env_file_gives_what_the_environment_leaves_out(tmp_path, monkeypatch):
    monkeypatch.setenv("FROM_OUTSIDE", "outside")
    monkeypatch.delenv("FROM_FILE", raising=False)
    (tmp_path / ".env").write_text("FROM_OUTSIDE=file\nFROM_FILE=file\n")

    env = Environment(tmp_path / ".env")
    monkeypatch.setattr(env._env, "ENVIRON", dict(env._env.ENVIRON))
    monkeypatch.delenv("FROM_FILE", raising=False)

    assert (env.text("FROM_OUTSIDE"), env.text("FROM_FILE")) == ("outside", "file")
