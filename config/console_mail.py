"""Where mails go on a site without a mail server: onto the terminal that the site was started in.

Standard output is often a log (of systemd, of a container), and mails hold secret links. So they
are printed whole on a terminal only; a log is told that there was one, for nobody in particular.
"""

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as Console

from config.logs import strike_out


class EmailBackend(Console):
    """Prints what would have been sent; EMAIL_URL=consolemail:// prints it whole in any case."""

    def write_message(self, message: EmailMessage) -> None:
        if self.stream.isatty():
            super().write_message(message)
            return
        self.stream.write(f"No mail server is set, so this was not sent: {message.subject}\n")
        self.stream.write(strike_out(str(message.body)))
        self.stream.write("-" * 79 + "\n")
