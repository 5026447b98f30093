"""The buttons of the moderators' list: what each does, who may press it, and what is said then."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews import curating, moderation, undoing
from reviews.admin.entries import may_moderate, may_speak
from reviews.choices import DecisionReason, EventAction, ReviewStatus
from reviews.decisions import Outcome, already_decided, is_of_another
from reviews.models import Review
from reviews.undoing import Press

MOST_NAMED = 10
# What only a rule or the author says.
NOT_CHOSEN = {DecisionReason.REPORTED, DecisionReason.AUTHOR}
REASONS = [choice for choice in DecisionReason.choices if choice[0] not in NOT_CHOSEN]

_FILM_ADDRESS = re.compile(r"/films/([^/?#\s]+)")
_TITLE_AND_YEAR = re.compile(r"(.+?)\s*\((\d{4})\)")


class PressError(ValueError):
    """Why nothing was done, in a sentence."""


@dataclass(frozen=True)
class Verb:
    """What a button does with the chosen reviews."""

    run: Callable[..., Outcome]
    may: Callable[[User], bool] = may_moderate
    takes: tuple[str, ...] = ()


VERBS = {
    "approve": Verb(moderation.approve),
    "decline": Verb(moderation.decline, takes=("reason", "note")),
    "hide": Verb(moderation.hide, takes=("reason", "note")),
    "spam": Verb(moderation.mark_spam),
    "cover": Verb(curating.cover),
    "uncover": Verb(curating.uncover),
    "pick": Verb(curating.feature, may=may_speak),
    "unpick": Verb(curating.unfeature, may=may_speak),
    "move": Verb(curating.move, takes=("to",)),
}


class PressForm(forms.Form):
    """What comes with a press."""

    press = forms.ChoiceField(choices=[(name, name) for name in VERBS])
    reason = forms.ChoiceField(label=_("Reason"), required=False, choices=[("", ""), *REASONS])
    note = forms.CharField(label=_("Note to the author"), required=False, max_length=200)
    to = forms.CharField(required=False, max_length=500)
    # When the page was made that the button stands on.
    seen = forms.DateTimeField(required=False)

    def clean_to(self) -> Film | None:
        typed = self.cleaned_data["to"]
        return find_film(typed) if self.data.get("press") == "move" else None


def find_film(typed: str) -> Film:
    """The one film of this address or title. Raises ValidationError where there is not one."""
    address = _FILM_ADDRESS.search(typed)
    films = Film.objects.filter(draft_of=None)
    found = films.filter(slug=address[1] if address else typed)[:1] or films.filter(
        title__iexact=typed
    )
    if not found and (named := _TITLE_AND_YEAR.fullmatch(typed)):
        found = films.filter(title__iexact=named[1], year=named[2])
    match list(found[:2]):
        case [film]:
            return film
        case []:
            words = _("There is no film “%s”. Paste the address of its page, or type its title.")
        case _:
            words = _("Several films are called “%s”. Paste the address of the film’s page.")
    raise forms.ValidationError(words % typed)


def carry_out(request: HttpRequest, form: PressForm, reviews: Iterable[Review]) -> None:
    """Do what the button says with these reviews, and say what was done."""
    verb = VERBS[form.cleaned_data["press"]]
    options = {name: form.cleaned_data[name] for name in verb.takes}
    chosen, overtaken = by_time(reviews, request.user, form.cleaned_data["seen"])
    try:
        outcome = verb.run(chosen, by=request.user, **options)
    except moderation.MissingReasonError as error:
        messages.error(request, str(error))
        return
    outcome.refused += [(review, already_decided(review)) for review in overtaken]
    tell(request, outcome)


def by_time(
    reviews: Iterable[Review], user: User, seen: datetime | None
) -> tuple[list[Review], list[Review]]:
    """The reviews as this moderator saw them, and those that another has decided about since."""
    chosen, overtaken = [], []
    for review in reviews:
        is_late = seen and review.decided_at and review.decided_at > seen
        (overtaken if is_late and is_of_another(review, user) else chosen).append(review)
    return chosen, overtaken


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """Say what was done, and name what could not be."""
    if press := outcome.changed and undoing.last_press(request.user):
        messages.success(request, press_words(press))
    elif not outcome.refused:
        messages.warning(request, gettext("Nothing is ticked: choose reviews first."))
    films = Film.objects.only("title", "year").in_bulk({r.film_id for r, _why in outcome.refused})
    for review, why_not in outcome.refused[:MOST_NAMED]:
        messages.warning(request, f"{films.get(review.film_id)}, {review.name}: {why_not}.")
    more = len(outcome.refused) - MOST_NAMED
    if more > 0:
        words: Any = ngettext("%d more could not be done.", "%d more could not be done.", more)
        messages.warning(request, words % more)


def press_words(press: Press) -> str:
    """What somebody pressed last, with its numbers: "3 reviews published, 1 kept as it is."."""
    if press.is_undo:
        number = sum(part[3] for part in press.parts)
        words: Any = ngettext("%d review is as it was.", "%d reviews are as they were.", number)
        return words % number
    parts = [_part_words(*part) for part in press.parts]
    return f"{', '.join(parts)}."


def _part_words(action: str, status: str, reason: str, number: int) -> str:
    words: Any
    match action, status:
        case EventAction.STATUS, ReviewStatus.PUBLISHED:
            words = ngettext("%d review published", "%d reviews published", number)
        case EventAction.STATUS, ReviewStatus.REJECTED:
            words = ngettext("%d review rejected", "%d reviews rejected", number)
        case EventAction.STATUS, ReviewStatus.HIDDEN:
            words = ngettext("%d review hidden", "%d reviews hidden", number)
        case EventAction.STATUS, ReviewStatus.SPAM:
            words = ngettext("%d review called spam", "%d reviews called spam", number)
        case EventAction.KEEP, _status:
            words = ngettext("%d review kept as it is", "%d reviews kept as they are", number)
        case EventAction.REVISION, _status if reason:
            words = ngettext("%d change rejected", "%d changes rejected", number)
        case EventAction.REVISION, _status:
            words = ngettext("%d change published", "%d changes published", number)
        case EventAction.MOVE, _status:
            words = ngettext("%d review moved to another film", "%d reviews moved", number)
        case _:
            words = ngettext("%d review: ", "%d reviews: ", number) % number
            return words + reason[:1].lower() + reason[1:]
    return words % number
