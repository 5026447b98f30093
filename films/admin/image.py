"""Pictures in the admin: sent, judged, described; and where each is used."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from films.admin import picture_picker
from films.admin.deletion import DeletionInWords
from films.admin.picture_forms import DescribedForm, UploadForm
from films.admin.text_fields import TextFields
from films.models import Image

THUMBNAIL = 200  # pixels wide


@admin.register(Image)
class ImageAdmin(DeletionInWords, TextFields, admin.ModelAdmin):
    list_display = ("thumbnail", "alt", "size", "credit", "licence", "used", "created_at")
    list_display_links = ("thumbnail", "alt")
    list_filter = ("created_at",)
    list_per_page = 40
    search_fields = ("alt", "credit", "file")
    show_full_result_count = False
    change_form_template = "admin/films/picture_form.html"
    instead = _("Take it from there first.")

    def get_form(
        self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        kwargs["form"] = DescribedForm if obj else UploadForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> list[Any]:
        words = ["alt", "credit", "licence", ("focal_x", "focal_y")]
        return ["large", *words, "uses"] if obj else ["picture", *words]

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> list[str]:
        return ["large", "uses"] if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(used_count=use_count())

    # A picture that is here already is not taken twice ----------------------------------------

    def save_form(self, request: HttpRequest, form: forms.ModelForm, change: bool) -> Image:
        if change:
            return super().save_form(request, form, change)
        image, form.is_known = form.keep()
        form.instance = image
        form.save_m2m = lambda: None
        return image

    def save_model(
        self, request: HttpRequest, obj: Image, form: forms.ModelForm, change: bool
    ) -> None:
        if getattr(form, "is_known", False):
            messages.info(
                request,
                gettext("This picture was here already, with the words that it has; it is used."),
            )
        else:
            obj.save()

    # What is shown ----------------------------------------------------------------------------

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> str:
        return format_html(
            '<img class="thumb" src="{}" alt="{}" loading="lazy">',
            image.url_for(THUMBNAIL),
            image.alt,
        )

    @admin.display(description=_("picture"))
    def large(self, image: Image) -> str:
        words = gettext("%(width)d × %(height)d pixels") % {
            "width": image.width,
            "height": image.height,
        }
        return format_html(
            '<a href="{}"><img class="picture-preview" src="{}" alt="{}"></a> {}',
            image.file.url,
            image.url_for(400),
            image.alt,
            words,
        )

    @admin.display(description=_("size"))
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}"

    @admin.display(description=_("used"), ordering="used_count")
    def used(self, image: Image) -> int:
        return image.used_count

    @admin.display(description=_("where it is used"))
    def uses(self, image: Image) -> str:
        found = [(url, words) for url, words in places(image, self.admin_site.name)]
        if not found:
            return gettext("Nowhere yet.")
        return format_html_join("", '<div><a href="{}">{}</a></div>', found)

    def get_urls(self) -> list[URLPattern]:
        thumb = self.admin_site.admin_view(thumbnail_file)
        return [
            path("<int:pk>/thumb/", thumb, {"admin": self}, name="films_image_thumb"),
            *picture_picker.urls(self),
            *super().get_urls(),
        ]


@require_safe
def thumbnail_file(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Lead to a small rendition of a picture, for those who may see pictures."""
    image = get_object_or_404(Image, pk=pk)
    if not admin.has_view_permission(request, image):
        return HttpResponse(status=403)
    return HttpResponseRedirect(image.url_for(THUMBNAIL * 2))


def use_count() -> Any:
    """Return the expression for how often a picture is used, over all tables that point to it."""
    total: Any = Value(0)
    for relation in Image._meta.related_objects:
        column = relation.field.name
        rows = relation.related_model._base_manager.filter(**{column: OuterRef("pk")})
        each = rows.order_by().values(column).annotate(n=Count("pk")).values("n")
        total = total + Coalesce(Subquery(each, output_field=IntegerField()), 0)
    return total


def places(image: Image, site: str) -> list[tuple[str, str]]:
    """Return where a picture is used: the address of each form, and its words."""
    found = []
    for relation in Image._meta.related_objects:
        column = relation.field
        for row in relation.related_model._base_manager.filter(**{column.name: image})[:50]:
            owner = getattr(row, "film", row)
            opts = owner._meta
            try:
                url = reverse(f"{site}:{opts.app_label}_{opts.model_name}_change", args=[owner.pk])
            except NoReverseMatch:
                continue
            what = column.verbose_name if owner is row else row._meta.verbose_name
            found.append((url, f"{owner} · {what}"))
    return found
