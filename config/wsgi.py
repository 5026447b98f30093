"""The entry for application servers that speak WSGI; what `make run` serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from reviews import outbox  # noqa: E402  (its tables are known only from here on)

outbox.start()
