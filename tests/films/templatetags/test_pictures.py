"""Pictures keep in sight what their focal point says."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from films.models import Image
from films.templatetags.pictures import picture

CARD_CSS = Path(settings.BASE_DIR) / "static/css/components/card.css"


@pytest.mark.parametrize(
    ("percent", "shown"), [(0, "0"), (4, "0"), (5, "10"), (50, "50"), (76, "80"), (100, "100")]
)
def test_picture_names_the_nearest_tenth(percent, shown):
    image = Image(file="images/aa/aa.webp", width=800, height=1200, focal_x=percent, focal_y=50)

    assert re.findall(r'data-f[xy]="(\d+)"', picture(image)) == [shown, "50"]


def test_stylesheet_knows_every_tenth():
    css = CARD_CSS.read_text()

    for axis in "xy":
        known = re.findall(rf'\[data-f{axis}="(\d+)"\] {{ --f{axis}: \1%; }}', css)
        assert [int(number) for number in known] == [0, 10, 20, 30, 40, 60, 70, 80, 90, 100]
