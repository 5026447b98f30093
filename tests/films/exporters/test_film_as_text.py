"""Films in the database come back from their text pages."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis.extra.django import TestCase

from films.document import dump, load
from films.document_fields import EDITORIAL, FORMAT, DocumentError
from films.exporters.text_page import render
from films.importers.text_page import parse, text_part
from tests.films.film_documents import documents


class FilmAsTextTest(TestCase):
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents)
    def test_import_of_an_export_is_the_same_film(self, document):
        try:
            film = load({"marquee": FORMAT, **text_part(document)})
        except DocumentError:
            assume(False)  # a name that is too long for its column

        copy = load({"marquee": FORMAT, **parse(render(dump(film))).document})

        assert words(copy) == words(film)


def words(film) -> dict:
    """Return the document of a film without its address, the one thing that must differ."""
    document = {name: value for name, value in dump(film).items() if name not in EDITORIAL}
    document.pop("sort_title", None)
    return document
