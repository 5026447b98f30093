"""The site as a Django app: its commands, its system checks and what follows a migration."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class SiteConfig(AppConfig):
    name = "config"
    verbose_name = "Site"

    def ready(self) -> None:
        from config import checks  # app ready: registers the system checks

        post_migrate.connect(checks.optimize_sqlite, sender=self)


class DeskConfig(AdminConfig):
    """Django's admin, with the desk as its site."""

    default_site = "films.desk.Desk"
