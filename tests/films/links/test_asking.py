"""What one address answers, asked of a small web on the loopback."""

import time
from dataclasses import replace

import pytest

from films.links.asking import MOST_BYTES, Answer


def redirect(status, location):
    return (status, ("Location", location))


def test_page_that_answers(web):
    web.pages["/"] = 200

    assert web.ask("/") == Answer(200, "200 OK")


def test_request_says_who_asks_and_nothing_else(web):
    web.pages["/"] = (200, ("Set-Cookie", "a=b"))

    web.ask("/")
    web.ask("/")

    assert [headers for _method, _path, headers in web.asked] == [
        {
            "Host": f"a.example:{web.server_port}",
            "User-Agent": "Marquee link check (+https://films.example)",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
    ] * 2


def test_page_that_knows_no_head_is_asked_for_its_beginning(web):
    def page(request):
        request.send_response(405 if request.command == "HEAD" else 206)
        request.end_headers()

    web.pages["/"] = page

    assert web.ask("/").status == 206
    assert [(method, headers.get("Range")) for method, _path, headers in web.asked] == [
        ("HEAD", None),
        ("GET", "bytes=0-16383"),
    ]


def test_server_that_drops_a_head_is_asked_for_its_beginning(web):
    def page(request):
        if request.command == "HEAD":
            request.connection.close()
        else:
            request.send_response(200)
            request.end_headers()

    web.pages["/"] = page

    assert web.ask("/").status == 200


def test_page_that_is_not_there(web):
    assert web.ask("/") == Answer(404, "404 Not Found")
    assert [method for method, *_ in web.asked] == ["HEAD", "GET"]


def test_page_without_a_first_byte_is_there(web):
    web.pages["/"] = lambda request: (
        request.send_response(404 if request.command == "HEAD" else 416),
        request.end_headers(),
    )

    assert web.ask("/").status == 200


@pytest.mark.parametrize(("status", "has_moved"), [(301, True), (308, True), (302, False)])
def test_redirect_is_followed_and_only_some_mean_moved(web, status, has_moved):
    web.pages |= {"/old": redirect(status, "/new"), "/new": 200}

    answer = web.ask("/old#part")

    assert answer == Answer(200, "200 OK", f"{web.origin}/new#part", has_moved)


def test_fragment_is_no_move(web):
    web.pages |= {"/x": 200}

    assert web.ask("/x#part") == Answer(200, "200 OK")


def test_redirect_may_name_a_fragment_of_its_own(web):
    web.pages |= {"/old": redirect(301, "/new#there"), "/new": 200}

    assert web.ask("/old#part").final_url == f"{web.origin}/new#there"


def test_redirects_without_an_end(web):
    web.pages |= {"/a": redirect(301, "/b"), "/b": redirect(301, "/a")}

    answer = web.ask("/a")

    assert answer == Answer(0, "It leads from one address to the next without an end.")
    assert len(web.asked) == 5


@pytest.mark.parametrize(
    "location",
    [
        "http://private.example/",
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://2130706433/",
        "file:///etc/passwd",
        "http://user@a.example/",
    ],
)
def test_redirect_to_what_may_not_be_asked_ends_there(web, location):
    web.pages["/"] = redirect(302, location)

    answer = web.ask("/")

    assert (answer.status, answer.is_refused) == (0, True)
    assert len(web.asked) == 1


def test_private_host_is_never_reached(web):
    answer = web.asker.ask(f"http://private.example:{web.server_port}/")

    assert answer == Answer(0, "Its host is not a public one.", is_refused=True)
    assert web.asked == []


def test_answer_that_comes_drop_by_drop_is_cut_off(web):
    def page(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            request.wfile.write(b"X: y\r\n")
            request.wfile.flush()
            time.sleep(0.05)

    web.pages["/"] = page
    began = time.monotonic()

    answer = replace(web.asker, answer_within=0.3).ask(f"{web.origin}/")

    assert answer == Answer(0, "It did not answer in time.")
    assert time.monotonic() - began < 2


def test_page_without_an_end_is_read_to_its_bound(web):
    sent = []

    def page(request):
        if request.command == "HEAD":
            request.send_response(400)
            request.end_headers()
            return
        request.send_response(200)
        request.end_headers()
        while len(sent) < 10_000:
            request.wfile.write(b"x" * 1_024)
            sent.append(1_024)

    web.pages["/"] = page

    assert web.ask("/").status == 200
    assert sum(sent) < 10_000 * 1_024
    assert MOST_BYTES == 16_384


def test_site_that_asks_to_be_left_alone(web):
    web.pages["/"] = (429, ("Retry-After", "3600"))

    assert web.ask("/") == Answer(429, "429 Too Many Requests", wait=3_600)
    assert len(web.asked) == 1


@pytest.mark.parametrize("noise", [b"", b"no http at all\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_server_that_speaks_no_http(web, noise):
    web.pages["/"] = lambda request: request.wfile.write(noise)

    assert web.ask("/") == Answer(0, "No connection.")


def test_port_that_nobody_listens_at(web):
    web.shutdown()
    web.server_close()

    assert web.ask("/") == Answer(0, "No connection.")


def test_host_that_cannot_be_found(web):
    answer = web.asker.ask(f"http://gone.example:{web.server_port}/")

    assert answer.status == 0


def test_certificate_that_nobody_vouches_for(web):
    answer = web.asker.ask(f"https://a.example:{web.server_port}/")

    assert answer == Answer(0, "No safe connection could be made.")
