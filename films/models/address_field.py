"""The address of a page elsewhere."""

from typing import Any

from django import forms
from django.core.validators import URLValidator

from films.models.line_field import LineField


class AddressField(LineField):
    """An absolute http or https address; nothing else may become a link on a page."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"widget": forms.URLInput, **kwargs})
