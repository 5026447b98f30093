"""Who may do what at every address of the desk; one that stands in no row of the table fails.

w writer, e editor, m moderator, a administrator, n nobody who has logged in; "-" no such verb.
"""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client

from films.roles import ensure_roles
from tests.desk_things import PER_MODEL, address, desk_addresses, make_things
from tests.factories import make_user

pytestmark = pytest.mark.django_db

ROLES = {"w": "writer", "e": "editor", "m": "moderator", "a": "administrator", "n": "nobody"}
STAFF, DESK, EDITORS, MODERATORS = "wema", "wea", "ea", "ma"
# Of each model: who looks at the list and at one of it, adds, changes, deletes.
MODELS = {
    "auth_group": ("a", "a", "a", "a"),
    "auth_user": ("a", "a", "a", "a"),
    "films_collection": (DESK, EDITORS, EDITORS, EDITORS),
    "films_deletion": (DESK, "", "", ""),
    "films_film": (STAFF, DESK, EDITORS, EDITORS),
    "films_filmevent": (EDITORS, "", "", ""),
    "films_image": (DESK, DESK, DESK, EDITORS),
    "films_importrun": (DESK, "", "", ""),
    "films_linkcheck": (DESK, "", "", ""),
    "films_merge": (DESK, "", "", ""),
    "films_missedsearch": (DESK, "", "", EDITORS),
    "films_person": (DESK, DESK, DESK, EDITORS),
    "films_possibledouble": (DESK, "", "", ""),
    "films_previewlink": (DESK, "", "", ""),
    "films_provider": (DESK, EDITORS, EDITORS, EDITORS),
    "films_redirect": (DESK, EDITORS, EDITORS, EDITORS),
    "films_revision": (DESK, "", "", ""),
    "films_tag": (DESK, DESK, DESK, EDITORS),
    "reviews_blockphrase": (MODERATORS, MODERATORS, MODERATORS, MODERATORS),
    "reviews_filmrating": ("ema", "ema", "ema", ""),
    "reviews_moderationevent": (MODERATORS, "", "", ""),
    "reviews_outgoingmail": (MODERATORS, "", "", ""),
    "reviews_review": ("ema", "", "", MODERATORS),
    "reviews_storm": (MODERATORS, "", "", ""),
}
OPEN = {"login", "logout"}  # to everybody
# Of all other addresses: who may read (GET), who may do (POST).
OTHERS = {
    "index": (STAFF, STAFF),
    "app_list": (STAFF, STAFF),
    "password_change": (STAFF, STAFF),
    "password_change_done": (STAFF, "-"),
    "autocomplete": ("", "-"),
    "jsi18n": (STAFF, "-"),
    "view_on_site": (STAFF, STAFF),
    "auth_user_password_change": ("a", "a"),
    "films_choices": ("", "-"),
    "films_collection_preview": (DESK, "-"),
    "films_deletion_recover": ("-", EDITORS),
    "films_film_autosave": ("-", STAFF),
    "films_film_alive": ("-", STAFF),
    "films_film_begin": ("-", DESK),
    "films_film_cast_list": ("-", DESK),
    "films_film_collect": (EDITORS, EDITORS),
    "films_film_compare": (STAFF, "-"),
    "films_film_document": (STAFF, "-"),
    "films_film_drop": ("-", ""),  # nothing of one's own is named
    "films_film_export": (DESK, "-"),
    "films_film_export_all": (DESK, "-"),
    "films_film_import": (DESK, DESK),
    "films_film_live": (STAFF, "-"),
    "films_film_live_card": (STAFF, "-"),
    "films_film_live_page": (STAFF, "-"),
    "films_film_live_poster": (STAFF, "-"),
    "films_film_offers": (STAFF, "-"),
    "films_film_preview": (STAFF, EDITORS),
    "films_film_preview_card": (STAFF, "-"),
    "films_film_preview_new": ("-", DESK),
    "films_film_preview_page": (STAFF, "-"),
    "films_film_preview_poster": (STAFF, "-"),
    "films_film_print_css": (STAFF, "-"),
    "films_film_proofread": ("-", EDITORS),
    "films_film_share": ("-", EDITORS),
    "films_film_sheet": (EDITORS, "-"),
    "films_film_sheet_card": (EDITORS, "-"),
    "films_film_sheet_page": (EDITORS, "-"),
    "films_film_sheet_poster": (EDITORS, "-"),
    "films_film_take_back": ("-", EDITORS),
    "films_film_text": (STAFF, "-"),
    "films_film_timeline": (STAFF, "-"),
    "films_film_token": (STAFF, "-"),
    "films_film_unsaved": ("e", "-"),
    "films_film_unshare": ("-", EDITORS),
    "films_film_wanted": (DESK, "-"),
    "films_image_pick": (DESK, "-"),
    "films_image_send": ("-", DESK),
    "films_image_thumb": (DESK, "-"),
    "films_image_words": ("-", DESK),
    "films_import_apply": ("-", EDITORS),
    "films_import_columns": (EDITORS, EDITORS),
    "films_import_compare": ("-", EDITORS),
    "films_import_discard": ("-", EDITORS),
    "films_import_fields": ("-", EDITORS),
    "films_import_films": ("-", EDITORS),
    "films_import_go_on": ("-", EDITORS),
    "films_import_item": (EDITORS, EDITORS),
    "films_import_progress": (EDITORS, "-"),
    "films_import_run": (EDITORS, "-"),
    "films_import_undo": ("-", EDITORS),
    "films_importrun_change": (DESK, EDITORS),  # leads on to the import
    "films_importrun_history": (EDITORS, EDITORS),
    "films_linkcheck_again": ("-", EDITORS),
    "films_linkcheck_film": (STAFF, "-"),
    "films_linkcheck_replace": ("-", EDITORS),
    "films_merge_undo": ("-", EDITORS),
    "films_missed_done": ("-", EDITORS),
    "films_person_merge": (EDITORS, EDITORS),
    "films_possibledouble_search": ("-", EDITORS),
    "films_possibledouble_two": ("-", EDITORS),
    "films_provider_merge": (EDITORS, EDITORS),
    "films_revision_restore": ("-", EDITORS),
    "films_tag_merge": (EDITORS, EDITORS),
    "reviews_review_answer": ("ema", "ema"),
    "reviews_review_undo": ("", "ema"),
    "reviews_storm_end": ("", ""),
}


