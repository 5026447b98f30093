"""The quick renderer draws to the letter what Django's templates draw."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from films.admin.quick_renderer import QUICK
from films.admin.text_fields import DayInput, MomentInput

CHOICES = [("", "none"), ("a", "A & B"), ("Group", [("g", '"G"')])]
NASTY = "<b>\"'& é</b>"


@pytest.mark.parametrize("value", ["", None, NASTY, "a", 0])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput({"maxlength": 3, "required": True, "data-x": NASTY, "autofocus": False}),
        forms.NumberInput(),
        forms.HiddenInput(),
        forms.URLInput(),
        forms.Textarea({"rows": 2}),
        forms.CheckboxInput(),
        forms.Select(choices=CHOICES),
        forms.RadioSelect(choices=CHOICES[:2]),
        DayInput(),
        MomentInput(),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_quick_renderer_draws_what_django_draws(widget, value):
    drawn = [
        widget.render("n", value, {"id": "i"}, renderer) for renderer in (QUICK, DjangoTemplates())
    ]

    assert parse_html(drawn[0]) == parse_html(drawn[1])


def test_quick_renderer_draws_labels_and_faults_as_django_does():
    class OneForm(forms.Form):
        a = forms.CharField(label=NASTY)

    drawn = [OneForm({}, renderer=renderer) for renderer in (QUICK, DjangoTemplates())]

    assert len({form["a"].label_tag(attrs={"class": "x"}) for form in drawn}) == 1
    assert len({str(form["a"].errors) for form in drawn}) == 1
