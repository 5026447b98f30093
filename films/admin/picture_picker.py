"""Pictures chosen, sent and described in one window of a form, without leaving it.

Each address answers with JSON: a page of pictures, the picture that was sent, or the sentences
with which it was refused, by field; what else was typed stays in the window.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from films.admin.picture_forms import DescribedForm, UploadForm
from films.models import Image
from films.text import clean_line

MOST_PICTURES = 24  # of one page
LONGEST_TERM = 200
SMALL, LARGE = 200, 800  # pixels wide


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the pictures in the admin."""
    site = admin.admin_site.admin_view
    return [
        path("pick/", site(pick), {"admin": admin}, name="films_image_pick"),
        path("send/", site(send), {"admin": admin}, name="films_image_send"),
        path("<int:pk>/words/", site(describe), {"admin": admin}, name="films_image_words"),
    ]


@require_safe
def pick(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Answer with the pictures whose words hold what was typed, newest first; or with one."""
    if not admin.has_view_permission(request):
        return HttpResponse(status=403)
    one = request.GET.get("picture", "")
    if one:
        pictures = list(Image.objects.filter(pk=one)) if is_number(one) else []
        return JsonResponse({"pictures": [shown(picture) for picture in pictures], "more": False})
    page = request.GET.get("page", "1")
    first = (min(int(page), 1000) - 1) * MOST_PICTURES if is_number(page) and int(page) else 0
    rows = Image.objects.order_by("-pk")
    for word in clean_line(request.GET.get("q", "")[:LONGEST_TERM]).split()[:10]:
        rows = rows.filter(Q(alt__icontains=word) | Q(credit__icontains=word))
    found = list(rows[first : first + MOST_PICTURES + 1])
    pictures = [shown(picture) for picture in found[:MOST_PICTURES]]
    return JsonResponse({"pictures": pictures, "more": len(found) > MOST_PICTURES})


@require_POST
def send(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Keep a picture that is sent with its words; one that is here already keeps its own."""
    if not admin.has_add_permission(request):
        return HttpResponse(status=403)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return refusal(form)
    picture, is_known = form.keep()
    return JsonResponse({"picture": shown(picture), "known": is_known}, status=201)


@require_POST
def describe(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Change the words of a picture and what of it stays in sight."""
    picture = get_object_or_404(Image, pk=pk)
    if not admin.has_change_permission(request, picture):
        return HttpResponse(status=403)
    form = DescribedForm(request.POST, instance=picture)
    if not form.is_valid():
        return refusal(form)
    return JsonResponse({"picture": shown(form.save())})


def refusal(form: Any) -> JsonResponse:
    """Return the sentences with which a form refuses what was sent, by field."""
    errors = {name: [str(words) for words in found] for name, found in form.errors.items()}
    return JsonResponse({"errors": errors}, status=400)


def shown(picture: Image) -> dict[str, Any]:
    """Return a picture as the window shows it."""
    return {
        "id": picture.pk,
        "small": picture.url_for(SMALL),
        "large": picture.url_for(LARGE),
        "alt": picture.alt,
        "label": picture.alt or picture.file.name,
        "credit": picture.credit,
        "licence": picture.licence,
        "focal_x": picture.focal_x,
        "focal_y": picture.focal_y,
        "width": picture.width,
        "height": picture.height,
    }


def is_number(text: str) -> bool:
    """Say whether a text is the number of a page or of a row."""
    return text.isascii() and text.isdigit() and len(text) < 19
