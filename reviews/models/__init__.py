from reviews.models.block_phrase import BlockPhrase
from reviews.models.daily_salt import DailySalt
from reviews.models.film_rating import FilmRating
from reviews.models.helpful_vote import HelpfulVote
from reviews.models.moderation_event import ModerationEvent
from reviews.models.outgoing_mail import OutgoingMail
from reviews.models.report import Report
from reviews.models.review import Review
from reviews.models.review_access import ReviewAccess
from reviews.models.review_contact import ReviewContact
from reviews.models.review_reply import ReviewReply
from reviews.models.review_revision import ReviewRevision
from reviews.models.review_signal import ReviewSignal
from reviews.models.site_figures import SiteFigures
from reviews.models.storm import Storm
from reviews.models.text_print import TextPrint
from reviews.models.throttle_bucket import ThrottleBucket

__all__ = [
    "BlockPhrase",
    "DailySalt",
    "FilmRating",
    "HelpfulVote",
    "ModerationEvent",
    "OutgoingMail",
    "Report",
    "Review",
    "ReviewAccess",
    "ReviewContact",
    "ReviewReply",
    "ReviewRevision",
    "ReviewSignal",
    "SiteFigures",
    "Storm",
    "TextPrint",
    "ThrottleBucket",
]
