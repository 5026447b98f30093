"""The film guide: everything an editor writes and a visitor reads."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilmsConfig(AppConfig):
    name = "films"
    verbose_name = _("Film guide")
    default_auto_field = "django.db.models.BigAutoField"
