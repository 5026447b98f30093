"""What a browser would send: the fields of a form as the page shows them."""

from html.parser import HTMLParser
from typing import Any


class FormReader(HTMLParser):
    """Collects the fields of the largest form of a page; what stands in a template is not sent."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.templates = 0
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in attributes}
        name = attrs.get("name", "")
        if tag == "template":
            self.templates += 1
        elif tag == "form":
            self.forms.append({})
        elif self.templates or not self.forms:
            return
        elif tag == "input" and name and attrs.get("type") not in ("submit", "file"):
            is_box = attrs.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in attrs:
                self.forms[-1][name] = attrs.get("value", "on" if is_box else "")
        elif tag == "textarea":
            self.textarea = name
            self.forms[-1][name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and ("selected" in attrs or self.select not in self.forms[-1]):
            self.forms[-1][self.select] = attrs.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.forms[-1][self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.templates -= 1
        elif tag == "textarea" and self.textarea:
            text = self.forms[-1][self.textarea]
            self.forms[-1][self.textarea] = text.removeprefix("\r\n").removeprefix("\n")
            self.textarea = ""
        elif tag == "select":
            self.select = ""


def fields_of(response: Any) -> dict[str, str]:
    """Return the names and values that the page's main form would send."""
    reader = FormReader()
    reader.feed(response.content.decode())
    return max(reader.forms, key=len)


def with_row(data: dict[str, str], prefix: str, **values: Any) -> dict[str, str]:
    """Return the fields with one more row in a list, as the button "Add another" makes it."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": str(value) for name, value in values.items()}
    position = {f"{prefix}-{number}-position": str(number)}
    return data | {f"{prefix}-TOTAL_FORMS": str(number + 1)} | position | row


def errors_of(response: Any) -> list[str]:
    """Return every sentence with which a page refuses what was sent, in the page's order."""
    form = response.context["adminform"].form
    sentences = list(form.non_field_errors())
    sentences += [
        words for name, found in form.errors.items() if name != "__all__" for words in found
    ]
    for shown in response.context.get("inline_admin_formsets", []):
        sentences += shown.formset.non_form_errors() if shown.formset.is_bound else []
        for row in shown.formset.forms:
            sentences += [words for found in row.errors.values() for words in found]
    return [str(words) for words in sentences]


def messages_of(response: Any) -> list[str]:
    """Return the messages above the page that a redirect led to."""
    return [str(message) for message in response.context["messages"]]
