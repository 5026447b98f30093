"""The page as it would look, for those who make it."""

import pytest
from django.urls import reverse

from films.choices import FilmStatus
from films.document import dump
from films.images.posters import draw_poster
from films.models import Film, Person, PreviewLink, PreviewSheet
from films.models.film import FilmQuerySet
from films.previews import make_link
from tests.factories import make_draft, make_film, make_full_film, make_user
from tests.films.admin.forms import fields_of, messages_of, with_row

DESK = "/admin/films/film"
NEW = f"{DESK}/add/preview/"


def preview(film):
    return f"{DESK}/{film.pk}/preview/"


def typed(client, film, **fields):
    """Open a film's form, change some fields and press Preview."""
    data = fields_of(client.get(f"{DESK}/{film.pk}/change/"))
    return client.post(preview(film), data | {name: str(v) for name, v in fields.items()})


def keep(film, by):
    return PreviewSheet.objects.create(
        key="ab" * 16,
        film=film,
        editor=by,
        document={"title": "Typed", "credits": []},
        html="<html><head><title>Typed | M</title></head><a href='/'>x</a></html>",
        path="/films/typed/",
    )


def sheet(end=""):
    return f"{DESK}/preview/{'ab' * 16}/{end}"


# As typed


def test_preview_shows_what_is_typed_and_saves_nothing(editor):
    film = make_full_film(rows=2)
    before, people = dump(film), Person.objects.count()

    response = typed(editor, film, title="Only typed", logline="Never saved.")

    assert response.status_code == 303
    page = editor.get(f"{response['Location']}page/").content.decode()
    assert "Only typed" in page
    assert "Never saved." in page
    assert f'src="{film.poster.url_for(400)}"' in page
    film = Film.objects.get(pk=film.pk)
    assert (dump(film), film.version, film.revisions.count()) == (before, 0, 0)
    assert Person.objects.count() == people
    assert not Film.objects.filter(draft_of=film).exists()
    assert "Only typed" not in editor.get(film.get_absolute_url()).content.decode()


def test_preview_again_writes_over_and_keeps_its_address(editor):
    film = make_draft()

    first = typed(editor, film, title="First")["Location"]
    second = typed(editor, film, title="Second")["Location"]

    assert first == second
    assert "Second" in editor.get(f"{second}page/").content.decode()
    assert PreviewSheet.objects.get().document["title"] == "Second"


def test_preview_of_a_new_film_makes_no_film(editor):
    form = editor.get(f"{DESK}/add/")
    data = with_row(fields_of(form), "trivia", text="A fact.")
    # Files are not sent: a preview has no use for them.
    assert f'formaction="{NEW}" formenctype="application/x-www-form-urlencoded"' in (
        form.content.decode()
    )

    response = editor.post(NEW, data | {"title": "Not yet", "year": "1929"})

    page = editor.get(f"{response['Location']}page/").content.decode()
    assert "A fact." in page
    assert 'src="poster.svg"' in page
    poster = editor.get(f"{response['Location']}page/poster.svg").content.decode()
    assert poster == draw_poster("Not yet", year=1929, director="", genre="")
    assert Film.objects.count() == 0
    assert PreviewSheet.objects.get().path == "/films/not-yet-1929/"


def test_preview_of_a_working_copy_stands_at_its_pages_address(editor):
    film = make_film(title="Live", logline="As it is.")
    make_draft(title="Being rewritten", draft_of=film)

    typed(editor, film, logline="As it will be.")

    kept = PreviewSheet.objects.get()
    assert (kept.film, kept.path) == (film, film.get_absolute_url())
    assert "As it will be." in kept.html


def test_refused_form_is_told_sentence_by_sentence(editor):
    response = typed(editor, make_draft(), title="", year="12")

    assert response.status_code == 422
    assert response.context["errors"] == [
        "Title: This field is required.",
        "Year: Ensure this value is greater than or equal to 1870.",
    ]
    assert "It is not lost" in response.content.decode()
    assert response.context["film"].year == 1927
    assert PreviewSheet.objects.count() == 0


def test_nothing_stays_of_a_preview_that_dies(editor, monkeypatch):
    film = make_full_film()
    before = dump(film)
    data = fields_of(editor.get(f"{DESK}/{film.pk}/change/"))

    def die(self):
        raise MemoryError

    monkeypatch.setattr(FilmQuerySet, "for_page", die)
    with pytest.raises(MemoryError):
        editor.post(preview(film), data | {"title": "Half done"})

    assert dump(Film.objects.get(pk=film.pk)) == before
    assert PreviewSheet.objects.count() == 0


# The desk's page


