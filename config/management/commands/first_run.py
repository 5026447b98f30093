"""Makes a site ready to be served; `make run` calls it at every start.

It does only what is missing.
"""

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from config.checks import sqlite_is_fixed
from films.models import Film
from films.roles import EDITOR, MODERATOR, ensure_roles

SAMPLE = settings.BASE_DIR / "films" / "sample_catalogue"


class Command(BaseCommand):
    help = (
        "Makes the site ready: folders, tables, roles, on a new site the sample catalogue and two"
        " logins, and the static files. Run again, it changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            make_folders()
        except OSError as error:
            raise CommandError(
                f"The setting DATA_DIR names a folder that cannot be used: {error}"
            ) from None
        try:
            self.migrate()
        except DatabaseError as error:
            raise CommandError(
                f"The database (setting DATABASE_URL) cannot be used: {str(error).strip()}"
            ) from error
        for warning in sqlite_is_fixed(databases=[DEFAULT_DB_ALIAS]):
            self.stderr.write(str(warning))
        ensure_roles()
        if not User.objects.exists():
            self.fill()
        self.collect_static()

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the tables of the database ...")
            call_command("migrate", interactive=False, verbosity=0)

    def fill(self) -> None:
        """Give a new site its films and its first two logins, both or neither."""
        with transaction.atomic():
            if not Film.objects.exists():
                self.stdout.write("Loading the sample catalogue ...")
                call_command("import_films", str(SAMPLE), stdout=self.stdout)
            logins = [(role, make_login(role)) for role in (EDITOR, MODERATOR)]
        self.stdout.write(
            f"\nLogins for {settings.SITE_URL}/{settings.ADMIN_PATH}, shown only now:"
        )
        for name, password in logins:
            self.stdout.write(f"    {name:<10}  {password}")
        self.stdout.write(
            "An administrator is made by: .venv/bin/python manage.py createsuperuser\n\n"
        )

    def collect_static(self) -> None:
        """Collect the static files when one of them has changed since the last time."""
        stamp, state = settings.DATA_DIR / "static.stamp", static_state()
        if settings.DEBUG or (stamp.exists() and stamp.read_text() == state):
            return
        self.stdout.write("Collecting the static files ...")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state)


def make_folders() -> None:
    """Make the data folder and the media folder, closed to other users of the machine."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o750)
    settings.MEDIA_ROOT.mkdir(exist_ok=True, mode=0o750)
    settings.STATIC_ROOT.mkdir(exist_ok=True, mode=0o755)


def make_login(role: str) -> str:
    """Make a staff account named after its role; return its password, which is kept nowhere."""
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(role, password=password, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return password


def static_state() -> str:
    """Return a digest that changes with any static file: of its name, size and time of change."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            size, changed = storage.size(name), storage.get_modified_time(name).timestamp()
            digest.update(f"{name} {size} {changed}\n".encode())
    return digest.hexdigest()
