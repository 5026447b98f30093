"""The film page as data: it loads and decides, the templates only print."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from films.choices import Job, TagKind, WarningLevel
from films.images.posters import TitleFit, fit_title, palette_name
from films.markdown import Prose, punch_line, render
from films.models import Award, Credit, Faq, Film, FilmTag, Product, Quote, Still, Track, Trivia
from films.page import facts, videos, watching
from films.page.box_office import box_office
from films.page.links import Fact, Link
from films.page.sections import Entry, Section, list_contents, shown_sections
from films.page.similar import similar_films
from films.page.writing import writing_language
from films.runtime import format_runtime

LONG_TITLE = 110  # characters; set large it would fill the screen
CAST_IN_SIGHT = 20  # longer casts fold away what comes after
SYNOPSIS_PREFIX = "synopsis-"


@dataclass(frozen=True)
class Role:
    """A row of the cast, with its anchor."""

    anchor: str
    character: str
    description: str
    player: Link


@dataclass(frozen=True)
class Line:
    """A memorable quote; a spoiler stands behind a veil and has no page of its own."""

    quote: Quote
    speaker: str
    speaker_anchor: str
    url: str


@dataclass(frozen=True)
class Note:
    """Something worth knowing and where it is known from."""

    html: str
    source: str


@dataclass(frozen=True)
class Question:
    """A question and its answer; one without a question is only shown."""

    words: str
    answer: str


class FilmPage:
    """Everything that the page of one film shows.

    Give it a film of ``Film.objects.for_page()``: any other one costs a query for each section.
    Its own queries: one, for the similar films.
    """

    def __init__(self, film: Film) -> None:
        self.film = film
        self.today = timezone.localdate()
        self.credits: list[Credit] = list(film.credits.all())
        self.tags: list[FilmTag] = list(film.film_tags.all())
        self.directors = facts.people_with(self.credits, Job.DIRECTOR)
        self.facts: list[Fact] = facts.overview(film, self.credits)
        self.crew: list[Fact] = facts.crew(self.credits)
        self.cast = self._cast()
        self.quotes = self._quotes()
        self.box_office = box_office(film)
        self.watching = watching.watching(film.offers.all(), today=self.today)
        self.listening = watching.listening(film.offers.all(), today=self.today)
        self.trailer = videos.trailer_of(film.videos.all())
        self.bonus = videos.bonus_of(film.videos.all(), self.trailer)
        self.similar = similar_films(film)
        self.synopsis = render(film.synopsis, SYNOPSIS_PREFIX)
        self.ending = render(film.ending, "ending-")
        self.personal_review = render(film.personal_review, "review-")
        self.watch_note: Prose = render(film.watch_note, "watch-")
        self.soundtrack_note: Prose = render(film.soundtrack_note, "soundtrack-")
        self.trivia = [self._note(row) for row in film.trivia.all()]
        self.questions = [self._question(row) for row in film.faqs.all()]

    # The head ------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        """The page's address on this site; empty while the film has none."""
        return self.film.get_absolute_url() if self.film.slug else ""

    @cached_property
    def name(self) -> str:
        """Title and year, as other pages call the film."""
        return str(self.film)

    @cached_property
    def fit(self) -> TitleFit:
        """How the board sets the title."""
        return fit_title(self.film.title)

    @property
    def is_long_title(self) -> bool:
        """Whether the board sets the title small, as a paragraph."""
        return len(self.film.title) > LONG_TITLE

    @cached_property
    def title_language(self) -> str:
        """The language of the title's letters, where they are not the interface's own."""
        codes = [row.tag.code for row in self.tags if row.tag.kind == TagKind.LANGUAGE]
        return writing_language(self.film.title, codes)

    @cached_property
    def genres(self) -> tuple[Link, ...]:
        return facts.tags_of(self.film, TagKind.GENRE)

    @cached_property
    def palette(self) -> str:
        """The film's colours, as the stylesheet calls them."""
        genre = self.film.poster_palette or (self.genres[0].words if self.genres else "")
        return palette_name(self.film.title, self.film.year, genre, self.film.poster_variant)

    @cached_property
    def credit_line(self) -> list[Link]:
        """What stands in red below the title: directors, year, runtime."""
        rest = [str(self.film.year or ""), self.runtime]
        return [*self.directors, *(Link(words) for words in rest if words)]

    @property
    def runtime(self) -> str:
        return format_runtime(self.film.runtime) if self.film.runtime else ""

    @cached_property
    def scores(self) -> list[dict[str, str]]:
        """The figures of other sites for the head of the page."""
        return [
            {
                "figure": facts.trimmed(score.value),
                "scale": facts.scale_of(score),
                "source": score.get_source_display(),
                "votes": facts.votes_of(score),
            }
            for score in self.film.scores.all()
        ]

    @cached_property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way to the page: films, its first genre, itself."""
        genre = [(link.words, link.url) for link in self.genres[:1]]
        films = (gettext("Films"), reverse("films:film_list"))
        return [films, *genre, (self.film.title, "")]

    # Meta ----------------------------------------------------------------------------------------

    @cached_property
    def meta_title(self) -> str:
        """The words of the tab: the editor's, or the name and what the page tells."""
        if self.film.seo_title:
            return self.film.seo_title
        parts = [
            (self.synopsis, gettext("plot")),
            (self.cast, gettext("cast")),
            (self.quotes, gettext("quotes")),
            (self.ending, gettext("ending explained")),
        ]
        told = ", ".join(words for content, words in parts if content)
        return f"{self.name}: {told}" if told else self.name

    @cached_property
    def meta_description(self) -> str:
        """The sentences for search engines: never the ending, nor anything else behind a veil."""
        if self.film.seo_description or self.film.logline:
            return self.film.seo_description or self.film.logline
        directors = ", ".join(link.words for link in self.directors)
        by = gettext("directed by %(names)s") % {"names": directors} if directors else ""
        return f"{', '.join(filter(None, [self.name, by]))}."

    # Sections ------------------------------------------------------------------------------------

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have something to show, in order."""
        return shown_sections(self)

    @cached_property
    def contents(self) -> tuple[Entry, ...]:
        return list_contents(self)

    @cached_property
    def badly_explained(self) -> tuple[str, str]:
        """The line up to its punch line, and the punch line."""
        return punch_line(self.film.badly_explained)

    def _cast(self) -> list[Role]:
        actors = [credit for credit in self.credits if credit.job == Job.ACTOR]
        return [
            Role(
                f"cast-{place}",
                credit.character,
                credit.description,
                Link(credit.person.name, credit.person.get_absolute_url()),
            )
            for place, credit in enumerate(actors, 1)
        ]

    @property
    def cast_in_sight(self) -> list[Role]:
        return self.cast[:CAST_IN_SIGHT]

    @property
    def cast_folded(self) -> list[Role]:
        return self.cast[CAST_IN_SIGHT:]

    def _quotes(self) -> list[Line]:
        actors = [credit.pk for credit in self.credits if credit.job == Job.ACTOR]
        anchors = {pk: role.anchor for pk, role in zip(actors, self.cast, strict=True)}
        characters = {credit.pk: credit.character for credit in self.credits}
        return [
            Line(
                quote=row,
                speaker=row.speaker or characters.get(row.credit_id or 0, ""),
                speaker_anchor=anchors.get(row.credit_id or 0, ""),
                url=row.get_absolute_url() if self.film.slug and not row.spoiler else "",
            )
            for row in self.film.quotes.all()
        ]

    @cached_property
    def warnings(self) -> list[FilmTag]:
        """The content warnings, those checked and not found as well."""
        return [row for row in self.tags if row.tag.kind == TagKind.WARNING]

    @cached_property
    def warnings_ahead(self) -> list[FilmTag]:
        """The warnings to read before the plot: not those that were checked and not found."""
        return [row for row in self.warnings if row.level != WarningLevel.NONE]

    @cached_property
    def audience(self) -> tuple[Link, ...]:
        """Who would enjoy the film."""
        return facts.tags_of(self.film, TagKind.AUDIENCE)

    @cached_property
    def awards(self) -> list[Award]:
        return list(self.film.awards.all())

    @property
    def has_reviews(self) -> bool:
        """Whether the section of reviews has anything in it."""
        film = self.film
        return bool(
            self.personal_review
            or film.personal_rating
            or self.audience
            or self.warnings
            or film.press_reviews.all()
            or film.audience_reactions.all()
            or film.consensus
            or self.awards
        )

    @cached_property
    def products(self) -> list[Product]:
        return list(self.film.products.all())

    @cached_property
    def tracks(self) -> list[Track]:
        return list(self.film.tracks.all())

    @cached_property
    def stills(self) -> list[Still]:
        return list(self.film.stills.all())

    @staticmethod
    def _note(row: Trivia) -> Note:
        return Note(render(row.text, f"note-{row.pk}-").html, row.source)

    @staticmethod
    def _question(row: Faq) -> Question:
        return Question(row.question, render(row.answer, f"answer-{row.pk}-").html)
