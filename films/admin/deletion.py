"""Deleting, and saying in words why something cannot be deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from films import deletions


class DeletionInWords:
    """An admin whose things are deleted one at a time, and not while others depend on them.

    What is a page of its own can be had back (films/deletions.py).
    """

    # What to do instead, for example "Archive it instead."
    instead = ""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().delete_view(request, object_id, extra_context)
        if not getattr(response, "context_data", {}).get("protected"):
            return response
        thing = self.get_object(request, object_id)
        self.message_user(request, self.refusal(thing), messages.ERROR)
        opts = self.opts
        name = f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[thing.pk]))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        if type(obj) in deletions.KINDS:
            deletions.delete(obj, by=request.user)
        else:
            super().delete_model(request, obj)

    def refusal(self, thing: Any) -> str:
        """Return why a thing must stay: how many of what depend on it."""
        words = {"thing": thing, "what": ", ".join(dependents(thing))}
        sentence = _("“%(thing)s” cannot be deleted: it is needed by %(what)s.") % words
        return f"{sentence} {self.instead}".strip()


def dependents(thing: Any) -> list[str]:
    """Return what a thing is held by, each kind with its number: "3 reviews"."""
    found = []
    for relation in thing._meta.related_objects:
        if relation.on_delete.__name__ not in ("PROTECT", "RESTRICT"):
            continue
        related = relation.related_model._meta
        count = relation.related_model._base_manager.filter(**{relation.field.name: thing}).count()
        if count:
            name = related.verbose_name if count == 1 else related.verbose_name_plural
            found.append(f"{count} {name}")
    return found
