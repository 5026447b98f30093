import os

import pytest
from django.conf import settings

from bench.kill import run
from tests.factories import make_film, make_user
from tests.reviews.test_race import database_url

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_acknowledged_survives_kill_nine(tmp_path):
    """A4: no review lost, none without its count (bench/kill.py does it a hundred times)."""
    film = make_film()
    make_user()  # so the server loads no sample films
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
        "TRUSTED_PROXIES": "1",
        "WORKERS": "2",
        "LOG_LEVEL": "ERROR",
    }
    result = run(film.slug, environment, tmp_path / "log", kills=2, visitors=4, longest_life=0.4)
    assert (result.lost, result.changed, result.faults) == ([], [], [])
    assert result.other_answers == {}
    assert 0 < result.acknowledged <= result.stored
