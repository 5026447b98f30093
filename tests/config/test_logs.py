import io
import logging
import time

import pytest
from django.conf import settings

from config.logs import Formatter, strike_out

SECRET = "q7Zr-x_2" * 5 + "abc"  # 43 characters, as a private link has
TOKEN = "WzEyLCI4ZjAxIl0:1tQ9xk:Zy4_" + "d-3k" * 8
LINK = f"/r/7hQz2LmNpR4t/{SECRET}/"


@pytest.fixture
def log():
    """A logger that writes as the site's own handler does, and what it has written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Formatter("{levelname} {message}", style="{"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger, written


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"GET {LINK} 303", "GET /r/7hQz2LmNpR4t/***/ 303"),
        (f"GET {LINK}?sent 303", "GET /r/7hQz2LmNpR4t/***/?sent 303"),
        (f"https://films.example.org{LINK}", "https://films.example.org/r/7hQz2LmNpR4t/***/"),
        (f"/r/7hQz2LmNpR4t/{SECRET[:-1]}", "/r/7hQz2LmNpR4t/***"),  # a letter is missing
        (f"?next=%2Fr%2F7hQz2LmNpR4t%2F{SECRET}", "?next=%2Fr%2F7hQz2LmNpR4t%2F***"),
        (f"/reviews/confirm/{TOKEN}/", "/reviews/confirm/***/"),
        (f"/reviews/confirm/{TOKEN.replace(':', '%3A')}/", "/reviews/confirm/***/"),
        (f"/reviews/find/{TOKEN}/", "/reviews/find/***/"),
        (f"/reviews/mails/{TOKEN}/ and {LINK}", "/reviews/mails/***/ and /r/7hQz2LmNpR4t/***/"),
        (f"/preview/{SECRET}.{SECRET}/poster.svg", "/preview/***/poster.svg"),
        ("refused: {'lil.gish@mail.example.org': 550}", "refused: {'***': 550}"),
    ],
)
def test_secret_is_struck_out(text, kept):
    """O2"""
    assert strike_out(text) == kept


@pytest.mark.parametrize(
    "text",
    ["GET /r/7hQz2LmNpR4t/withdraw/ 303", "/reviews/find/", "/films/m-1931/reviews/?page=2", "a@b"],
)
def test_what_is_no_secret_stays(text):
    assert strike_out(text) == text


def test_record_is_struck_out_in_message_and_arguments(log):
    """O2: a secret comes in by the message, or by its arguments."""
    logger, written = log

    logger.error(f"Broken: {LINK}")
    logger.error("Broken: %s for %s", LINK, {"to": "lil@example.org"})

    assert written.getvalue().splitlines() == [
        "ERROR Broken: /r/7hQz2LmNpR4t/***/",
        "ERROR Broken: /r/7hQz2LmNpR4t/***/ for {'to': '***'}",
    ]


def test_record_is_struck_out_in_a_traceback_and_a_stack(log):
    """O2: an exception quotes the address that was asked for."""
    logger, written = log

    try:
        raise LookupError(LINK)
    except LookupError:
        logger.exception("Internal Server Error: %s", LINK, stack_info=True)

    assert SECRET not in written.getvalue()
    assert written.getvalue().count("/r/7hQz2LmNpR4t/***/") == 2


@pytest.mark.parametrize("piece", ["a", "_", "1.", "/r/", "%2Fr%2F", "a@", "@a.", "/reviews/find/"])
def test_no_text_keeps_the_log_busy(piece):
    """A14: twice as long a line takes twice as long, not four times; 8 ms are plenty for 40 kB."""
    text = piece * (40_000 // len(piece))
    began = time.process_time()

    strike_out(text)

    assert time.process_time() - began < 0.1


def test_every_handler_that_writes_strikes_out():
    """O2: there is no other way into the log of a site."""
    handlers = settings.LOGGING["handlers"]
    writing = {name for name, handler in handlers.items() if "Null" not in handler["class"]}

    assert {handlers[name]["formatter"] for name in writing} == {"line"}
    assert settings.LOGGING["formatters"]["line"]["()"] == "config.logs.Formatter"
    assert settings.LOGGING["loggers"]["django.server"]["handlers"] == ["stderr"]
