"""Which requirements `make run` installs, told by a Python that only writes down what is asked."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "requirements" / "install.sh"
PYTHON = '#!/bin/sh\n[ "$1" = -m ] && echo "$7" >> asked.txt || true\n'


@pytest.fixture
def install(tmp_path):
    """Return a function that installs into an empty project; it gives the files installed."""
    folder = tmp_path / "requirements"
    folder.mkdir()
    shutil.copy(SCRIPT, folder)
    for name in ("base", "postgres", "redis"):
        (folder / f"{name}.txt").write_text(f"{name}\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "made").touch()
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)

    def run(env_file="", **environment):
        (tmp_path / ".env").write_text(env_file)
        path = {"PATH": os.environ["PATH"]}
        script = ["sh", str(folder / "install.sh"), "base", "services"]
        subprocess.run(script, env=path | environment, check=True, capture_output=True)
        asked = (tmp_path / "asked.txt").read_text().split()
        return [Path(name).stem for name in asked]

    return run


def test_without_settings_no_driver_is_installed(install):
    assert install() == ["base"]


def test_drivers_follow_the_environment(install):
    environment = {"DATABASE_URL": "postgres://a/b", "CACHE_URL": "rediss://a/0"}

    assert install(**environment) == ["base", "postgres", "redis"]


def test_drivers_follow_the_env_file_where_the_environment_says_nothing(install):
    env_file = '# CACHE_URL=redis://a/0\nexport DATABASE_URL="postgresql://a/b"\n'

    assert install(env_file) == ["base", "postgres"]


def test_environment_goes_before_the_env_file(install):
    env_file = "DATABASE_URL=postgres://a/b\n"

    assert install(env_file, DATABASE_URL="sqlite:///a.sqlite3") == ["base"]


def test_a_second_time_nothing_is_installed(install):
    install()

    assert install(CACHE_URL="redis://a/0") == ["base", "redis"]
