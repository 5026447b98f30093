import pytest

from films.models import Film
from reviews import authors, film_ratings
from reviews.models import FilmRating, HelpfulVote, Review, ReviewRevision
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
WORDS = "A quiet film that asks for patience and pays it back."
LINK = "Better: www.spam.example"


@pytest.fixture
def film() -> Film:
    return make_film()


@pytest.fixture
def author() -> authors.Author:
    return authors.Author("s" * 43, is_new=False)


def rating(film: Film) -> FilmRating:
    return FilmRating.objects.get(film=film)


def versions() -> list[tuple]:
    return list(ReviewRevision.objects.values_list("number", "body", "score", "status"))


def test_an_edit_of_the_score_changes_the_figures_at_once(film, author):
    """O4"""
    rate(film, 9, author=author, body=WORDS)
    review = rate(film, 3, author=author, body=WORDS)
    assert (rating(film).count, rating(film).total) == (1, 3)
    assert review.edited_at
    assert review.scored_at > review.created_at
    assert film_ratings.differences() == []


def test_an_edit_keeps_the_words_of_before(film, author):
    """O4: the revision is kept."""
    rate(film, 9, author=author, body="Good")
    rate(film, 7, author=author, body="Bad")
    rate(film, 7, author=author, body="Worse")
    assert versions() == [(1, "Good", 9, "superseded"), (2, "Bad", 7, "superseded")]


def test_an_edit_of_the_score_alone_is_never_held(film, author, settings):
    """O5, I7"""
    rate(film, 9, author=author, body=WORDS)
    settings.REVIEWS_MODERATION = "hold"
    assert rate(film, 2, author=author, body=WORDS).status == "published"
    assert (rating(film).total, versions()) == (2, [])


def test_a_score_stays_while_the_words_in_its_place_wait(film, author):
    """O5: without both of them nothing would be left on the page."""
    rate(film, 9, author=author)
    review = rate(film, None, author=author, body=LINK)
    assert (review.score, review.body, review.status) == (9, "", "published")
    assert (rating(film).count, versions()) == (1, [(1, LINK, None, "pending")])


def test_an_edit_that_adds_a_link_leaves_the_old_words_public(film, author):
    """O5, I5: the score counts at once, the words wait."""
    rate(film, 9, author=author, body=WORDS)
    review = rate(film, 4, author=author, body=LINK)
    stored = Review.objects.get(pk=review.pk)
    assert (stored.status, stored.body, stored.score) == ("published", WORDS, 4)
    assert stored.queued_at
    assert versions() == [(1, LINK, 4, "pending")]
    assert (rating(film).total, rating(film).text_count) == (4, 1)


def test_words_on_the_page_stay_folded_up_while_new_ones_wait(film, author):
    """O5, I6"""
    rate(film, 9, author=author, body=WORDS, contains_spoilers=True)
    rate(film, 9, author=author, body=LINK)
    stored = Review.objects.get()
    assert (stored.body, stored.contains_spoilers) == (WORDS, True)


def test_a_second_risky_edit_takes_the_place_of_the_first(film, author):
    rate(film, 9, author=author, body=WORDS)
    rate(film, 9, author=author, body=LINK)
    rate(film, 9, author=author, body=LINK + "/new")
    assert [row[3] for row in versions()] == ["superseded", "pending"]


def test_a_clean_edit_goes_live_and_ends_the_one_that_waits(film, author):
    rate(film, 9, author=author, body=WORDS)
    rate(film, 9, author=author, body=LINK)
    review = rate(film, 9, author=author, body=WORDS + " Twice.")
    stored = Review.objects.get(pk=review.pk)
    assert (stored.body, stored.queued_at) == (WORDS + " Twice.", None)
    assert [row[3] for row in versions()] == ["superseded", "superseded"]


def test_going_back_to_what_is_public_takes_the_waiting_words_away(film, author):
    rate(film, 9, author=author, body=WORDS)
    rate(film, 9, author=author, body=LINK)
    review = rate(film, 9, author=author, body=WORDS)
    assert Review.objects.get(pk=review.pk).queued_at is None
    assert versions() == []


