from datetime import timedelta

import pytest
from django.utils import timezone

from reviews import networks
from reviews.models import DailySalt


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("192.0.2.7:5678", "192.0.2.7"),
        ("[2001:db8:1:2:3::]:443", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:3::]", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_network_of_ipv6_is_its_first_half(address, network):
    assert networks.network(address) == network


@pytest.mark.django_db
def test_network_key_is_the_same_all_day():
    assert networks.network_key("192.0.2.7") == networks.network_key("192.0.2.7")
    assert DailySalt.objects.count() == 1


@pytest.mark.django_db
def test_network_key_tells_networks_apart():
    assert networks.network_key("192.0.2.7") != networks.network_key("192.0.2.8")


@pytest.mark.django_db
def test_salts_are_destroyed_after_two_days():
    today = timezone.now().date()
    for age in (1, 2, 9):
        DailySalt.objects.create(day=today - timedelta(days=age), key="00")
    networks.network_key("192.0.2.7")
    assert set(DailySalt.objects.values_list("day", flat=True)) == {
        today,
        today - timedelta(days=1),
    }


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 192.0.2.7", "192.0.2.7"),
        (2, "6.6.6.6, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
        (2, "192.0.2.7", "10.0.0.1"),
        (1, ", 192.0.2.7", "192.0.2.7"),  # an empty one sent along is no way to another network
        (1, "192.0.2.7, ", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_client_address_believes_our_own_proxies_only(rf, settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})
    assert networks.client_address(request) == address
