"""Files as other sites and spreadsheets write them."""

import csv
import io
from pathlib import Path
from typing import Any

# The columns that Site Reviews 8.3 exports, in its order.
COLUMNS = (
    "date",
    "date_gmt",
    "title",
    "content",
    "rating",
    "name",
    "email",
    "avatar",
    "ip_address",
    "is_approved",
    "is_pinned",
    "is_verified",
    "score",
    "terms",
    "author_id",
    "assigned_posts",
    "assigned_terms",
    "assigned_users",
    "geolocation",
    "response",
    "response_by",
    "verified",
    "verified_on",
    "verified_requested",
)
USUAL = {
    "date": "2024-01-15 20:30:00",
    "date_gmt": "2024-01-15 19:30:00",
    "title": "Worth the evening",
    "content": "It is quiet, and it stays with you.",
    "rating": "4",
    "name": "Ida",
    "ip_address": "198.51.100.7",
    "avatar": "https://avatar.example/1.png",
    "is_approved": "1",
    "is_pinned": "0",
    "terms": "1",
    "assigned_posts": "movie:nosferatu-1922",
}


def site_reviews(path: Path, *rows: dict[str, Any], without: tuple[str, ...] = ()) -> Path:
    """Write a file of Site Reviews with these rows, each a usual one where it says nothing else."""
    names = [name for name in COLUMNS if name not in without]
    out = io.StringIO()
    table = csv.DictWriter(out, names, restval="", extrasaction="ignore")
    table.writeheader()
    table.writerows(USUAL | row for row in rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path
