"""No address on a page makes this server ask what only it can reach."""

import pytest

from films.links.guard import Guard, NotAllowedError, Target, host_of, is_public, take_apart


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1"),
        *("198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1"),
        *("64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1"),
        *("fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1"),
        *("no address", ""),
    ],
)
def test_address_that_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111"])
def test_address_that_is_public(address):
    assert is_public(address)


def refusal(url, *addresses):
    guard = Guard(look_up=lambda *_host_and_port: list(addresses) or ["93.184.216.34"])
    with pytest.raises(NotAllowedError) as refused:
        guard.admit(url)
    return str(refused.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("javascript:alert(1)", "Only http and https are asked."),
        ("data:text/html,x", "Only http and https are asked."),
        ("gopher://example.org/", "Only http and https are asked."),
        ("file:///etc/passwd", "Only http and https are asked."),
        ("//evil.example/", "Only http and https are asked."),
        ("https://user@example.org/", "It holds a name or a password."),
        ("https://youtube.com@evil.example/", "It holds a name or a password."),
        ("https://:secret@example.org/", "It holds a name or a password."),
        ("http://example.org:6379/", "Only the ports 80 and 443 are asked."),
        ("http://example.org:99999/", "This is no web address."),
        ("http://example.org/a b", "This is no web address."),
        ("http://example.org/\r\nHost: x", "This is no web address."),
        ("http://example.org\\@127.0.0.1/", "This is no web address."),
        ("http:///path", "This is no web address."),
        ("http://[::1", "This is no web address."),
        ("http://[fe80::1%25eth0]/", "This is no web address."),
        (f"http://{'a' * 300}/", "This is no web address."),
        ("http://2130706433/", "Its host is a number in disguise."),
        ("http://0x7f.1/", "Its host is a number in disguise."),
        ("http://0177.0.0.1/", "Its host is a number in disguise."),
        ("http://127.1/", "Its host is a number in disguise."),
        ("http://localhost/", "Its host is not a public one."),
        ("http://localhost./", "Its host is not a public one."),
        ("http://LOCALHOST/", "Its host is not a public one."),
        ("http://x.localhost/", "Its host is not a public one."),
        ("http://metadata.google.internal/", "Its host is not a public one."),
        ("http://printer.local/", "Its host is not a public one."),
    ],
)
def test_address_is_refused_whatever_its_host_resolves_to(url, words):
    assert refusal(url) == words


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://[::1]/", "::1"),
        ("http://[::ffff:127.0.0.1]/", "::ffff:127.0.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"),
        ("https://rebinding.example/", "10.0.0.1"),
    ],
)
def test_address_is_refused_by_what_its_host_resolves_to(url, address):
    assert refusal(url, address) == "Its host is not a public one."


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    assert refusal("https://example.org/", "93.184.216.34", "127.0.0.1") == (
        "Its host is not a public one."
    )


def test_what_the_system_makes_of_the_loopback_is_refused():
    for url in ("http://127.0.0.1/", "http://[::1]/"):
        with pytest.raises(NotAllowedError):
            Guard().admit(url)


def test_host_is_looked_up_once_and_its_address_pinned():
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    guard = Guard(look_up=lambda *_host_and_port: next(answers))

    target = guard.admit("https://Example.org./a?b=c#d")

    assert target == Target("https", "example.org", 443, "/a?b=c", "93.184.216.34")


@pytest.mark.parametrize(
    ("url", "taken_apart"),
    [
        ("http://example.org", ("http", "example.org", 80, "/")),
        ("HTTPS://EXAMPLE.ORG:443/x", ("https", "example.org", 443, "/x")),
        ("https://müller.example/ä?ö=ü", ("https", "xn--mller-kva.example", 443,
                                          "/%C3%A4?%C3%B6=%C3%BC")),
        ("https://example.org/%20(x)", ("https", "example.org", 443, "/%20(x)")),
        ("https://93.184.216.34/", ("https", "93.184.216.34", 443, "/")),
    ],
)  # fmt: skip
def test_address_is_taken_apart(url, taken_apart):
    assert take_apart(url) == taken_apart


@pytest.mark.parametrize(
    ("url", "host"), [("https://A.Example/x", "a.example"), ("http://[::1", ""), ("x", "")]
)
def test_host_of(url, host):
    assert host_of(url) == host
