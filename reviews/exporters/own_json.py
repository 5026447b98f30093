"""Reviews as a JSON file from which import_reviews makes the same reviews again."""

import json
from collections.abc import Iterable
from typing import TextIO

from django.utils import timezone

from reviews import review_document
from reviews.importers.own_json import LAST_LINE, first_line
from reviews.models import Review


def write(file: TextIO, reviews: Iterable[Review]) -> int:
    """Write the reviews, one a line, and return their number; film and answer must be loaded."""
    file.write(first_line(exported_at=timezone.now().isoformat()))
    count = 0
    for count, review in enumerate(reviews, 1):
        document = json.dumps(review_document.dump(review), ensure_ascii=False)
        file.write(("," if count > 1 else "") + "\n" + document)
    file.write(f"\n{LAST_LINE}\n")
    return count
