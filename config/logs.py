"""What may not stand in a log: the secrets of our links, and whose they are.

Whoever reads the log of a site (its operator, a collector of logs, a support forum that a line was
pasted into) could otherwise change somebody's review, or learn who wrote it.
"""

import logging
import re

STRUCK_OUT = "***"

# In an address as it is, or quoted as part of another one (%2F).
_SLASH = r"(?:/|%2[Ff])"
# The secret link of a review, the links in mails, and those to previews; reviews/urls.py and
# films/urls.py hold the same words.
_SECRET = re.compile(
    rf"(?P<way>{_SLASH}r{_SLASH}[1-9A-Za-z]{{12}}{_SLASH}"
    rf"|{_SLASH}reviews{_SLASH}(?:confirm|find|mails){_SLASH}"
    rf"|{_SLASH}preview{_SLASH})[^/\s\"'<>?#&]{{20,}}"
)
# The look behind keeps a long word without @ from being read once for each of its letters.
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def strike_out(text: str) -> str:
    """The text without the secrets of our links and without e-mail addresses."""
    return _ADDRESS.sub(STRUCK_OUT, _SECRET.sub(rf"\g<way>{STRUCK_OUT}", text))


class Formatter(logging.Formatter):
    """Writes a record as ever, and strikes out of the whole what may not stand there.

    Of the whole, because a secret comes in by the message, by its arguments, or by an exception
    whose traceback quotes the address that was asked for.
    """

    def format(self, record: logging.LogRecord) -> str:
        return strike_out(super().format(record))
