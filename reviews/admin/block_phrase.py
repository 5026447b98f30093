"""The list of words that hold a review back."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films.admin.text_fields import TextFields
from reviews import phrases
from reviews.models import BlockPhrase, Review

TRIED_ON = 500


class BlockPhraseForm(forms.ModelForm):
    def clean_phrase(self) -> str:
        phrase = self.cleaned_data["phrase"]
        if not phrases.fold(phrase):
            raise forms.ValidationError(_("Give at least one letter or digit."))
        return phrase


@admin.register(BlockPhrase)
class BlockPhraseAdmin(TextFields, admin.ModelAdmin):
    form = BlockPhraseForm
    list_display = ("phrase", "action", "hits", "expires_on")
    list_filter = ("action",)
    search_fields = ("phrase",)
    show_full_result_count = False
    fields = ("phrase", "action", "expires_on")

    def save_model(
        self, request: HttpRequest, obj: BlockPhrase, form: forms.ModelForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        number = times_found(obj.phrase)
        words: Any = ngettext(
            "Of the last 500 reviews with words it would have found %d.",
            "Of the last 500 reviews with words it would have found %d.",
            number,
        )
        messages.info(request, words % number)


def times_found(phrase: str) -> int:
    """In how many of the newest reviews a phrase stands, so that a hasty one is noticed."""
    newest = Review.objects.exclude(body="").order_by("-pk")
    texts = newest.values_list("title", "body", "display_name")[:TRIED_ON]
    return sum(1 for text in texts if phrases.found("\n".join(text), (phrase,)))
