"""What every template knows of the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Return the site's name and its address without a slash at the end."""
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
