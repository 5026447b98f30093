from decimal import Decimal

import pytest

from films.models import Film
from reviews.models import Storm
from reviews.score_sheet import ScoreSheet, score_sheet
from tests.factories import make_film
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

pytestmark = pytest.mark.django_db


def sheet_of(film: Film) -> ScoreSheet:
    return score_sheet(Film.objects.select_related("rating").get(pk=film.pk))


def codes(lines) -> dict[str, int]:
    return {line.code: line.number for line in lines}


def unpublished(status: str, **fields) -> dict:
    waiting = {"queued_at": FIRST_AT, "hold_reason": "link"} if status == "pending" else {}
    return {"status": status, "published_at": None, **waiting, **fields}


def test_sheet_holds_the_figures_and_the_formula_with_its_numbers():
    """Idea 4"""
    film = make_film()
    add_reviews(film, 4, score=[9, 8, 8, 3])
    sheet = sheet_of(film)
    assert (sheet.formula.count, sheet.formula.total) == (4, 28)
    assert (sheet.mean, sheet.median, sheet.formula.stars) == (7, 8, Decimal("3.5"))
    assert (sheet.site_mean, sheet.formula.prior_count) == (Decimal("6.5"), 10)
    assert sheet.formula.rank == Decimal("6.64")
    assert sheet.histogram == (0, 0, 1, 0, 0, 0, 0, 2, 1, 0)
    assert sum(bar.percent for bar in sheet.bars) == 100
    assert sheet.recounted_at is not None


@pytest.mark.parametrize("count", [0, 1, 2])
def test_sheet_of_fewer_than_three_ratings_has_no_mean(count):
    film = make_film()
    if count:
        add_reviews(film, count)
    assert sheet_of(film).mean is None


def test_everything_that_is_not_counted_has_one_reason():
    """Idea 4: waiting, set aside, words only, from elsewhere, withdrawn."""
    film = make_film()
    add_reviews(film, 2)
    add_reviews(film, 3, score=None)
    for number, set_aside in enumerate(("embargo", "storm", "void"), start=1):
        add_reviews(film, number, set_aside=set_aside)
    add_reviews(film, 4, source="import", score=None)
    add_review(film, source="editor")
    add_reviews(film, 2, **unpublished("pending"))
    add_review(film, **unpublished("hidden", decision_reason="reported"))
    add_review(film, **unpublished("rejected", decision_reason="advertising"))
    add_reviews(film, 2, **unpublished("spam"))
    add_review(film, None, **unpublished("withdrawn", body=""))
    add_review(film, **unpublished("hidden", decision_reason="author"))
    sheet = sheet_of(film)
    assert codes(sheet.not_counted) == {
        "words_only": 3,
        "embargo": 1,
        "storm": 2,
        "void": 3,
        "import": 4,
        "editor": 1,
        "waiting": 3,
        "declined": 3,
        "withdrawn": 2,
    }
    assert all(line.words for line in sheet.not_counted)
    assert sheet.formula.count == 2


def test_what_was_received_is_what_became_of_it():
    """Idea 10: 14 received, 13 published, 1 declined (advertising)."""
    film = make_film()
    add_reviews(film, 11)
    add_review(film, None)
    add_review(film, set_aside="storm")
    add_review(film, **unpublished("rejected", decision_reason="advertising"))
    add_reviews(film, 5, source="import")
    sheet = sheet_of(film)
    assert (sheet.received, sheet.published, sheet.waiting, sheet.withdrawn) == (14, 13, 0, 0)
    assert codes(sheet.declined) == {"advertising": 1}


def test_waves_are_a_public_log_with_the_latest_first():
    """S8"""
    film, other = make_film(), make_film()
    earlier = Storm.objects.create(
        film=film, began_at=FIRST_AT, noticed_at=FIRST_AT, ended_at=FIRST_AT, outcome="voided"
    )
    later = Storm.objects.create(film=film, began_at=FIRST_AT)
    Storm.objects.create(film=other, began_at=FIRST_AT)
    assert sheet_of(film).waves == [later, earlier]


@pytest.mark.parametrize("count", [1, 30])
def test_sheet_costs_two_queries(count, django_assert_num_queries):
    film = make_film()
    add_reviews(film, count, set_aside=["", "storm"])
    film = Film.objects.select_related("rating").get(pk=film.pk)
    with django_assert_num_queries(2):
        score_sheet(film)
