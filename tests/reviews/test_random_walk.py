import pytest

from reviews import film_ratings
from tests.reviews.walk import Walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("counted_afresh", [0, 20_000], ids=["moved", "counted"])
def test_every_figure_is_right_after_every_step(counted_afresh, monkeypatch):
    """A3, I1, I2, I9, I10: bench/random_walk.py takes ten thousand steps, and looks at all."""
    monkeypatch.setattr(film_ratings, "COUNTED_AFRESH", counted_afresh)
    walk = Walk(seed=counted_afresh)
    for number in range(80):
        name = walk.step()
        assert film_ratings.differences() == [], f"step {number}: {name}"
    assert walk.faults() == []
