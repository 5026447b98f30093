"""The entry for application servers that speak ASGI."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

from config.only_utf8 import Utf8ASGIRequest  # noqa: E402  (the settings are known only from here)

application.request_class = Utf8ASGIRequest
