from reviews.models.daily_salt import DailySalt
from reviews.models.film_rating import FilmRating
from reviews.models.moderation_event import ModerationEvent
from reviews.models.review import Review
from reviews.models.review_access import ReviewAccess
from reviews.models.review_contact import ReviewContact
from reviews.models.review_signal import ReviewSignal

__all__ = [
    "DailySalt",
    "FilmRating",
    "ModerationEvent",
    "Review",
    "ReviewAccess",
    "ReviewContact",
    "ReviewSignal",
]
