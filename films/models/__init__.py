"""Every table of the film guide, one noun a file."""

from films.models.audience_reaction import AudienceReaction
from films.models.autosave import Autosave
from films.models.award import Award
from films.models.collection import Collection, CollectionItem
from films.models.credit import Credit
from films.models.deletion import Deletion
from films.models.faq import Faq
from films.models.film import Film
from films.models.film_event import FilmEvent
from films.models.film_tag import FilmTag
from films.models.image import Image
from films.models.import_item import ImportItem
from films.models.import_run import ImportRun
from films.models.link_check import LinkCheck
from films.models.merge import Merge
from films.models.missed_search import MissedSearch
from films.models.offer import Offer
from films.models.page_block import PageBlock
from films.models.person import Person
from films.models.possible_double import DoubleSearch, PossibleDouble
from films.models.presence import Presence
from films.models.press_review import PressReview
from films.models.preview_link import PreviewLink
from films.models.preview_sheet import PreviewSheet
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
    "Autosave",
    "Award",
    "Collection",
    "CollectionItem",
    "Credit",
    "Deletion",
    "DoubleSearch",
    "Faq",
    "Film",
    "FilmEvent",
    "FilmTag",
    "Image",
    "ImportItem",
    "ImportRun",
    "LinkCheck",
    "Merge",
    "MissedSearch",
    "Offer",
    "PageBlock",
    "Person",
    "PossibleDouble",
    "Presence",
    "PressReview",
    "PreviewLink",
    "PreviewSheet",
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
