"""The moderators' list. Nobody edits a visitor's words; every decision goes through moderation."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext

from films.admin.linked_field import is_key
from reviews import moderation, replying, undoing
from reviews.admin.entries import load_entries, may_moderate, may_speak
from reviews.admin.filters import QUEUE, FilmFilter, StateFilter, WhyFilter, offered
from reviews.admin.presses import REASONS, VERBS, PressForm, carry_out, press_words, tell
from reviews.models import Review, ReviewReply

MOST_AT_ONCE = 2_000  # two seconds of waiting for everybody who sends a review meanwhile


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin):
    change_list_template = "admin/reviews/review/change_list.html"
    list_display = ("name",)
    list_filter = (StateFilter, WhyFilter, FilmFilter)
    list_per_page = 25
    list_max_show_all = 0
    search_fields = ("title", "body", "display_name", "film__title", "public_id")
    show_full_result_count = False

    # Who may do what -------------------------------------------------------------------------

    def has_view_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        user = request.user
        return may_moderate(user) or may_speak(user) or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        return may_moderate(request.user) and super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        found = super().get_queryset(request).select_related("decided_by", "reply")
        # Stars alone are nothing to answer or to pick.
        return found if may_moderate(request.user) else found.published().exclude(body="")

    # The list --------------------------------------------------------------------------------

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return self.list_filter if may_moderate(request.user) else (FilmFilter,)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        is_queue = (request.GET.get("state") or QUEUE) == QUEUE and may_moderate(request.user)
        return ("queued_at", "pk") if is_queue else ("-pk",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method == "POST" and "press" in request.POST:
            return self.press(request)
        seen = timezone.now()
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if "cl" in context:
            context |= self.shown(request) | {
                "title": self.opts.verbose_name_plural.capitalize(),
                "seen": seen,
                "subtitle": None,
                "entries": load_entries(context["cl"].result_list),
                "filters": offered(context["cl"].filter_specs),
                "newest": newest(context["cl"]),
                "most_at_once": MOST_AT_ONCE,
            }
        return response

    def shown(self, request: HttpRequest) -> dict[str, Any]:
        """What every page of reviews needs besides the reviews."""
        press = undoing.last_press(request.user)
        return {
            "may_moderate": may_moderate(request.user),
            "may_speak": may_speak(request.user),
            "may_delete": self.has_delete_permission(request),
            "reasons": REASONS,
            "last_press": press,
            "last_press_words": press_words(press) if press else "",
            "said": list(get_messages(request)),
        }

    # Presses ---------------------------------------------------------------------------------

    def press(self, request: HttpRequest) -> HttpResponse:
        """Do what a button says; the list is shown again, at the review that comes next."""
        if request.POST["press"] == "delete":
            return self.ask_to_delete(request)
        form = PressForm(request.POST)
        if not form.is_valid():
            for faults in form.errors.values():
                messages.error(request, " ".join(faults))
            return self.back(request)
        if not VERBS[form.cleaned_data["press"]].may(request.user):
            raise PermissionDenied
        carry_out(request, form, self.chosen(request))
        return self.back(request)

    def chosen(self, request: HttpRequest) -> QuerySet:
        """The ticked reviews, or what the list finds, up to the newest one that there was then."""
        newest = request.POST.get("newest", "")
        if request.POST.get("all") and is_key(newest):
            found = self.get_changelist_instance(request).get_queryset(request)
            return found.filter(pk__lte=newest)[:MOST_AT_ONCE]
        ticked = [pk for pk in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_key(pk)]
        return self.get_queryset(request).filter(pk__in=ticked)

    def back(self, request: HttpRequest, following: str = "") -> HttpResponseRedirect:
        """To the page that the button was on, or to the list at the review that comes next."""
        page, following = request.POST.get("page", ""), request.POST.get("following", following)
        if is_key(page):
            return HttpResponseRedirect(self.page_of(page))
        anchor = f"#review-{following}" if is_key(following) else ""
        address = reverse(f"{self.admin_site.name}:reviews_review_changelist")
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(f"{address}{query}{anchor}")

    def page_of(self, pk: Any) -> str:
        return reverse(f"{self.admin_site.name}:reviews_review_change", args=[pk])

    def undo(self, request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
        """Take back what one press did."""
        mine = undoing.last_press(request.user)
        is_own = mine is not None and mine.batch == batch
        if request.method != "POST" or not (is_own or may_moderate(request.user)):
            raise PermissionDenied
        outcome = undoing.undo(batch, by=request.user)
        tell(request, outcome)
        return self.back(request, str(outcome.changed[0].pk) if outcome.changed else "")

    # One review ------------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST":
            raise PermissionDenied  # nobody changes a visitor's words
        seen = timezone.now()
        review = self.review_or_404(request, object_id)
        (entry,) = load_entries([review])
        context = self.admin_site.each_context(request) | self.shown(request)
        context |= {
            "title": gettext("Review of %(film)s") % {"film": review.film},
            "opts": self.opts,
            "seen": seen,
            "entry": entry,
            "is_page": True,
            "versions": review.revisions.order_by("-number"),
            "contact": getattr(review, "contact", None)
            if request.user.has_perm("reviews.view_reviewcontact")
            else None,
            "longest_reply": ReviewReply._meta.get_field("text").max_length,
        }
        return TemplateResponse(request, "admin/reviews/review/page.html", context)

    def review_or_404(self, request: HttpRequest, pk: Any) -> Review:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_queryset(request).filter(pk=pk if is_key(str(pk)) else None)
        return get_object_or_404(found)

    def answer(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Store the site's answer to a review, or take it away."""
        review = self.review_or_404(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(self.page_of(pk))
        try:
            if "remove" in request.POST:
                replying.remove(review, by=request.user)
                messages.success(request, gettext("The answer is gone."))
            else:
                replying.reply(review, request.POST.get("text", ""), by=request.user)
                messages.success(request, gettext("The answer is under the review."))
        except replying.ReplyError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(f"{self.page_of(pk)}#answer")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("undo/<uuid:batch>/", view(self.undo), name="reviews_review_undo"),
            path("<int:pk>/answer/", view(self.answer), name="reviews_review_answer"),
            *super().get_urls(),
        ]

    # Deleting --------------------------------------------------------------------------------

    def ask_to_delete(self, request: HttpRequest) -> HttpResponse:
        """Ask once more; what is deleted does not come back."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        chosen = self.chosen(request)
        if not chosen:
            messages.warning(request, gettext("Nothing is ticked: choose reviews first."))
            return self.back(request)
        return delete_selected(self, request, chosen)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        # What hangs on a review goes with it and is nothing to be decided about one by one.
        names = [str(review) for review in objs]
        return names, {self.opts.verbose_name_plural: len(names)}, set(), []

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """Nothing in the admin's own log: it would keep the name that stood above the review."""

    def delete_model(self, request: HttpRequest, obj: Review) -> None:
        moderation.delete([obj], by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        moderation.delete(queryset, by=request.user)


def newest(found: ChangeList) -> int | None:
    """The number of the newest review of a list that has more than one page."""
    if not found.multi_page:
        return None
    return found.queryset.order_by().aggregate(newest=Max("pk"))["newest"]
