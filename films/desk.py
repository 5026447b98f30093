"""The site of the desk: Django's admin with a home of its own."""

from django.contrib import admin


class Desk(admin.AdminSite):
    """Where editors and moderators work; config/apps.py makes it the default admin site."""
