import sys
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.housekeeping import COMMAND, Housekeeping

WRITE = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write('done\\n')"
WRITE_AND_STAY = f"{WRITE}; import time; time.sleep(60)"


def wait_until(condition, seconds=20):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_chores_run_again_and_again_and_no_longer_than_the_server(tmp_path):
    path = tmp_path / "log"
    path.touch()
    command = [sys.executable, "-S", "-c", WRITE, str(path)]

    with Housekeeping(command, first_after=0, every=0.01):
        wait_until(lambda: path.read_text().count("done") > 1)
    after = path.read_text()
    time.sleep(0.05)

    assert path.read_text() == after


def test_chores_under_way_are_ended_with_the_server(tmp_path):
    path = tmp_path / "log"
    path.touch()
    command = [sys.executable, "-S", "-c", WRITE_AND_STAY, str(path)]

    with Housekeeping(command, first_after=0, every=0) as housekeeping:
        wait_until(path.read_text)

    assert housekeeping.process.poll() is not None


def test_server_that_stops_at_once_starts_no_chores(tmp_path):
    command = [sys.executable, "-S", "-c", WRITE, str(tmp_path / "log")]

    with Housekeeping(command, first_after=60, every=60) as housekeeping:
        pass

    assert housekeeping.process is None


def test_chores_are_the_command_of_that_name():
    assert COMMAND[2:] == ("keep_house", "--verbosity=0")


@pytest.mark.django_db
def test_one_chore_that_fails_stops_no_other(monkeypatch):
    def refuse():
        raise ValueError("broken")

    monkeypatch.setattr("films.publishing.publish_due", refuse)
    out = StringIO()

    with pytest.raises(CommandError, match=r"^Not done, see the log: publish_due$"):
        call_command("keep_house", stdout=out)

    assert "Nothing was due." in out.getvalue()