def test_desk_shows_the_page_in_a_frame_that_it_alone_may_have(editor):
    keep(None, editor.user)

    desk, page = editor.get(sheet()), editor.get(sheet("page/"))

    assert f'<iframe src="{sheet("page/")}?as=phone" width="390" height="844"' in (
        desk.content.decode()
    )
    policies = [answer["Content-Security-Policy"].split("; ") for answer in (desk, page)]
    assert "frame-src 'self'" in policies[0]
    assert "frame-ancestors 'none'" in policies[0]
    assert "frame-ancestors 'self'" in policies[1]
    assert (desk["X-Frame-Options"], page["X-Frame-Options"]) == ("DENY", "SAMEORIGIN")
    for answer in (desk, page):
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["X-Robots-Tag"] == "noindex"
        assert "script-src 'self'; style-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("asked", "frame"),
    [
        ("as=tablet&lights=dark", "?as=tablet&amp;lights=dark"),
        ("as=wide&lights=pink", "?as=wide"),
        ("as=nothing", "?as=phone"),
        ("as=print", "?as=print"),
    ],
)
def test_desk_asks_for_the_page_as_it_is_to_be_looked_at(editor, asked, frame):
    keep(None, editor.user)

    html = editor.get(f"{sheet()}?{asked}").content.decode()

    assert f'<iframe src="{sheet("page/")}{frame}"' in html


def test_print_takes_the_rules_of_paper_to_the_screen(editor):
    keep(None, editor.user)

    page = editor.get(f"{sheet('page/')}?as=print").content.decode()
    rules = editor.get(f"{DESK}/preview/print.css")

    assert f'<link rel="stylesheet" href="{DESK}/preview/print.css">' in page
    assert rules["Content-Type"] == "text/css; charset=utf-8"
    assert "@media all {" in rules.content.decode()
    assert "@media print" not in rules.content.decode()


def test_search_result_warns_of_what_is_cut(editor):
    film = make_draft(title="M" * 60, slug="m-1931", logline="word " * 50, year=1931)

    html = editor.get(f"{preview(film)}?as=search").content.decode()

    assert "127.0.0.1:8000 › films › m-1931" in html
    assert "Too long: search engines cut it." in html
    assert "249 characters are too long" in html


def test_card_is_the_jpeg_of_what_is_shown(editor):
    response = editor.get(f"{preview(make_draft())}card.jpg")

    assert (response["Content-Type"], response.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")


def test_both_pages_can_be_seen(editor):
    film = make_film(title="Live")
    make_draft(title="Being prepared", draft_of=film)

    html = editor.get(preview(film)).content.decode()
    pages = [editor.get(f"{preview(film)}{end}page/").content.decode() for end in ("", "live/")]

    assert f'<a href="{preview(film)}?as=phone" aria-current="page">What is being prepared</a>' in (
        html
    )
    assert f'<a href="{preview(film)}live/?as=phone">Live page</a>' in html
    assert ["Being prepared" in page for page in pages] == [True, False]


def test_there_is_no_live_page_of_a_draft(editor):
    assert editor.get(f"{preview(make_draft())}live/").status_code == 404


def test_working_copy_has_no_addresses_of_its_own(editor):
    copy = make_draft(draft_of=make_film())

    assert editor.get(preview(copy)).status_code == 404
    assert editor.post(preview(copy), {"title": "x"}).status_code == 404


# Who may see it

SAVED = ["", "page/", "page/poster.svg", "card.jpg"]


@pytest.mark.parametrize("role", ["administrator", "editor", "writer", "moderator"])
def test_saved_pages_are_seen_by_all_who_see_films(sign_in, role):
    film = make_film(status=FilmStatus.REVIEW)
    client = sign_in(role)

    answers = {end: client.get(f"{preview(film)}{end}").status_code for end in SAVED}

    assert answers == dict.fromkeys(SAVED, 200)


def test_nothing_is_seen_without_a_login(client, db):
    film = make_draft()
    keep(film, make_user())
    link = make_link(film, by=make_user())
    asked = [f"{preview(film)}{end}" for end in SAVED]
    asked += [sheet(end) for end in SAVED]
    asked += [NEW, f"{preview(film)}live/", f"{DESK}/preview/print.css"]
    asked += [f"{preview(film)}link/", f"{preview(film)}link/{link.pk}/revoke/"]

    for address in asked:
        expected = (302, f"/admin/login/?next={address}")
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, answer["Location"]) == expected


@pytest.mark.parametrize(
    ("role", "is_theirs", "expected"),
    [
        ("administrator", False, 200),
        ("editor", False, 200),
        ("writer", False, 403),
        ("moderator", False, 403),
        ("writer", True, 200),
        ("moderator", True, 200),
    ],
)
def test_sheet_is_seen_by_its_maker_and_those_who_may_change_the_film(
    sign_in, role, is_theirs, expected
):
    client = sign_in(role)
    keep(make_draft(), client.user if is_theirs else make_user())

    answers = {end: client.get(sheet(end)).status_code for end in SAVED}

    assert answers == dict.fromkeys(SAVED, expected)


