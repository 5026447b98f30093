import io
import json

import pytest
from django.utils import timezone

from films.importers.reading import ImportRefused
from reviews import film_ratings, storm_watch
from reviews.choices import Opening
from reviews.exporters import own_json
from reviews.exporters.chosen import chosen
from reviews.importers.run import Report, import_file
from reviews.models import FilmRating, HelpfulVote, Review, ReviewReply, Storm
from tests.factories import make_film
from tests.reviews.factories import give_scores, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    return make_film(title="Nosferatu", year=1922, slug="nosferatu-1922")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "reviews.json"


def export(path) -> None:
    with path.open("w") as file:
        own_json.write(file, chosen())


def exported() -> list[dict]:
    """Every review as the export writes it, the seal included."""
    out = io.StringIO()
    own_json.write(out, chosen())
    return json.loads(out.getvalue())["reviews"]


def start_anew() -> None:
    """Empty the site of reviews, as if it were another one with the same key."""
    Review.objects.all().delete()
    FilmRating.objects.all().delete()
    Storm.objects.all().delete()


def change(path, **changes) -> None:
    """Change the first review of the file by hand."""
    first, review, *rest = path.read_text().splitlines()
    document = json.loads(review.removesuffix(",")) | changes
    path.write_text("\n".join([first, json.dumps(document), *rest]))


def test_reviews_come_back_as_they_were_and_count(film, path):
    """I1: into an empty site with the same key."""
    rate(film, 9, title="Yes", body="Zażółć – “quiet” 🎬\n\n=1+1", contains_spoilers=True)
    rate(film, 2)
    rate(film, None, body="See www.spam.example", display_name="Ole")
    review = Review.objects.first()
    ReviewReply.objects.create(review=review, text="Thank you.")
    HelpfulVote.objects.create(review=review, voter_key="a", is_helpful=True)
    Review.objects.filter(pk=review.pk).update(helpful_yes=1, featured_at=timezone.now())
    before, figures = exported(), FilmRating.objects.get().figures
    export(path)
    start_anew()
    assert import_file(path) == Report(new=3)
    assert exported() == before
    assert FilmRating.objects.get().figures == figures
    assert film_ratings.differences() == []
    assert HelpfulVote.objects.get().voter_key == ""


def test_reviews_that_are_here_are_passed_over(film, path):
    """I1"""
    rate(film, 9)
    export(path)
    assert import_file(path) == Report(here=1)
    assert FilmRating.objects.get().count == 1


@pytest.mark.parametrize(
    "changes", [{"score": 10}, {"seal": ""}, {"seal": "0" * 64}, {"id": "abcdefghijkm"}]
)
def test_review_that_somebody_changed_never_counts(film, path, changes):
    """I1: a file is no way to make votes; it comes in as any other import."""
    rate(film, 9, body="Good")
    Review.objects.update(helpful_yes=7)
    export(path)
    start_anew()
    change(path, **changes)
    assert import_file(path).new == 1
    review = Review.objects.get()
    assert (review.source, review.counts, review.helpful_yes) == ("import", False, 0)
    assert FilmRating.objects.get().count == 0


def test_review_of_a_site_with_another_key_never_counts(film, path, settings):
    """I1"""
    rate(film, 9)
    export(path)
    start_anew()
    settings.SECRET_KEY = "another " * 8
    import_file(path)
    assert Review.objects.get().source == "import"


def test_seal_of_the_key_before_is_still_known(film, path, settings):
    """I1"""
    rate(film, 9)
    export(path)
    start_anew()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another " * 8
    import_file(path)
    assert FilmRating.objects.get().count == 1


def test_score_that_waits_for_the_films_day_goes_on_waiting(path):
    """F12, I10"""
    film = make_film(released="2990-01-01")
    FilmRating.objects.create(film=film, opening=Opening.EARLY)
    rate(film, 9)
    export(path)
    Review.objects.all().delete()
    import_file(path)
    assert (Review.objects.get().set_aside, FilmRating.objects.get().count) == ("embargo", 0)


def test_wave_that_is_being_checked_goes_on_being_checked(film, path):
    """S8, I10: an export in the middle of a storm counts nothing early."""
    give_scores(film, [1] * 70, at=timezone.now())
    assert storm_watch.look(film)
    export(path)
    start_anew()
    import_file(path)
    storm = Storm.objects.get()
    rating = FilmRating.objects.get()
    assert (rating.count, rating.frozen_since) == (0, storm.began_at)
    assert storm_watch.release(storm, by=None) == 70
    assert FilmRating.objects.get().count == 70


def test_review_that_waits_goes_on_waiting(film, path):
    """I9"""
    rate(film, 9, body="See www.spam.example")
    export(path)
    start_anew()
    import_file(path)
    review = Review.objects.get()
    assert (review.status, review.hold_reason) == ("pending", "link")
    assert review.queued_at


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"score": 11}, "its score is not one of 1 to 10 half stars"),
        ({"score": "9"}, "“score” holds a value of the wrong kind"),
        ({"score": True}, "“score” holds a value of the wrong kind"),
        ({"title": 5}, "“title” holds a value of the wrong kind"),
        ({"status": "withdrawn"}, "“status” or “created_at” is missing"),
        ({"status": "great"}, "it was “great” where it comes from"),
        ({"created_at": "yesterday"}, "“created_at” is no date with a time zone"),
        ({"published_at": "2026-01-01"}, "“published_at” is no date with a time zone"),
        ({"film": {"slug": "faust-1926"}}, "there is no film “faust-1926”"),
        ({"film": 5}, "it names no film"),
        ({"reply": {"text": 5}}, "“text” is no text"),
    ],
)
def test_review_that_breaks_a_rule_is_left_out_and_told(film, path, changes, problem):
    """I1"""
    rate(film, 9, body="Good")
    export(path)
    start_anew()
    change(path, **changes)
    ((line, message),) = import_file(path).problems
    assert (line, message[: len(problem)]) == (2, problem)
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "This is neither CSV nor a file that export_reviews wrote."),
        ('{"marquee_reviews": 2, "reviews": [\n]}', "This is neither CSV nor a file that exp"),
        ('{"marquee_reviews": 1, "reviews": [\n', "The file is cut off: its last line is mis"),
        ('{"marquee_reviews": 1, "reviews": [\n{\n]}', "Line 2: this is no review; each must"),
        ('{"marquee_reviews": 1, "reviews": [\n[]\n]}', "Line 2: this is no review; each must"),
        ('{"marquee_reviews": 1, "reviews": [\n' + "[" * 99_999, "Line 2: this is no review"),
    ],
    ids=["no file", "newer", "cut off", "broken", "list", "deep"],
)
def test_broken_file_is_refused(path, text, message):
    """I1: nothing of it is imported."""
    path.write_text(text)
    with pytest.raises(ImportRefused) as error:
        import_file(path)
    assert str(error.value)[: len(message)] == message
