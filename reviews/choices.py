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

# From where to where. Whatever stands here an author may also withdraw; a withdrawn review stays
# withdrawn, because its words are gone. Rejected to pending is the author's one appeal.
TRANSITIONS: dict[str, tuple[str, ...]] = {
    ReviewStatus.PENDING: (
        ReviewStatus.PUBLISHED,
        ReviewStatus.REJECTED,
        ReviewStatus.SPAM,
        ReviewStatus.HIDDEN,
        ReviewStatus.WITHDRAWN,
    ),
    ReviewStatus.PUBLISHED: (ReviewStatus.HIDDEN, ReviewStatus.SPAM, ReviewStatus.WITHDRAWN),
    ReviewStatus.REJECTED: (
        ReviewStatus.PUBLISHED,
        ReviewStatus.PENDING,
        ReviewStatus.WITHDRAWN,
    ),
    ReviewStatus.SPAM: (ReviewStatus.PUBLISHED, ReviewStatus.WITHDRAWN),
    ReviewStatus.HIDDEN: (ReviewStatus.PUBLISHED, ReviewStatus.WITHDRAWN),
    ReviewStatus.WITHDRAWN: (),
}


class ReviewSource(TextChoices):
    """Who brought a review here; only visitors' scores are counted."""

    VISITOR = "visitor", _("Visitor")
    IMPORT = "import", _("Import")
    EDITOR = "editor", _("Editor")


class SetAside(TextChoices):
    """Why a published score is stored and not counted."""

    EMBARGO = "embargo", _("Given before the film's release; counts from that day on")
    STORM = "storm", _("Part of an unusual wave that is being checked")
    VOID = "void", _("Part of a wave that was found to be no opinion of visitors")


class HoldReason(TextChoices):
    """Why a review waits for a moderator; none of these looks at the score."""

    MODERATION = "moderation", _("Every review is read first")
    HONEYPOT = "honeypot", _("Filled a field that people cannot see")
    LINK = "link", _("Holds a link")
    LINKS = "links", _("Holds three links or more")
    REPEATED = "repeated", _("The same words were sent before")
    SIMILAR = "similar", _("Nearly the same words were sent before")
    PHRASE = "phrase", _("Holds words that are on the list")
    FAST = "fast", _("Sent within three seconds of opening the form")
    BUSY = "busy", _("Many reviews of this film came from the same network")
    APPEAL = "appeal", _("Its author asks to look again")


# What is called spam at once; everything else only waits.
SPAM_REASONS = (HoldReason.HONEYPOT, HoldReason.LINKS)


class DecisionReason(TextChoices):
    """Why a review was turned down or taken away; its author reads these words."""

    ADVERTISING = "advertising", _("Advertising")
    ABUSE = "abuse", _("Abuse or hate")
    OFF_TOPIC = "off_topic", _("Not about the film")
    PERSONAL_DATA = "personal_data", _("Holds somebody's personal data")
    COPIED = "copied", _("Copied from elsewhere")
    REPORTED = "reported", _("Several readers reported it; a moderator is looking at it")
    AUTHOR = "author", _("Withdrawn by its author")
    OTHER = "other", _("Another reason")


class SpoilerBy(TextChoices):
    """Who said that a review gives something away."""

    AUTHOR = "author", _("Its author")
    READER = "reader", _("Readers")
    EDITOR = "editor", _("A moderator")


class RevisionStatus(TextChoices):
    """What became of a version of a review's words that is not the one on the page."""

    PENDING = "pending", _("Waiting for a moderator")
    SUPERSEDED = "superseded", _("Replaced by its author")
    REJECTED = "rejected", _("Rejected")


class ReportReason(TextChoices):
    """What a reader says is wrong with a review."""

    SPOILER = "spoiler", _("It gives something away and is not folded up")
    ABUSE = "abuse", _("It is abusive or hateful")
    ADVERTISING = "advertising", _("It is advertising")
    OFF_TOPIC = "off_topic", _("It is not about this film")
    OTHER = "other", _("Something else")


class Opening(TextChoices):
    """From when on a film may be rated."""

    RELEASE = "release", _("From its release date on")
    OPEN = "open", _("At any time")
    EARLY = "early", _("At any time; what comes before the release counts from that day on")
    CLOSED = "closed", _("Not at all")


class StormOutcome(TextChoices):
    """How an unusual wave of ratings ended."""

    RELEASED = "released", _("All of its ratings count")
    VOIDED = "voided", _("None of its ratings count")


class PhraseAction(TextChoices):
    """What happens to a review that holds a listed phrase."""

    HOLD = "hold", _("It waits for a moderator")
    SPAM = "spam", _("It is called spam")


class EventAction(TextChoices):
    """What a line of the log tells."""

    STATUS = "status", _("Status changed")
    KEEP = "keep", _("Looked at and kept as it is")
    REVISION = "revision", _("Changed words decided")
    SPOILER = "spoiler", _("Folded up or unfolded")
    FEATURE = "feature", _("Picked or no longer picked")
    REPLY = "reply", _("Answered")
    SET_ASIDE = "set_aside", _("Set aside or counted again")
    MOVE = "move", _("Moved to another film")
    ERASE = "erase", _("Deleted for good")


class MailKind(TextChoices):
    """The messages that the site sends about reviews."""

    CONFIRM = "confirm", _("Confirm your address")
    PUBLISHED = "published", _("Your review is on the page")
    DECLINED = "declined", _("Your review was not published")
    COVERED = "covered", _("Your review was folded up")
    REPLIED = "replied", _("An editor has answered your review")
    RECOVERY = "recovery", _("Your reviews")
    DIGEST = "digest", _("What waits for the moderators")
