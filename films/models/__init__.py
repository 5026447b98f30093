"""Every table of the film guide, one noun a file."""

from films.models.audience_reaction import AudienceReaction
from films.models.award import Award
from films.models.collection import Collection, CollectionItem
from films.models.credit import Credit
from films.models.faq import Faq
from films.models.film import Film
from films.models.film_tag import FilmTag
from films.models.image import Image
from films.models.import_run import ImportRun
from films.models.offer import Offer
from films.models.page_block import PageBlock
from films.models.person import Person
from films.models.press_review import PressReview
from films.models.product import Product
from films.models.provider import Provider
from films.models.quote import Quote
from films.models.redirect import Redirect
from films.models.revision import Revision
from films.models.score import Score
from films.models.similar_film import SimilarFilm
from films.models.still import Still
from films.models.tag import Tag
from films.models.track import Track
from films.models.trivia import Trivia
from films.models.video import Video

__all__ = [
    "AudienceReaction",
    "Award",
    "Collection",
    "CollectionItem",
    "Credit",
    "Faq",
    "Film",
    "FilmTag",
    "Image",
    "ImportRun",
    "Offer",
    "PageBlock",
    "Person",
    "PressReview",
    "Product",
    "Provider",
    "Quote",
    "Redirect",
    "Revision",
    "Score",
    "SimilarFilm",
    "Still",
    "Tag",
    "Track",
    "Trivia",
    "Video",
]
