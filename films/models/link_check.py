"""Whether the pages elsewhere that ours point to are still there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import LinkState
from films.models.address_field import AddressField
from films.models.line_field import LineField


class LinkCheck(models.Model):
    """What was found at one address, however many pages of ours point to it.

    ``asked_at`` is written before a page is asked and ``checked_at`` after it has answered: while
    the first is later, somebody is asking, and nobody else asks that host.
    """

    url = AddressField(_("address"), unique=True, blank=False)
    host = LineField(_("host"), max_length=255, blank=True, editable=False, db_index=True)
    state = LineField(_("state"), max_length=10, choices=LinkState, default=LinkState.WAITING)
    status_code = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    words = LineField(_("what was found"), max_length=300, blank=True)
    final_url = LineField(_("leads to"), max_length=2_000, blank=True)
    uses = models.PositiveIntegerField(_("places"), default=0)
    seen_at = models.DateTimeField(_("last seen on our pages"))
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    due_at = models.DateTimeField(_("next check"), db_index=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["url"]
        indexes = [
            models.Index(  # home of the desk: dead links, the most used first
                fields=["-uses", "id"],
                condition=Q(state=LinkState.GONE),
                name="link_check_dead",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(url=""), name="link_check_has_an_address"),
            models.CheckConstraint(
                condition=Q(failures=0) ^ Q(failing_since__isnull=False),
                name="link_check_failing_has_a_beginning",
            ),
        ]

    def __str__(self) -> str:
        return self.url
