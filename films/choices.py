"""The closed vocabularies of a film page: what may stand in a field that offers a choice.

The stored values are part of the film document (docs/document.md) and never change their meaning.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class FilmStatus(TextChoices):
    """Where a page stands on its way to the public; "scheduled" is published with a date ahead."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class TagKind(TextChoices):
    """The vocabularies that films are browsed by."""

    GENRE = "genre", _("Genre")
    MOOD = "mood", _("Mood")
    THEME = "theme", _("Theme")
    AUDIENCE = "audience", _("Who would enjoy it")
    WARNING = "warning", _("Content warning")
    COUNTRY = "country", _("Country")
    LANGUAGE = "language", _("Language")
    COMPANY = "company", _("Company")
    AWARD = "award", _("Award body")


class WarningLevel(TextChoices):
    """How strong the content is that a warning names; "none" says that it was checked."""

    NONE = "none", _("None")
    MILD = "mild", _("Mild")
    MODERATE = "moderate", _("Moderate")
    SEVERE = "severe", _("Severe")


class Job(TextChoices):
    """What a person did on a film, in the order in which credits are read."""

    DIRECTOR = "director", _("Director")
    WRITER = "writer", _("Writer")
    ACTOR = "actor", _("Actor")
    PRODUCER = "producer", _("Producer")
    COMPOSER = "composer", _("Composer")
    CINEMATOGRAPHER = "cinematographer", _("Cinematographer")
    EDITOR = "editor", _("Film editor")
    PRODUCTION_DESIGNER = "production_designer", _("Production designer")
    COSTUME_DESIGNER = "costume_designer", _("Costume designer")


class ScoreSource(TextChoices):
    """Other sites whose figures a page quotes; shown with link and date, never marked up."""

    IMDB = "imdb", _("IMDb")
    ROTTEN_TOMATOES = "rotten_tomatoes", _("Rotten Tomatoes")
    ROTTEN_TOMATOES_AUDIENCE = "rotten_tomatoes_audience", _("Rotten Tomatoes audience")
    METACRITIC = "metacritic", _("Metacritic")
    LETTERBOXD = "letterboxd", _("Letterboxd")


class VideoKind(TextChoices):
    """What a video is; the trailer stands in the head of the page, the others in Bonus."""

    TRAILER = "trailer", _("Trailer")
    TEASER = "teaser", _("Teaser")
    CLIP = "clip", _("Clip")
    FEATURETTE = "featurette", _("Featurette")
    INTERVIEW = "interview", _("Interview")
    FILM = "film", _("The whole film")
    BONUS = "bonus", _("Bonus")


class VideoProvider(TextChoices):
    """Where a video plays from."""

    YOUTUBE = "youtube", _("YouTube")
    VIMEO = "vimeo", _("Vimeo")
    FILE = "file", _("Own file")


class ProviderKind(TextChoices):
    """What a service offers: films to watch, or music to hear."""

    VIDEO = "video", _("Film service")
    MUSIC = "music", _("Music service")


class Access(TextChoices):
    """How an offer lets one see the film, or (listen) hear its soundtrack."""

    STREAM = "stream", _("Stream")
    FREE = "free", _("Free")
    RENT = "rent", _("Rent")
    BUY = "buy", _("Buy")
    DVD = "dvd", _("DVD")
    BLURAY = "bluray", _("Blu-ray")
    CINEMA = "cinema", _("Cinema")
    LISTEN = "listen", _("Listen")


class Verdict(TextChoices):
    """What a press review comes to."""

    POSITIVE = "positive", _("Positive")
    MIXED = "mixed", _("Mixed")
    NEGATIVE = "negative", _("Negative")


class ProductKind(TextChoices):
    """What a related product is."""

    BOOK = "book", _("Book")
    DOCUMENTARY = "documentary", _("Documentary")
    DISC = "disc", _("Disc")
    SOUNDTRACK = "soundtrack", _("Soundtrack album")
    POSTER = "poster", _("Poster")
    MERCHANDISE = "merchandise", _("Merchandise")


class RevisionKind(TextChoices):
    """Why a revision was recorded."""

    SAVE = "save", _("Saved")
    SUBMIT = "submit", _("Submitted for review")
    PUBLISH = "publish", _("Published")
    UNPUBLISH = "unpublish", _("Unpublished")
    IMPORT = "import", _("Imported")
    RESTORE = "restore", _("Restored")


class ImportKind(TextChoices):
    """What an import run read."""

    TEXT_PAGE = "text_page", _("Text page")
    DOCUMENT = "document", _("Marquee documents")


class PosterVariant(IntegerChoices):
    """Which of its genre's three palettes a drawn poster takes."""

    FIRST = 0, _("First palette")
    SECOND = 1, _("Second palette")
    THIRD = 2, _("Third palette")
