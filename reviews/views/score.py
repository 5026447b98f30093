"""How a film's score is made: the page, and the same as JSON (docs/scores.md)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from films.models import Film
from films.views.public_page import public_page
from films.views.read_only import read_only
from reviews.models import Storm
from reviews.score_sheet import Line, ScoreSheet, score_sheet
from reviews.views.film_of import crumbs, film_or_moved


@read_only
@public_page
def score(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a film's score is made of."""
    film = film_or_moved(request, slug, "reviews:score", Film.objects.select_related("rating"))
    if isinstance(film, HttpResponse):
        return film
    context = {
        "film": film,
        "sheet": score_sheet(film),
        "crumbs": crumbs(film, _("The score")),
        "canonical_path": request.path,
        "site_section": "films",
    }
    return render(request, "reviews/score.html", context)


@read_only
@public_page
def score_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the same as JSON."""
    film = film_or_moved(request, slug, "reviews:score_json", Film.objects.select_related("rating"))
    if isinstance(film, HttpResponse):
        return film
    return JsonResponse(_as_json(film, score_sheet(film)), json_dumps_params={"indent": 1})


def _as_json(film: Film, sheet: ScoreSheet) -> dict[str, Any]:
    made_of = sheet.formula
    return {
        "film": str(film),
        "url": settings.SITE_URL + film.get_absolute_url(),
        "page": settings.SITE_URL + reverse("reviews:score", args=[film.slug]),
        "count": made_of.count,
        "total": made_of.total,
        "mean": _number(sheet.mean),
        "stars": _number(made_of.stars if sheet.has_mean else None),
        "median": _number(sheet.median),
        "histogram": [
            {"score": bar.score, "count": bar.count, "percent": bar.percent} for bar in sheet.bars
        ],
        "rank": {
            "value": float(made_of.rank),
            "site_mean": float(made_of.prior_mean),
            "weight": made_of.prior_count,
        },
        "received": sheet.received,
        "published": sheet.published,
        "waiting": sheet.waiting,
        "declined": _by_code(sheet.declined),
        "withdrawn": sheet.withdrawn,
        "not_counted": _by_code(sheet.not_counted),
        "counted_afresh_at": sheet.recounted_at,
        "frozen_since": sheet.frozen_since,
        "waves": [_wave(storm) for storm in sheet.waves],
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _by_code(lines: list[Line]) -> dict[str, int]:
    return {line.code: line.number for line in lines}


def _wave(storm: Storm) -> dict[str, Any]:
    return {
        "began_at": storm.began_at,
        "noticed_at": storm.noticed_at,
        "reason": storm.reason,
        "ended_at": storm.ended_at,
        "outcome": storm.outcome or None,
        "ratings": storm.rating_count if storm.ended_at else None,
    }
