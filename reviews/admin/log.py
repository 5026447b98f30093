"""What happened: decisions about reviews, and messages that are still to be sent. Only read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from films.admin.history import ReadOnly
from reviews.admin.entries import event_words, may_moderate, reason_words
from reviews.models import ModerationEvent, OutgoingMail


class WhoFilter(admin.RelatedOnlyFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("who")


@admin.register(ModerationEvent)
class ModerationEventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("at", "who", "what", "why", "about")
    list_display_links = None
    list_filter = ("action", ("actor", WhoFilter))
    list_select_related = ("actor", "review")
    list_per_page = 50
    ordering = ("-pk",)
    search_fields = ("public_id", "reason")
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_moderate(request.user) or super().has_view_permission(request, obj)

    @admin.display(description=_("by"), ordering="actor")
    def who(self, event: ModerationEvent) -> Any:
        return event.actor or _("its author or a rule")

    @admin.display(description=_("what"))
    def what(self, event: ModerationEvent) -> str:
        return event_words(event)

    @admin.display(description=_("reason"))
    def why(self, event: ModerationEvent) -> str:
        return reason_words(event)

    @admin.display(description=_("review"))
    def about(self, event: ModerationEvent) -> SafeString | str:
        if event.review_id is None:
            return event.public_id
        return format_html(
            '<a href="../review/{}/change/">{}</a>', event.review_id, event.public_id
        )


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnly, admin.ModelAdmin):
    """To whom they go is not shown: the addresses have a permission of their own."""

    list_display = ("kind", "created_at", "due_at", "attempts", "last_error")
    list_display_links = None
    list_filter = ("kind",)
    show_full_result_count = False