def test_what_waits_is_edited_in_place_and_goes_on_waiting(film, author):
    rate(film, 9, author=author, body=LINK)
    review = rate(film, 9, author=author, body="Sorry.")
    assert (review.status, review.body) == ("pending", "Sorry.")


def test_new_words_of_a_hidden_review_are_shown_to_a_moderator(film, author):
    rate(film, 9, author=author, body=WORDS)
    Review.objects.all().update_under_lock(status="hidden", decision_reason="abuse")
    review = rate(film, 9, author=author, body="Said more kindly.")
    assert (review.status, review.body) == ("hidden", "Said more kindly.")
    assert review.queued_at


def test_an_edit_from_the_film_page_keeps_the_words(film, author):
    """F10: there the form is empty, so what is left empty stays."""
    rate(film, 9, author=author, body=WORDS, title="Yes")
    review = rate(film, 4, author=author, keeps_earlier=True)
    assert (review.score, review.body, review.title) == (4, WORDS, "Yes")


def test_an_edit_from_the_film_page_keeps_the_words_that_wait(film, author):
    rate(film, 9, author=author, body=WORDS)
    rate(film, 9, author=author, body=LINK)
    rate(film, 4, author=author, keeps_earlier=True)
    assert [(row[1], row[3]) for row in versions()][-1] == (LINK, "pending")


def test_an_edit_from_the_own_page_can_take_the_words_out(film, author):
    rate(film, 9, author=author, body=WORDS)
    assert rate(film, 9, author=author).body == ""
    assert rating(film).text_count == 0


def test_an_unchanged_edit_leaves_no_trace(film, author):
    rate(film, 9, author=author)
    assert rate(film, 9, author=author).edited_at is None


@pytest.mark.parametrize(
    ("after", "votes"), [(WORDS + " Go and see it.", 1), ("Buy these shoes instead, today.", 0)]
)
def test_votes_stay_with_the_words_they_were_given_for(film, author, after, votes):
    """O4: bait and switch."""
    review = rate(film, 9, author=author, body=WORDS)
    HelpfulVote.objects.create(review=review, voter_key="k", is_helpful=True)
    Review.objects.filter(pk=review.pk).update(helpful_yes=1, helpfulness=0.2)
    edited = rate(film, 9, author=author, body=after)
    assert (edited.helpful_yes, HelpfulVote.objects.count()) == (votes, votes)
    assert bool(edited.helpfulness) is bool(votes)


@pytest.mark.parametrize("who", ["reader", "editor"])
def test_an_author_does_not_unfold_what_others_have_folded_up(film, author, who):
    rate(film, 9, author=author, body=WORDS)
    Review.objects.update(contains_spoilers=True, spoiler_by=who)
    edited = rate(film, 9, author=author, body=WORDS + " Twice.", contains_spoilers=False)
    assert (edited.contains_spoilers, edited.spoiler_by) == (True, who)


def test_an_author_folds_up_and_unfolds_their_own(film, author):
    rate(film, 9, author=author, body=WORDS, contains_spoilers=True)
    assert Review.objects.get().spoiler_by == "author"
    rate(film, 9, author=author, body=WORDS, contains_spoilers=False)
    assert (Review.objects.get().contains_spoilers, Review.objects.get().spoiler_by) == (False, "")


def test_what_follows_from_the_words_follows_the_edit(film, author):
    """F15, S5"""
    rate(film, 9, author=author, body=WORDS)
    german = "Ein stiller Film, der Geduld verlangt und sie am Ende mit Zinsen zurückzahlt."
    edited = rate(film, 9, author=author, body=german)
    assert (edited.language, edited.word_count) == ("de", 13)
    assert rate(make_film(), body=german).hold_reason == "repeated"
    assert rate(make_film(), body=WORDS).hold_reason == ""
