"""The moderators' list. Nobody edits a visitor's words; every decision goes through moderation."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reviews import moderation
from reviews.choices import DecisionReason, ReviewStatus
from reviews.models import ModerationEvent, Review


class ModerationForm(ActionForm):
    reason = forms.ChoiceField(
        label=_("Reason, for Reject and Hide:"),
        required=False,
        choices=[("", "---------"), *DecisionReason.choices],
    )


class StatusFilter(admin.SimpleListFilter):
    """By status; what waits for a moderator unless another is chosen."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        others = [choice for choice in ReviewStatus.choices if choice[0] != ReviewStatus.PENDING]
        return [*others, ("all", _("All"))]

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        options = super().choices(changelist)
        next(options)  # Django's "All" stands for no choice, which means "pending" here
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": ReviewStatus.PENDING.label,
        }
        yield from options

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        status = self.value() or ReviewStatus.PENDING
        return queryset if status == "all" else queryset.filter(status=status)


class EventInline(admin.TabularInline):
    model = ModerationEvent
    fields = readonly_fields = ["at", "actor", "from_status", "to_status", "reason"]
    extra = max_num = 0
    can_delete = False
    verbose_name_plural = _("Decisions so far")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm("reviews.moderate_review")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Model | None) -> bool:
        return False


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin):
    actions = ["publish", "reject", "hide", "mark_spam"]
    action_form = ModerationForm
    date_hierarchy = "created_at"
    inlines = [EventInline]
    list_display = ["excerpt", "film", "stars", "name", "status", "hold_reason", "created_at"]
    list_filter = [StatusFilter, "hold_reason"]
    list_select_related = ["film"]
    ordering = ["-created_at", "-pk"]
    search_fields = ["title", "body", "display_name", "film__title", "public_id"]
    show_full_result_count = False
    fields = [
        ("film", "score"),
        "title",
        "body",
        "display_name",
        "contains_spoilers",
        ("status", "hold_reason", "counts"),
        ("created_at", "published_at", "edited_at"),
        ("decided_by", "decided_at"),
    ]

    def has_view_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        return self.has_moderate_permission(request) or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("reviews.moderate_review")

    @admin.display(description=_("words"))
    def excerpt(self, review: Review) -> str:
        words = " – ".join(filter(None, [review.title, review.body]))
        return Truncator(words).chars(120) if words else gettext("(stars only)")

    @admin.display(description=_("stars"), ordering="score")
    def stars(self, review: Review) -> str:
        return review.stars or "–"

    @admin.display(description=_("name"), ordering="display_name")
    def name(self, review: Review) -> str:
        return review.name

    @admin.action(description=_("Publish (also: bring back)"), permissions=["moderate"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._tell(request, moderation.publish(queryset, by=request.user))

    @admin.action(description=_("Reject"), permissions=["moderate"])
    def reject(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._with_reason(request, queryset, moderation.reject)

    @admin.action(description=_("Hide"), permissions=["moderate"])
    def hide(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._with_reason(request, queryset, moderation.hide)

    @admin.action(description=_("Mark as spam"), permissions=["moderate"])
    def mark_spam(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._tell(request, moderation.mark_spam(queryset, by=request.user))

    def _with_reason(self, request: HttpRequest, queryset: QuerySet, verb: Any) -> None:
        try:
            outcome = verb(queryset, by=request.user, reason=request.POST.get("reason", ""))
        except moderation.MissingReasonError as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self._tell(request, outcome)

    def _tell(self, request: HttpRequest, outcome: moderation.Outcome) -> None:
        if count := len(outcome.changed):
            done = ngettext("%(count)d review done.", "%(count)d reviews done.", count)
            self.message_user(request, done % {"count": count}, messages.SUCCESS)
        for review, why_not in outcome.refused[:10]:
            self.message_user(request, f"{review.film}, {review}: {why_not}", messages.WARNING)

    def delete_model(self, request: HttpRequest, obj: Review) -> None:
        moderation.delete([obj], by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        moderation.delete(queryset, by=request.user)
