"""The pages that a new site starts with can be changed in their form."""

import json

import pytest

from config.settings import BASE_DIR
from films.admin.film_inlines import TagInline, WarningInline

SAMPLES = sorted((BASE_DIR / "films/sample_catalogue/films").glob("*.json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_tag_of_a_sample_page_belongs_into_a_list_of_its_form(path):
    tags = json.loads(path.read_text())["tags"]

    outside = [
        tag for tag in tags if tag["kind"] not in {*TagInline.tag_kinds, *WarningInline.tag_kinds}
    ]

    assert outside == []
