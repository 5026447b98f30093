"""The addresses of the site: the guide, its visitors' reviews, the admin, and the machine's."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.health import healthz
from config.media import media

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("media/<path:path>", media, name="media"),
    path("", include("reviews.urls")),
    path("", include("films.urls")),
]

# Errors in the site's own look. Django has no hook for 405: see films/views/read_only.py.
handler400 = "films.views.lost.bad_request"
handler403 = "films.views.lost.permission_denied"
handler404 = "films.views.lost.page_not_found"
handler500 = "films.views.lost.server_error"
