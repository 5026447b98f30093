import pytest

from films.choices import LinkState
from films.links.results import dead_links, results_for
from films.models import LinkCheck
from tests.films.links.test_checking import NOW, make_link

pytestmark = pytest.mark.django_db
FAILED = {"failures": 3, "failing_since": NOW, "checked_at": NOW, "words": "404 Not Found"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Not checked yet."),
        ({"state": "good"}, "Answers."),
        ({"state": "moved", "final_url": "https://b.example/"}, "Has moved to https://b.example/"),
        ({"state": "gone", **FAILED}, "Not there since March 1, 2027: 404 Not Found"),
        ({"state": "failing", **FAILED}, "Does not answer since March 1, 2027: 404 Not Found"),
        (
            {"state": "unclear", "words": "403 Forbidden"},
            "Answers, but does not let us look: 403 Forbidden",
        ),
        (
            {"state": "refused", "words": "Only http and https are asked."},
            "Was not asked: Only http and https are asked.",
        ),
    ],
)
def test_result_in_words(fields, sentence):
    make_link(**fields)

    assert results_for(["https://a.example/"])["https://a.example/"].sentence == sentence


def test_results_for_many_cost_one_query(django_assert_num_queries):
    make_link()
    urls = [f"https://a.example/{number}" for number in range(400)]

    with django_assert_num_queries(1):
        found = results_for(["https://a.example/", "", *urls])

    assert list(found) == ["https://a.example/"]


def test_dead_links_are_those_that_are_gone_for_good():
    for state in LinkState:
        fields = FAILED if state in ("gone", "failing") else {}
        make_link(f"https://a.example/{state}", state=state, **fields)

    found = dead_links(LinkCheck.objects.values_list("url", flat=True))

    assert found == {"https://a.example/gone": "404 Not Found"}
