from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from reviews import film_ratings, withdrawal
from reviews.importers.film_finder import read_map
from reviews.importers.run import import_file
from reviews.models import FilmRating, Review, ReviewContact, ReviewReply, TextPrint
from tests.factories import make_film
from tests.reviews.importers.files import site_reviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    return make_film(title="Nosferatu", year=1922, slug="nosferatu-1922")


@pytest.fixture
def file(film, tmp_path):
    return lambda *rows, **options: site_reviews(tmp_path / "reviews.csv", *rows, **options)


def told(report) -> list[tuple[int, str]]:
    assert Review.objects.count() == report.new
    return report.problems


def test_review_of_another_site_comes_with_its_words_and_date(film, file):
    """I1"""
    report = import_file(file({}))
    assert (report.new, report.here, report.problems) == (1, 0, [])
    review = Review.objects.get()
    assert (review.film, review.score, review.title, review.display_name) == (
        film,
        8,
        "Worth the evening",
        "Ida",
    )
    assert review.body == "It is quiet, and it stays with you."
    assert review.language == "en"
    assert review.word_count == 8
    assert review.created_at == review.published_at == datetime(2024, 1, 15, 19, 30, tzinfo=UTC)
    assert (review.status, review.source, review.featured_at) == ("published", "import", None)


def test_imported_score_never_counts(film, file):
    """I1, J1: it is read, and stays out of the figures."""
    import_file(file({}))
    rating = FilmRating.objects.get(film=film)
    assert (rating.count, rating.mean, rating.text_count) == (0, None, 1)
    assert Review.objects.get().counts is False
    assert film_ratings.differences() == []


def test_page_says_that_a_review_was_written_elsewhere(film, file, client):
    """I1, J1: marked where it stands, and in no structured data."""
    import_file(file({}))
    page = client.get(f"/films/{film.slug}/").content.decode()
    assert page.count("written on another site; its rating does not count here") == 1
    assert '"@type": "Review"' not in page
    assert "AggregateRating" not in page


def test_same_file_twice_is_imported_once(file):
    """I1"""
    path = file({}, {"name": "Ole"})
    assert import_file(path).new == 2
    again = import_file(path)
    assert (again.new, again.here) == (0, 2)
    assert Review.objects.count() == 2


def test_row_that_stands_there_twice_is_imported_once(file):
    """I1"""
    report = import_file(file({}, {}))
    assert (report.new, report.here) == (1, 1)


def test_review_that_was_withdrawn_here_does_not_come_back(file):
    """I1, O6: the key that it is recognised by is all that is left of it."""
    path = file({})
    import_file(path)
    withdrawal.withdraw(Review.objects.get())
    assert import_file(path).here == 1
    assert Review.objects.get().status == "withdrawn"


@pytest.mark.parametrize(("terms", "is_known"), [("1", True), ("0", False), ("", False)])
def test_agreement_is_what_the_file_says(file, terms, is_known):
    """I1: never true by default."""
    import_file(file({"terms": terms}))
    assert (Review.objects.get().consent_at is not None) is is_known


def test_agreement_is_unknown_without_the_column(file):
    """I1: a missing ``terms`` column means unknown."""
    import_file(file({}, without=("terms",)))
    assert Review.objects.get().consent_at is None


def test_review_that_was_not_approved_waits_for_a_moderator(file):
    """I1, I9"""
    import_file(file({"is_approved": "0", "date_gmt": "0000-00-00 00:00:00"}))
    review = Review.objects.get()
    assert (review.status, review.hold_reason, review.published_at) == (
        "pending",
        "moderation",
        None,
    )
    assert timezone.now() - review.queued_at < timedelta(minutes=1)


def test_answer_and_pin_come_along(file):
    """I1"""
    import_file(file({"is_pinned": "true", "response": "<p>Thank you, <b>Ida</b>.</p>"}))
    review = Review.objects.get()
    assert review.featured_at == review.published_at
    reply = ReviewReply.objects.get(review=review)
    assert (reply.text, reply.created_at) == ("Thank you, Ida.", review.published_at)


def test_addresses_of_networks_and_avatars_are_thrown_away(file):
    """P1"""
    import_file(file({"response": "Thanks"}))
    rows = [*Review.objects.values_list(), *ReviewReply.objects.values_list()]
    assert "198.51.100.7" not in repr(rows)
    assert "avatar.example" not in repr(rows)


def test_email_is_kept_apart_and_purged_unless_it_is_confirmed(file):
    """P3"""
    import_file(file({"email": "ida@example.org"}))
    contact = ReviewContact.objects.get()
    assert (contact.email, contact.verified_at, contact.wants_mail) == (
        "ida@example.org",
        None,
        False,
    )
    assert timedelta(29) < contact.purge_after - timezone.now() <= timedelta(30)
    assert "ida@example" not in repr(Review.objects.values())


def test_words_are_recognised_when_somebody_sends_them_again(file):
    """S5"""
    import_file(file({}))
    assert Review.objects.get().content_hash
    assert TextPrint.objects.count() == 1


def test_markup_becomes_plain_text(file):
    """F7"""
    content = "<!-- wp:paragraph --><p>Tom &amp; Jerry</p><p>2 < 3 &lt;b&gt;</p><script>x</script>"
    import_file(file({"content": content, "title": "It&#8217;s good"}))
    review = Review.objects.get()
    assert review.body == "Tom & Jerry\n2 < 3 <b>\nx"
    assert review.title == "It’s good"


