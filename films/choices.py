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
    COPY = "copy", _("Saved as a working copy")
    SUBMIT = "submit", _("Submitted for review")
    RETURN = "return", _("Returned to its writer")
    SCHEDULE = "schedule", _("Scheduled")
    PUBLISH = "publish", _("Published")
    UNPUBLISH = "unpublish", _("Unpublished")
    IMPORT = "import", _("Imported")
    RESTORE = "restore", _("Restored")
    UNDO = "undo", _("Import undone")
    MERGE = "merge", _("Merged")


class ImportKind(TextChoices):
    """What an import run read."""

    TEXT_PAGE = "text_page", _("Text page")
    DOCUMENT = "document", _("Marquee documents")
    CSV = "csv", _("Table (CSV)")


class PosterVariant(IntegerChoices):
    """Which of its genre's three palettes a drawn poster takes."""

    FIRST = 0, _("First palette")
    SECOND = 1, _("Second palette")
    THIRD = 2, _("Third palette")


class ImportState(TextChoices):
    """How far an import has come."""

    READING = "reading", _("Being read")
    COLUMNS = "columns", _("Waits for its columns")
    COMPARING = "comparing", _("Being compared")
    PLANNED = "planned", _("Looked at")
    RUNNING = "running", _("Running")
    DONE = "done", _("Taken over")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


class ItemState(TextChoices):
    """What became of one film of an import."""

    READ = "read", _("Not compared yet")
    PLANNED = "planned", _("Waiting")
    SAME = "same", _("Nothing to change")
    DONE = "done", _("Taken over")
    SKIPPED = "skipped", _("Left out")
    REFUSED = "refused", _("Refused")
    UNDONE = "undone", _("Undone")
    KEPT = "kept", _("Kept: changed by hand since")


class EventVerb(TextChoices):
    """The steps in the life of a page."""

    MADE = "made", _("made")
    BEGUN = "begun", _("began a working copy")
    DISCARDED = "discarded", _("discarded the working copy")
    SUBMITTED = "submitted", _("submitted for review")
    RETURNED = "returned", _("returned to its writer")
    SCHEDULED = "scheduled", _("scheduled")
    UNSCHEDULED = "unscheduled", _("called off")
    PUBLISHED = "published", _("published")
    UPDATED = "updated", _("published the changes")
    UNPUBLISHED = "unpublished", _("unpublished")
    ARCHIVED = "archived", _("archived")
    RESTORED = "restored", _("restored an earlier version")
    MOVED = "moved", _("changed the address")
    IMPORTED = "imported", _("imported")
    UNDONE = "undone", _("undid an import")
    MERGED = "merged", _("merged")
    SHARED = "shared", _("made a link to the preview")
    UNSHARED = "unshared", _("took a link to the preview back")
    DELETED = "deleted", _("deleted")
    RECOVERED = "recovered", _("brought back")


class DeletedKind(TextChoices):
    """What can be had back after it was deleted."""

    FILM = "film", _("Film")
    PERSON = "person", _("Person")
    TAG = "tag", _("Tag")
    COLLECTION = "collection", _("Collection")


class MergeKind(TextChoices):
    """What can be merged."""

    PERSON = "person", _("Person")
    TAG = "tag", _("Tag")
    PROVIDER = "provider", _("Service")


class LinkState(TextChoices):
    """What was last found at an address elsewhere."""

    WAITING = "waiting", _("Not checked yet")
    GOOD = "good", _("Answers")
    MOVED = "moved", _("Has moved")
    GONE = "gone", _("Not there any more")
    FAILING = "failing", _("Does not answer")
    UNCLEAR = "unclear", _("Does not let us look")
    REFUSED = "refused", _("Not asked")
