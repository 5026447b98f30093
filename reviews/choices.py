"""The closed vocabularies of visitors' reviews."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewStatus(TextChoices):
    """Where a review stands; only "published" is public."""

    PENDING = "pending", _("Waiting for a moderator")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Rejected")
    SPAM = "spam", _("Spam")
    HIDDEN = "hidden", _("Hidden")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")


# A person has at most one live review of a film; a live one is edited, never doubled.
LIVE_STATUSES = (ReviewStatus.PENDING, ReviewStatus.PUBLISHED, ReviewStatus.HIDDEN)


class ReviewSource(TextChoices):
    """Who brought a review here; only visitors' scores are counted."""

    VISITOR = "visitor", _("Visitor")
    IMPORT = "import", _("Import")
    EDITOR = "editor", _("Editor")


class HoldReason(TextChoices):
    """Why a review waits for a moderator; none of these looks at the score."""

    MODERATION = "moderation", _("Every review is read first")
    HONEYPOT = "honeypot", _("Filled a field that people cannot see")
    LINK = "link", _("Holds a link")
    REPEATED = "repeated", _("The same words were sent before")


class DecisionReason(TextChoices):
    """Why a moderator turned a review down or took it away."""

    ADVERTISING = "advertising", _("Advertising")
    ABUSE = "abuse", _("Abuse or hate")
    OFF_TOPIC = "off_topic", _("Not about the film")
    PERSONAL_DATA = "personal_data", _("Holds somebody's personal data")
    COPIED = "copied", _("Copied from elsewhere")
    OTHER = "other", _("Another reason")
