"""The form of a rating and a review: nothing is required but a score or some words."""

import re
import uuid
from dataclasses import fields as fields_of
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews import emails, openings, scores, words
from reviews.choices import Opening
from reviews.editing import Draft, pending_revision
from reviews.form_marks import trap_name, trap_names
from reviews.models import Review
from reviews.models.review import LONGEST

# Not int(): that takes "٥", "5_0" and " 5" for numbers, which no radio of ours sends.
SCORE = re.compile(r"[1-9]|10")
VERDICTS = {
    1: _("walked out"),
    2: _("regret it"),
    3: _("weak"),
    4: _("not for me"),
    5: _("middling"),
    6: _("decent"),
    7: _("good"),
    8: _("very good"),
    9: _("wonderful"),
    10: _("one of the best ever"),
}


def grouped(number: int) -> str:
    """A number as people write it: 5,000."""
    return number_format(number, use_l10n=True, force_grouping=True)


def parse_score(text: str | None) -> int | None:
    """A score of 1 to 10 in plain digits; None for anything else."""
    return int(text) if text and SCORE.fullmatch(text) else None


def rules_in_force(film: Film) -> dict[str, Any]:
    """What a form tells of what happens to a review of this film; load the film with its rating."""
    rating = film.rating if hasattr(film, "rating") else None
    opening = rating.opening if rating else Opening.RELEASE
    return {
        "is_open": openings.is_open(film, opening),
        "opens_on": openings.opens_on(film, opening),
        "counts_from": openings.counts_from(film, opening),
        "is_frozen": rating is not None and rating.frozen_since is not None,
        "moderation": settings.REVIEWS_MODERATION,
        "is_delivered": emails.is_delivered(),
    }


class ScoreField(forms.Field):
    """One of ten radios, or the eleventh that says "no rating" and sends an empty value."""

    default_error_messages = {
        "invalid": _("Choose one of the ten ratings, ½ to 5 stars, or “No rating”.")
    }

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        score = parse_score(value)
        if score is None:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return score


class WordsField(forms.Field):
    """Plain text, cleaned first and counted by code points afterwards."""

    def __init__(self, *, longest: int, is_line: bool = False, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.longest, self.is_line = longest, is_line

    def to_python(self, value: Any) -> str:
        text = words.clean_line(value or "") if self.is_line else words.clean(value or "")
        if len(text) > self.longest:
            raise forms.ValidationError(
                _("Shorten this to %(longest)s characters; it has %(length)s."),
                "too_long",
                {"longest": grouped(self.longest), "length": grouped(len(text))},
            )
        return text


class ReviewForm(forms.Form):
    """What stands in the Rate section of a film page and on the form's own page."""

    score = ScoreField(required=False, label=_("Your rating"))
    title = WordsField(longest=LONGEST["title"], is_line=True, label=_("Headline"))
    body = WordsField(longest=LONGEST["body"], label=_("Your review"))
    display_name = WordsField(
        longest=LONGEST["display_name"], is_line=True, label=_("Name to show")
    )
    email = forms.EmailField(
        required=False,
        max_length=254,
        label=_("E-mail"),
        error_messages={"invalid": _("Write the address in full, like name@example.org.")},
    )
    wants_mail = forms.BooleanField(required=False)
    contains_spoilers = forms.BooleanField(required=False)
    # What the visitor answered when asked whether the words give the ending away.
    spoiler_answer = forms.ChoiceField(
        required=False, choices=[("fold", ""), ("cover", ""), ("no", "")]
    )
    # "Let me edit on this device": only then does the browser keep a key.
    remember = forms.BooleanField(required=False)
    idempotency_key = forms.CharField(required=False)
    issued = forms.CharField(required=False)
    # The form's own page shows what is stored already; there an empty field means "take it out".
    shows_stored = forms.BooleanField(required=False)

    use_required_attribute = False

    def clean_idempotency_key(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.cleaned_data["idempotency_key"])
        except ValueError:
            return None

    @property
    def trap(self) -> str:
        """The name of the field that people cannot see."""
        return trap_name()

    @property
    def is_trapped(self) -> bool:
        """Whether the field was filled in that people cannot see."""
        return any(self.data.get(name) for name in trap_names())

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        has_error = "score" in self.errors or "body" in self.errors
        if not has_error and data.get("score") is None and not data.get("body"):
            self.add_error("score", _("Choose a rating or write something"))
        return data

    def draft(self) -> Draft:
        """What was typed, cleaned; only of a valid form."""
        names = [field.name for field in fields_of(Draft)]
        return Draft(**{name: self.cleaned_data[name] for name in names})

    @classmethod
    def of_review(cls, review: Review) -> "ReviewForm":
        """The form with a stored review in it, to be changed; the e-mail stays where it is.

        Changed words that still wait for a moderator are what its author wrote last.
        """
        latest = pending_revision(review) or review
        typed = {field.name: getattr(latest, field.name) for field in fields_of(Draft)}
        return cls(initial=typed | {"score": review.score})

    @property
    def chosen_score(self) -> int | None:
        """The radio that is marked."""
        value = self["score"].value()
        return value if isinstance(value, int) else parse_score(value)

    @property
    def radios(self) -> list[dict[str, Any]]:
        """The ten radios with their words."""
        return [
            {
                "value": score,
                "label": scores.half_stars(score),
                "verdict": VERDICTS[score],
                "is_chosen": score == self.chosen_score,
            }
            for score in range(scores.LOWEST, scores.HIGHEST + 1)
        ]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each error with the id of the field that it is about, for the summary.

        The summary stands away from the fields, so it names them; only the rating's says it itself.
        """
        return [
            ("id_score_1", message)
            if name == "score"
            else (f"id_{name}", f"{self.fields[name].label}: {message}")
            for name, messages in self.errors.items()
            for message in messages
        ]
