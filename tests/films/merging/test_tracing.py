"""What names somebody or something by an old name finds the one it is now."""

import json

import pytest

from films.choices import MergeKind
from films.importers.guide import import_guide
from films.merging.joining import merge
from films.merging.parting import part
from films.merging.tracing import number_now, person_at, person_named
from films.models import Person, Provider, Tag
from tests.factories import make_person, make_provider, make_tag

pytestmark = pytest.mark.django_db


def test_chain_of_merges_is_followed_to_its_end():
    one, two, three = make_person("One"), make_person("Two"), make_person("Three")
    numbers = [one.pk, two.pk, three.pk]
    merge(two, [one], by=None)
    merge(three, [two], by=None)

    assert [number_now(MergeKind.PERSON, number) for number in numbers] == [
        three.pk,
        three.pk,
        None,
    ]
    assert person_named("One") == person_at("one") == three


def test_undone_merge_leads_nowhere():
    one, two = make_person("One"), make_person("Two")
    part(merge(two, [one], by=None)[0], by=None)

    assert (person_named("One"), person_at("one")) == (None, None)


@pytest.mark.parametrize("slug", ["", "a/b", "../x", "x" * 900, "a b", "%00"])
def test_slug_that_is_none_leads_nowhere(slug):
    assert person_at(slug) is None


def test_guide_from_before_a_merge_brings_nothing_back(tmp_path):
    merge(make_person("John Hawkes"), [make_person("J. Hawkes")], by=None)
    merge(make_tag("Drama"), [make_tag("Drame")], by=None)
    merge(make_provider("Apple TV"), [make_provider("AppleTV")], by=None)
    (tmp_path / "films").mkdir()
    (tmp_path / "people").mkdir()
    person = {"marquee": 1, "slug": "j-hawkes", "name": "J. Hawkes", "biography": "Old."}
    (tmp_path / "people/j-hawkes.json").write_text(json.dumps(person))
    tags = [{"kind": "genre", "name": "Drame", "slug": "drame"}]
    (tmp_path / "tags.json").write_text(json.dumps(tags))
    services = [{"name": "AppleTV", "slug": "appletv", "kind": "video", "active": True}]
    (tmp_path / "providers.json").write_text(json.dumps(services))

    report = import_guide(tmp_path)

    assert report.as_json() == {
        "new": {},
        "changed": {},
        "same": {"tags": 1, "providers": 1, "people": 1},
    }
    assert (Person.objects.count(), Tag.objects.count(), Provider.objects.count()) == (1, 1, 1)
