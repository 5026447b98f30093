import pytest

from config.checks import mail_has_a_server


@pytest.mark.parametrize(
    ("backend", "found"),
    [
        ("config.console_mail.EmailBackend", ["marquee.I001"]),
        ("django.core.mail.backends.smtp.EmailBackend", []),
    ],
)
def test_site_without_a_mail_server_is_told(settings, backend, found):
    settings.EMAIL_BACKEND = backend

    assert [message.id for message in mail_has_a_server()] == found
