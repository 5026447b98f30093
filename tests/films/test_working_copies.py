"""A live page that is being rewritten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from films import working_copies
from films.choices import EventVerb, FilmStatus, RevisionKind
from films.document import dump
from films.models import Film, Redirect
from films.publishing import (
    PublishingError,
    archive,
    discard,
    publish,
    publish_due,
    save,
    submit,
    unpublish,
    unschedule,
)
from films.revisions import record, restore
from tests.factories import make_draft, make_film, make_full_film, make_quote, make_user

pytestmark = pytest.mark.django_db


def rewritten(film, **fields):
    """Return the working copy of a live page with other words in it."""
    copy = working_copies.begin(film)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def test_begin_copies_every_word_and_no_address():
    film = make_full_film(rows=2)

    copy = working_copies.begin(film)

    assert working_copies.words_of(copy) == working_copies.words_of(film)
    assert (copy.draft_of, copy.slug, copy.status) == (film, None, FilmStatus.DRAFT)


def test_begin_twice_is_one_copy():
    film = make_film()

    assert working_copies.begin(film) == working_copies.begin(film)
    assert Film.objects.filter(draft_of=film).count() == 1


def test_edited_is_the_copy_where_there_is_one():
    film, other = make_film(), make_film()
    copy = working_copies.begin(film)

    found = [working_copies.edited(page) for page in (film, copy, other)]

    assert found == [copy, copy, other]


def test_row_numbers_pair_each_row_with_its_twin():
    film = make_film()
    quotes = [make_quote(film, f"Line {n}.", position=3 - n) for n in range(3)]

    copy = working_copies.begin(film)

    pairs = working_copies.row_numbers(film, copy)[type(quotes[0])]
    twins = {quote.text: str(quote.pk) for quote in copy.quotes.all()}
    assert pairs == {str(quote.pk): twins[quote.text] for quote in quotes}


def test_the_live_page_stays_until_its_changes_are_published():
    film = make_full_film(title="Old", rows=2)
    before = dump(film)
    copy = rewritten(film, title="New")
    copy.quotes.first().delete()
    seen = dump(Film.objects.get(pk=film.pk))

    publish(copy, by=make_user())

    film = Film.objects.get(pk=film.pk)
    assert seen == before
    assert (film.title, film.quotes.count()) == ("New", 1)
    assert not Film.objects.filter(draft_of=film).exists()


def test_published_changes_keep_address_date_and_quotes_keys():
    film = make_film(logline="Words.")
    quote = make_quote(film)

    publish(rewritten(film, logline="Better words."))

    film = Film.objects.get(pk=film.pk)
    assert [q.key for q in film.quotes.all()] == [quote.key]
    assert (film.slug, film.is_live, film.logline) == (film.slug, True, "Better words.")


def test_a_new_address_comes_with_the_changes():
    film = make_film(slug="old-1927", logline="Words.")

    publish(rewritten(film, next_slug="new-1927"), by=make_user())

    assert Film.objects.get(pk=film.pk).slug == "new-1927"
    assert Redirect.objects.get().new_path == "/films/new-1927/"
    verbs = list(film.events.values_list("verb", flat=True))
    assert verbs == [EventVerb.UPDATED, EventVerb.MOVED]


def test_changes_that_lack_something_are_not_published():
    film = make_film(logline="Words.")
    copy = rewritten(film, logline="")

    with pytest.raises(PublishingError):
        publish(copy)

    assert Film.objects.get(pk=film.pk).logline == "Words."


def test_one_history_for_page_and_copy():
    film = make_film(logline="Words.")
    record(film, RevisionKind.SAVE)
    copy = rewritten(film, logline="Other words.", next_slug="other-1927")

    save(copy, by=make_user(), comment="Shorter")

    last = film.revisions.first()
    assert (last.number, last.kind, last.comment) == (2, RevisionKind.COPY, "Shorter")
    assert (last.document["logline"], last.document["slug"]) == ("Other words.", "other-1927")
    assert last.document["status"] == "published"
    assert Film.objects.get(pk=film.pk).version == 2


def test_scheduled_changes_go_live_in_time():
    film = make_film(logline="Words.")
    at = timezone.now() + timedelta(hours=1)

    publish(rewritten(film, logline="Later."), at=at)
    early = publish_due(at - timedelta(minutes=1)), Film.objects.get(pk=film.pk).logline
    late = publish_due(at), Film.objects.get(pk=film.pk).logline

    assert (early, late) == ((0, "Words."), (1, "Later."))
    assert publish_due(at) == 0


def test_scheduled_changes_that_cannot_go_live_wait_in_review_and_say_why():
    film = make_film(logline="Words.")
    at = timezone.now() + timedelta(hours=1)
    copy = publish(rewritten(film, logline="Later."), at=at)
    Film.objects.filter(pk=copy.pk).update(logline="")

    assert publish_due(at) == 0

    copy.refresh_from_db()
    assert (copy.status, copy.go_live_at) == (FilmStatus.REVIEW, None)
    assert film.events.first().comment == (
        "Write a logline or a synopsis: without either the page says nothing."
    )


def test_unschedule_keeps_the_changes():
    film = make_film(logline="Words.")
    at = timezone.now() + timedelta(hours=1)
    copy = publish(rewritten(film, logline="Later."), at=at)

    unschedule(copy, by=make_user())

    assert publish_due(at) == 0
    assert working_copies.edited(film).logline == "Later."


def test_unschedule_makes_a_page_that_was_to_appear_a_draft():
    film = publish(make_draft(logline="Soon."), at=timezone.now() + timedelta(hours=1))

    unschedule(film, by=make_user())

    assert (film.status, film.published_at) == (FilmStatus.DRAFT, None)
    assert film.events.first().verb == EventVerb.UNSCHEDULED


def test_discard_leaves_the_words_in_the_history():
    film = make_film(logline="Words.")

    main = discard(rewritten(film, logline="Gone."), by=make_user())

    assert main == film
    assert working_copies.edited(film) == film
    assert film.revisions.first().document["logline"] == "Gone."


def test_a_copy_is_handed_in_and_its_page_stays_public():
    film = make_film(logline="Words.")

    submit(rewritten(film, logline="Look."), by=make_user())

    assert Film.objects.get(pk=film.pk).is_live
    assert working_copies.edited(film).status == FilmStatus.REVIEW


def test_unpublished_page_keeps_its_copy_which_publishes_both():
    film = make_film(logline="Words.")
    copy = rewritten(film, logline="New.")

    unpublish(copy, by=make_user())
    publish(working_copies.edited(Film.objects.get(pk=film.pk)))

    film = Film.objects.get(pk=film.pk)
    assert (film.is_live, film.logline) == (True, "New.")


def test_restore_of_a_public_page_makes_its_copy_say_so():
    film = make_film(logline="Words.")
    revision = record(film, RevisionKind.SAVE)
    publish(rewritten(film, logline="New."))

    copy = restore(revision, by=make_user())

    assert copy.draft_of == film
    assert (copy.logline, Film.objects.get(pk=film.pk).logline) == ("Words.", "New.")


def test_a_copy_that_changes_nothing_says_the_same():
    film = make_full_film()
    copy = working_copies.begin(film)
    same = working_copies.says_the_same(copy)

    copy.next_slug = "elsewhere-1927"

    assert (same, working_copies.says_the_same(copy)) == (True, False)


def test_of_two_who_publish_at_once_the_second_brings_no_copy_without_rows():
    film = make_full_film(rows=2)
    copy = rewritten(film, logline="New.")
    first, second = Film.objects.get(pk=copy.pk), Film.objects.get(pk=copy.pk)
    publish(first)

    with pytest.raises(PublishingError, match="no working copy any more"):
        publish(second)

    assert (film.quotes.count(), film.revisions.count()) == (2, 1)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("next_slug", "taken-1927", "Another film has this address."),
        ("imdb_id", "tt9999999", "Another film has this IMDb number."),
        ("tmdb_id", 424_242, "Another film has this TMDB number."),
        ("wikidata_id", "Q424242", "Another film has this Wikidata number."),
    ],
)
def test_changes_do_not_go_live_with_what_another_film_has_by_then(name, value, words):
    copy = rewritten(make_film(logline="Words."), **{name: value})
    make_film(**{"slug" if name == "next_slug" else name: value})

    with pytest.raises(PublishingError) as caught:
        publish(copy)

    assert caught.value.reasons == [words]


@pytest.mark.parametrize("verb", [unpublish, archive])
def test_a_page_that_was_taken_off_is_not_brought_back_by_its_scheduled_changes(verb):
    film = make_film(logline="Words.")
    publish(rewritten(film, logline="New."), at=timezone.now() + timedelta(hours=1))

    verb(Film.objects.get(pk=film.pk))
    done = publish_due(timezone.now() + timedelta(hours=2))

    copy = working_copies.edited(film)
    assert (done, Film.objects.get(pk=film.pk).is_live) == (0, False)
    assert (copy.logline, copy.go_live_at) == ("New.", None)
    verbs = [event.verb for event in film.events.all()[:2]]
    assert verbs[1] == EventVerb.UNSCHEDULED


def test_held_is_what_is_edited_as_it_is_now():
    film = make_film(logline="Words.")
    old = Film.objects.get(pk=film.pk)
    Film.objects.filter(pk=film.pk).update(logline="Saved since.")

    found = working_copies.held(old)
    film.delete()

    assert (found, found.logline, working_copies.held(old)) == (old, "Saved since.", None)


def test_copies_that_change_nothing_are_dropped_after_an_hour():
    kept = rewritten(make_film(logline="Words."), logline="Other words.")
    idle = working_copies.begin(make_film(logline="Words."))
    early = working_copies.drop_untouched()

    later = working_copies.drop_untouched(timezone.now() + timedelta(hours=2))

    assert (early, later) == (0, 1)
    assert list(Film.objects.exclude(draft_of=None)) == [kept]
    assert not Film.objects.filter(pk=idle.pk).exists()


def test_a_copy_saved_after_it_was_looked_at_is_not_dropped(monkeypatch):
    copy = working_copies.begin(make_film(logline="Words."))
    hold = working_copies.held

    def save_first(film):
        rewritten(film.main, logline="Saved in time.")
        return hold(film)

    monkeypatch.setattr(working_copies, "held", save_first)

    assert working_copies.drop_untouched(timezone.now() + timedelta(hours=2)) == 0
    assert Film.objects.get(pk=copy.pk).logline == "Saved in time."