def test_sheet_of_a_new_film_is_its_makers_alone_while_they_may_make_films(
    sign_in, editor, writer, moderator
):
    keep(None, writer.user)

    clients = (writer, editor, moderator, sign_in("administrator"))
    assert [client.get(sheet()).status_code for client in clients] == [200, 403, 403, 403]
    writer.user.groups.clear()
    assert writer.get(sheet()).status_code == 403


def test_sheet_that_is_gone_is_not_found(editor):
    assert editor.get(sheet()).status_code == 404


def test_typed_page_is_drawn_for_those_only_who_may_change_it(writer, moderator):
    film = make_draft()

    for client in (writer, moderator):
        assert client.post(preview(film), {"title": "x"}).status_code == 403
    assert moderator.post(NEW, {"title": "x"}).status_code == 403
    assert PreviewSheet.objects.count() == 0


def test_addresses_take_only_what_they_are_for(editor):
    film = make_draft()
    keep(film, editor.user)

    assert editor.get(NEW).status_code == 405
    assert editor.put(preview(film)).status_code == 405
    for address in (sheet(), sheet("page/"), f"{preview(film)}page/", f"{preview(film)}card.jpg"):
        assert editor.post(address).status_code == 405
        assert editor.head(address).status_code == 200
    assert editor.get(f"{preview(film)}link/").status_code == 405
    assert editor.get(f"{preview(film)}link/1/revoke/").status_code == 405


# Links for people without a login


def test_editor_makes_a_link_and_takes_it_back(editor):
    film = make_draft()

    made = editor.post(f"{preview(film)}link/", {"days": "7"}, follow=True)
    link = PreviewLink.objects.get()
    gone = editor.post(f"{preview(film)}link/{link.pk}/revoke/", follow=True)

    assert messages_of(made)[0].startswith("The link is made. It ends ")
    assert "http://127.0.0.1:8000/preview/" in made.content.decode()
    assert messages_of(gone) == ["The link is taken back: it leads nowhere from now on."]
    assert "No link is open." in gone.content.decode()
    assert PreviewLink.objects.count() == 0
    assert list(film.events.values_list("verb", "editor")) == [
        ("unshared", editor.user.pk),
        ("shared", editor.user.pk),
    ]


@pytest.mark.parametrize("days", ["", "2", "-1", "seven", "²", "9" * 5_000])
def test_link_of_another_time_is_refused_in_words(editor, days):
    film = make_draft()

    response = editor.post(f"{preview(film)}link/", {"days": days}, follow=True)

    assert messages_of(response) == ["A link lasts 1, 7 or 30 days."]
    assert PreviewLink.objects.count() == 0


def test_links_are_made_and_taken_back_by_those_who_may_change_the_film(writer, moderator):
    theirs, own = make_draft(), make_draft(author=writer.user)
    link = make_link(theirs, by=make_user())

    for client in (writer, moderator):
        assert client.post(f"{preview(theirs)}link/", {"days": "7"}).status_code == 403
        assert client.post(f"{preview(theirs)}link/{link.pk}/revoke/").status_code == 403
        assert b"Make a link" not in client.get(preview(theirs)).content
    assert writer.post(f"{preview(own)}link/{link.pk}/revoke/").status_code == 404
    assert writer.post(f"{preview(own)}link/", {"days": "1"}).status_code == 302
    assert PreviewLink.objects.filter(film=own).count() == 1


def test_list_of_links_shows_the_open_ones_and_takes_them_back(editor, writer):
    film = make_draft(title="Shown around")
    link = make_link(film, by=make_user("lotte"))
    path = reverse("admin:films_previewlink_changelist")
    chosen = {"action": "take_back", "_selected_action": [link.pk]}

    assert "lotte" in editor.get(path).content.decode()
    writer.post(path, chosen)
    assert PreviewLink.objects.count() == 1
    editor.post(path, chosen)

    assert PreviewLink.objects.count() == 0
    assert film.events.first().verb == "unshared"


def test_a_writer_shares_no_working_copy_of_a_page_that_was_theirs(writer):
    film = make_draft(logline="Words.", author=writer.user)
    Film.objects.create(title="By an editor", draft_of=film)

    answers = [
        writer.post(f"/admin/films/film/{film.pk}/preview/{end}", {"days": "7"}).status_code
        for end in ("", "link/")
    ]

    assert (answers, PreviewLink.objects.count()) == ([403, 403], 0)
