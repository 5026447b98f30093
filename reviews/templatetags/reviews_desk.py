"""What the desk's pages of reviews print of the log and of changed words."""

from django import template

from films.word_changes import IN, OUT, Stretch
from reviews.admin.entries import event_words, reason_words
from reviews.models import ModerationEvent

register = template.Library()


@register.filter
def event(line: ModerationEvent) -> str:
    """What a line of the log says: "Published → Hidden"."""
    return event_words(line)


@register.filter
def reason(line: ModerationEvent) -> str:
    """Why, in the words that authors read."""
    return reason_words(line)


@register.filter
def element(stretch: Stretch) -> str:
    """The HTML element for words that were put in, taken out or kept: ins, del, span."""
    return {IN: "ins", OUT: "del"}.get(stretch.change, "span")
