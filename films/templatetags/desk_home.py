"""Times as the home of the desk writes them."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from films.desk_home.panels import moment

register = template.Library()


@register.filter
def desk_moment(at: datetime, with_time: bool = False) -> str:
    """Write a time in few words; ``with_time`` gives the hour of other days as well."""
    is_today = timezone.localtime(at).date() == timezone.localdate()
    if is_today or not with_time:
        return moment(at)
    return f"{moment(at)}, {date_format(timezone.localtime(at), 'H:i')}"
