import io

import pytest
from django.core.mail import EmailMultiAlternatives

from config.console_mail import EmailBackend

LINK = "http://127.0.0.1:8000/r/7hQz2LmNpR4t/" + "q7Zr-x_2" * 5 + "abc/"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def message():
    message = EmailMultiAlternatives("Your review", f"Open it:\n{LINK}\n", to=["lil@example.org"])
    message.attach_alternative(f'<a href="{LINK}">Open it</a>', "text/html")
    return message


def test_mail_in_a_log_holds_no_secret_and_no_address(message):
    """O2: without a mail server, mails go to standard output, which may be a log."""
    log = io.StringIO()

    assert EmailBackend(stream=log).send_messages([message]) == 1
    assert log.getvalue() == (
        "No mail server is set, so this was not sent: Your review\n"
        "Open it:\nhttp://127.0.0.1:8000/r/7hQz2LmNpR4t/***/\n" + "-" * 79 + "\n"
    )


def test_mail_on_a_terminal_is_whole(message):
    terminal = Terminal()

    EmailBackend(stream=terminal).send_messages([message])

    assert terminal.getvalue().count(LINK) == 2
    assert "To: lil@example.org\n" in terminal.getvalue()
