"""What the site knows of a visitor after everything that one can do: nothing that leads to them."""

import hashlib
import ipaddress
import json
import logging
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from films.models import MissedSearch
from reviews import chores, ownership
from reviews.models import HelpfulVote, Report, Review, ReviewSignal
from tests.factories import make_film
from tests.reviews.factories import rate
from tests.reviews.mails import send

pytestmark = pytest.mark.django_db
IPV4, IPV6 = "203.0.113.77", "2001:db8:7:77:0:abcd:1234:9"
BROWSER = "Mozilla/5.0 (X11; Unlikely 7.3) Strange/19.4"
ADDRESS = "lil.dagover@example.org"


def database() -> str:
    """All that the database holds, in one text."""
    rows = [
        [str(value) for value in row]
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
    ]
    return json.dumps(rows, ensure_ascii=False)


def traces(address: str) -> list[str]:
    """An address as it may be written, with its network, and the hashes that anybody can try."""
    parsed = ipaddress.ip_address(address)
    network = ipaddress.ip_network((parsed, 64 if parsed.version == 6 else 24), strict=False)
    names = [address, parsed.exploded, str(network.network_address), str(network)]
    hashes = [
        hashlib.new(kind, name.encode()).hexdigest()
        for kind in ("md5", "sha1", "sha256")
        for name in names
    ]
    return [*names, *hashes]


def do_everything(client: Client) -> Review:
    """Rate, vote, report, try a link, ask for the way back; returns the review."""
    film, other = make_film(), rate(make_film(), body="Another visitor's words.")
    own = {"headers": {"Sec-Fetch-Site": "same-origin"}}
    form = reverse("reviews:review_form", args=[film.slug])
    client.get(form)
    typed = {"score": "9", "body": "It made me weep.", "email": ADDRESS, "remember": "on"}
    sent = client.post(form, typed, **own)
    review = Review.objects.get(film=film)
    client.get(sent["Location"], follow=True)
    client.post(reverse("reviews:helpful", args=[other.public_id]), {"vote": "yes"}, **own)
    client.post(reverse("reviews:report", args=[other.public_id]), {"reason": "abuse"}, **own)
    client.get(f"/r/{review.public_id}/{'x' * 43}/")
    client.get("/reviews/find/")
    client.post("/reviews/find/", {"email": ADDRESS})
    send()
    return review


@pytest.mark.parametrize("address", [IPV4, IPV6, f"::ffff:{IPV4}"])
@pytest.mark.parametrize("is_behind_proxy", [False, True])
def test_no_address_and_no_browser_in_database_or_log(settings, caplog, address, is_behind_proxy):
    """P1: not as it is, not as a network, and not as a hash that a list of addresses would undo."""
    settings.TRUSTED_PROXIES = int(is_behind_proxy)
    client = Client(
        REMOTE_ADDR="127.0.0.1" if is_behind_proxy else address,
        HTTP_X_FORWARDED_FOR=address if is_behind_proxy else IPV4,
        HTTP_USER_AGENT=BROWSER,
        HTTP_ACCEPT_LANGUAGE="gsw-LI",
    )

    with caplog.at_level(logging.DEBUG):
        review = do_everything(client)

    kept = [ReviewSignal.objects.filter(review=review), HelpfulVote.objects, Report.objects]
    assert [rows.count() for rows in kept] == [1, 1, 1]  # so there is something that could leak
    stored, logged = database(), "\n".join(f"{each.getMessage()}" for each in caplog.records)
    for trace in [*traces(address), *traces(IPV4), "Unlikely 7.3", "Strange/19.4", "gsw"]:
        assert trace not in stored, trace
        assert trace not in logged, trace


def test_no_secret_is_stored():
    """O2, I4: the database holds fingerprints of secrets only."""
    client = Client()
    review = do_everything(client)

    stored = database()
    link = ownership.manage_url(review).rstrip("/").rpartition("/")[2]
    for secret in (link, *(cookie.value for cookie in client.cookies.values())):
        assert len(secret) > 20
        assert secret not in stored


def test_nothing_leads_to_a_network_after_a_month():
    """P2: after 31 days no key of a network is left in any table."""
    do_everything(Client(REMOTE_ADDR=IPV4))
    keys = {
        *ReviewSignal.objects.values_list("network_key", flat=True),
        *HelpfulVote.objects.values_list("voter_key", flat=True),
        *Report.objects.values_list("reporter_key", flat=True),
    }
    stored = database()
    assert [key for key in keys if key not in stored] == []

    chores.run(timezone.now() + timedelta(days=31))

    authors = set(Review.objects.values_list("author_key", flat=True))
    left = database()
    assert [key for key in keys - authors if key in left] == []


def test_manual_tells_of_every_table():
    """P1: docs/privacy.md, table by table."""
    manual = (settings.BASE_DIR / "docs" / "privacy.md").read_text()
    rows = re.findall(r"^\| (`.+?`) \|", manual, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]

    models = [*apps.get_app_config("reviews").get_models(), MissedSearch]
    assert sorted(named) == sorted(model._meta.model_name for model in models)


def test_address_is_stored_once_and_apart_from_the_review():
    """P3: no list and no export of reviews takes it along."""
    do_everything(Client())

    assert database().count(ADDRESS) == 1
