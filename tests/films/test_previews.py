"""Sheets and links of pages that are not public."""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from django.utils import timezone

from films import previews
from films.models import PreviewLink, PreviewSheet
from films.previews import PreviewError
from tests.factories import make_draft, make_film, make_user

pytestmark = pytest.mark.django_db


def keep(film, by, title="Typed"):
    return previews.keep_sheet(film, by=by, document={"title": title}, html="<p>", path="/films/x/")


def token_of(link):
    return previews.url_of(link).split("/")[-2]


def age(thing, **days):
    type(thing).objects.filter(pk=thing.pk).update(
        **{name: timezone.now() - timedelta(days=number) for name, number in days.items()}
    )


# Sheets


def test_sheet_is_written_over_and_keeps_its_address():
    film, anna = make_draft(), make_user()

    first = keep(film, anna)
    second = keep(film, anna, title="Typed again")

    assert (second.pk, second.key) == (first.pk, first.key)
    assert PreviewSheet.objects.get().document == {"title": "Typed again"}


def test_each_editor_has_a_sheet_of_each_film_and_one_of_new_films():
    film, anna, ben = make_draft(), make_user(), make_user()

    keys = {keep(page, who).key for who in (anna, ben) for page in (film, make_draft(), None, None)}

    assert (len(keys), PreviewSheet.objects.count()) == (6, 6)


def test_sheet_of_a_working_copy_is_its_pages():
    film, anna = make_film(), make_user()
    copy = make_draft(draft_of=film)

    assert keep(copy, anna).film == film
    assert previews.newest_sheet(copy, by=anna) == PreviewSheet.objects.get()


def test_newest_sheet_is_none_once_the_page_was_saved_since():
    film, anna = make_draft(), make_user()
    keep(film, anna)
    film.save()

    assert previews.newest_sheet(film, by=anna) is None


# Links


def test_link_is_found_by_its_address_and_written_down():
    film, anna = make_draft(), make_user()

    link = previews.make_link(film, by=anna, days=1)

    assert previews.find_link(token_of(link)) == link
    assert previews.is_open(link)
    assert timedelta(hours=23) < link.expires_at - timezone.now() <= timedelta(days=1)
    event = film.events.get()
    assert (event.verb, event.editor) == ("shared", anna)
    assert event.after == previews.said_until(link.expires_at)


@pytest.mark.parametrize("days", [0, 2, -1, 365])
def test_link_lasts_only_as_long_as_is_offered(days):
    with pytest.raises(PreviewError, match=r"^A link lasts 1, 7 or 30 days\.$"):
        previews.make_link(make_draft(), by=make_user(), days=days)
    assert PreviewLink.objects.count() == 0


def test_link_of_a_working_copy_is_its_pages():
    film = make_film()

    assert previews.make_link(make_draft(draft_of=film), by=make_user()).film == film


def test_token_that_is_altered_or_signed_for_something_else_finds_nothing():
    link = previews.make_link(make_draft(), by=make_user())
    token = token_of(link)
    key, signature = token.split(".")
    other = signature[:-1] + ("A" if signature[-1] != "A" else "B")

    for wrong in ("", key, f"{key}.", f"{key}.{other}", f"{'0' * 32}.{signature}", f"{token}x"):
        assert previews.find_link(wrong) is None
    assert previews.find_link(Signer(salt="films.other", sep=".").sign(key)) is None
    assert previews.find_link(token) == link


def test_link_that_was_taken_back_is_gone_and_that_is_written_down():
    film, anna = make_draft(), make_user()
    link = previews.make_link(film, by=anna)

    previews.revoke(link, by=anna)
    previews.revoke(link, by=anna)

    assert previews.find_link(token_of(link)) is None
    assert list(film.events.values_list("verb", flat=True)) == ["unshared", "shared"]


def test_open_links_are_those_that_have_not_expired():
    film, anna = make_draft(), make_user()
    past, ahead = (previews.make_link(film, by=anna) for _ in range(2))
    age(past, made_at=9, expires_at=2)
    previews.make_link(make_draft(), by=anna)

    assert list(previews.open_links(film)) == [ahead]


def test_database_refuses_a_link_that_ends_before_it_begins():
    link = previews.make_link(make_draft(), by=make_user())

    with pytest.raises(IntegrityError), transaction.atomic():
        age(link, expires_at=1)


def test_purge_deletes_old_sheets_and_links_that_ended_long_ago():
    film, anna, ben = make_draft(), make_user(), make_user()
    old, fresh = keep(film, anna), keep(film, ben)
    long_ago, lately, ahead = (previews.make_link(film, by=anna) for _ in range(3))
    age(old, made_at=1)
    age(long_ago, made_at=40, expires_at=30)
    age(lately, made_at=40, expires_at=29)

    assert previews.purge() == 2
    assert list(PreviewSheet.objects.all()) == [fresh]
    assert list(PreviewLink.objects.all()) == [ahead, lately]
    assert previews.purge() == 0