def expected(name: str) -> tuple[str, str]:
    """Return who may read and who may do at an address; KeyError where nobody has said it."""
    if name in OTHERS:
        return OTHERS[name]
    model, _, page = name.rpartition("_")
    if page not in PER_MODEL:
        raise KeyError(name)
    looks, adds, changes, deletes = MODELS[model]
    both = {"changelist": looks, "add": adds, "history": looks, "delete": deletes}
    return (looks, changes) if page == "change" else (both[page], both[page])


def test_every_address_has_its_row_and_every_row_an_address():
    """Sentences of this test are the way to a new address: say here who may do what there."""
    found = set(desk_addresses())
    per_model = {f"{model}_{page}" for model in MODELS for page in PER_MODEL}

    assert found == per_model | set(OTHERS) | OPEN


@pytest.fixture
def unread(monkeypatch) -> None:
    """Draw no page: whether it may be seen is decided before."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


@pytest.mark.parametrize("role", ROLES)
def test_what_each_may_read_and_do(unread, role):
    ensure_roles()
    client, things = client_of(role)
    addresses = [name for name in desk_addresses() if name not in OPEN]

    answers = {name: tried(client, address(name, things)) for name in addresses}

    wrong = {name: may for name, may in answers.items() if may != allowed(name, role)}
    assert wrong == {}


def allowed(name: str, role: str) -> tuple[object, ...]:
    # Nobody is led to the login before it is asked whether there is such a verb.
    return tuple("-" if who == "-" and role != "n" else role in who for who in expected(name))


def client_of(role: str) -> tuple[Client, dict[str, object]]:
    """Return a browser of somebody in this role, and all the things of the desk."""
    client = Client()
    editor = make_user(is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    user = editor if role == "e" else make_user(is_staff=True, is_superuser=role == "a")
    if role in "wm":
        user.groups.add(Group.objects.get(name=ROLES[role]))
    if role != "n":
        client.force_login(user)
    return client, make_things(editor)


def tried(client: Client, path: str) -> tuple[object, object]:
    """Return whether an address may be read, and whether it takes what is sent; "-" for no verb."""
    return answer(client, "get", path), answer(client, "post", path)


def answer(client: Client, verb: str, path: str) -> object:
    cookies = client.cookies.copy()
    with transaction.atomic():  # what one address does is no matter of the next
        response = getattr(client, verb)(path)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code == 405:
        return "-"
    goal = response.headers.get("Location", "")
    # Django sends home who may not see the thing that is asked for.
    is_sent_away = "/login/" in goal or (goal == "/admin/" and "/history/" in path)
    return response.status_code not in (403, 404) and not is_sent_away
