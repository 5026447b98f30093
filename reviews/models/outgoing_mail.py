from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.choices import MailKind
from reviews.models.review import Review


class OutgoingMail(models.Model):
    """A message still to be sent. The address is read from the review's contact when it goes out:
    erasing that contact stops the message. Links in it are made then, and stored nowhere.
    """

    kind = LineField(_("kind"), max_length=10, choices=MailKind)
    review = models.ForeignKey(
        Review,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("review"),
        help_text=_("Empty: to the moderators."),
    )
    due_at = models.DateTimeField(_("due"), default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = LineField(_("last error"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("queued"), default=timezone.now)

    class Meta:
        verbose_name = _("message to be sent")
        verbose_name_plural = _("messages to be sent")
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}"