def test_formula_that_was_disarmed_is_as_it_was(file):
    """F7: exports put an apostrophe before it."""
    import_file(file({"title": "'=SUM(A1)", "content": "'-- what a film"}))
    review = Review.objects.get()
    assert (review.title, review.body) == ("=SUM(A1)", "-- what a film")


@pytest.mark.parametrize(
    ("rating", "score"), [("1", 2), ("5", 10), ("4.5", 9), ("4,5", 9), ("5.0", 10), ("0", None)]
)
def test_rating_becomes_half_stars(file, rating, score):
    """I1"""
    import_file(file({"rating": rating}))
    assert Review.objects.get().score == score


@pytest.mark.parametrize("rating", ["6", "5.5", "-1", "4.25", "４", "five", "9" * 400])
def test_wrong_rating_is_told_with_its_line(file, rating):
    """I1: left out, never bent into shape."""
    problems = told(import_file(file({}, {"rating": rating})))
    assert problems == [(3, f"“{rating[:20]}” is no rating of 1 to 5 stars")]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"date_gmt": "", "date": "15/01/2024"}, "“15/01/2024” is no date like 2026-05-12"),
        ({"date_gmt": "", "date": "2024-02-31"}, "“2024-02-31” is no date like 2026-05-12"),
        ({"date_gmt": "", "date": ""}, "“” is no date like 2026-05-12"),
        ({"date_gmt": "", "date": "2990-01-01"}, "its date lies ahead: 2990-01-01"),
        ({"rating": "", "content": ""}, "it has neither a rating nor words"),
        ({"name": "x" * 51}, "name: Ensure this value has at most 50 characters (it has 51)"),
        ({"content": "x" * 5001}, "words: Ensure this value has at most 5000 characters"),
        ({"response": "x" * 2001}, "answer: Ensure this value has at most 2000 characters"),
        ({"email": "ida at home"}, "“ida at home” is no e-mail address"),
        ({"is_approved": "maybe"}, "“maybe” in the column is_approved is neither 1 nor 0"),
        ({"assigned_posts": ""}, "it names no film"),
        ({"assigned_posts": "12"}, "there is no film “12”"),
        ({"assigned_posts": "movie:nosferatu"}, "there is no film “movie:nosferatu”; is it nosf"),
    ],
)
def test_row_that_breaks_a_rule_is_left_out_and_told(file, cells, problem):
    """I1: the others are imported."""
    report = import_file(file(cells, {}))
    ((line, message),) = told(report)
    assert (line, message[: len(problem)]) == (2, problem)
    assert report.new == 1


@pytest.mark.parametrize(
    "name",
    [
        "movie:nosferatu-1922",
        "nosferatu-1922",
        "https://other.example/films/nosferatu-1922/?x=1",
        "/movies/Nosferatu-1922",
        "tt0013442",
        "Nosferatu (1922)",
        "page:shop,movie:nosferatu-1922",
    ],
)
def test_film_is_found_by_what_names_it(film, file, name):
    """I1"""
    film.imdb_id = "tt0013442"
    film.save()
    import_file(file({"assigned_posts": name}))
    assert Review.objects.get().film == film


def test_film_is_found_by_an_address_it_had(film, file, client):
    """I1, F11"""
    from films import addresses  # slow import

    film.slug = "nosferatu-a-symphony-1922"
    film.save()
    addresses.move_film(film, was="nosferatu-1922")
    import_file(file({}))
    assert Review.objects.get().film == film


def test_film_is_never_guessed(film, file):
    """I1: two films of one title and year, or two films in one row."""
    make_film(title="Nosferatu", year=1922, slug="nosferatu-1922-2")
    both = "nosferatu-1922,nosferatu-1922-2"
    report = import_file(file({"assigned_posts": "Nosferatu (1922)"}, {"assigned_posts": both}))
    assert told(report) == [
        (2, "there is no film “Nosferatu (1922)”"),
        (3, f"“{both}” are several films"),
    ]


def test_map_says_which_film_is_meant(film, file, tmp_path):
    """I1: the numbers of posts mean nothing here until somebody says so."""
    mapping = tmp_path / "map.csv"
    mapping.write_text("value,film\n12,nosferatu-1922\n")
    assert import_file(file({"assigned_posts": "12"}), films=read_map(mapping)).new == 1
    assert Review.objects.get().film == film


def test_dry_run_changes_nothing(file):
    """I1"""
    report = import_file(file({}, {"rating": "7"}), is_dry_run=True)
    assert (report.new, len(report.problems)) == (1, 1)
    assert not Review.objects.exists()


def test_many_rows_cost_few_queries(film, file, django_assert_max_num_queries):
    """I1: a batch of 500 is one transaction with one recount."""
    path = file(*({"name": f"Ida {n}", "content": f"{n}"} for n in range(300)))
    with django_assert_max_num_queries(40):
        import_file(path)
    assert FilmRating.objects.get(film=film).version == 1


def test_our_own_table_is_read_as_it_was_written(film, file, tmp_path):
    """F7, I1: without markup taken for HTML, and what is here already is passed over."""
    path = tmp_path / "own.csv"
    path.write_text(
        "public_id,assigned_posts,date,rating,content,is_approved,status\n"
        "abcdefghijkm,film:nosferatu-1922,2024-01-15 20:30:00,4.5,<b>,1,published\n"
        "bbcdefghijkm,film:nosferatu-1922,2024-01-15 20:30:00,4.5,Rude,0,rejected\n"
    )
    report = import_file(path)
    assert report.problems == [(3, "it was “rejected” where it comes from")]
    review = Review.objects.get()
    assert (review.public_id, review.body, review.counts) == ("abcdefghijkm", "<b>", False)
