"""The entry for application servers that speak WSGI; what `make run` serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config import timetable  # noqa: E402  (the settings are known only from here)
from config.only_utf8 import Utf8WSGIRequest  # noqa: E402
from reviews import outbox  # noqa: E402  (and its tables)

application.request_class = Utf8WSGIRequest
outbox.start()
timetable.start()
