"""The site of the desk: Django's admin with a home of its own."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from films.views import kept
from films.views.desk_home import DeskHome


class Desk(DeskHome):
    """Where editors and moderators work; config/apps.py makes it the default admin site."""

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Guard a page as Django does, and keep what is typed in a form that it refuses."""
        guarded = super().admin_view(view, cacheable)

        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not self.has_permission(request):
                mark = kept.keep_sent(request)
                if mark:
                    return kept.ask_to_log_in(request, mark)
            try:
                return guarded(request, *args, **kwargs)
            except PermissionDenied:
                mark = kept.keep_sent(request) if request.method == "POST" else None
                if mark is None:
                    raise
                return kept.refuse(request, mark, desk=self.each_context(request))

        return update_wrapper(keeping, guarded)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # The login would call the site by its host name.
        return super().each_context(request) | {"site_name": settings.SITE_NAME}
