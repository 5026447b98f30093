"""The form of a film's own fields, and what it refuses."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from films.admin.quick_renderer import QUICK
from films.admin.violations import Violations
from films.choices import FilmStatus
from films.images.palettes import PALETTES
from films.images.posters import MOTIF_NAMES
from films.models import Film
from films.models.slug_field import first_free
from films.publishing import missing_for_publishing
from films.text import slugify_title


def named_choices(names: Any, empty: Any) -> list[tuple[str, Any]]:
    """Return the choices of a list of names such as "science-fiction"."""
    return [("", empty), *((name, name.replace("-", " ").capitalize()) for name in names)]


class StalePageError(Exception):
    """A form is older than the page that it would change: both have to be put together."""


class FilmForm(Violations, forms.ModelForm):
    """Stops a form opened before somebody else saved; makes the address if none is given.

    ``seen_version`` is the version of the page that the editor had before them.
    """

    # A browser that fills in a form again after a reload must leave this one alone.
    seen_version = forms.IntegerField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False
    )
    revision_comment = forms.CharField(
        label=_("What did you change?"),
        required=False,
        max_length=300,
        help_text=_("Stands in the history; for a page that is returned, its writer reads it."),
    )
    poster_palette = forms.ChoiceField(
        label=_("colours"),
        required=False,
        choices=named_choices(sorted(PALETTES), _("By the first genre")),
    )
    poster_motif = forms.ChoiceField(
        label=_("figure"),
        required=False,
        choices=named_choices(sorted(MOTIF_NAMES), _("By itself")),
    )
    # Set by the admin: why nothing is to be stored, whatever the form holds.
    clash = ""
    # What is typed is only looked at: nothing is refused for being late or not yet fit to publish.
    is_trial = False

    class Meta:
        model = Film
        fields = ()  # the admin names them, section by section
        labels = {"poster_variant": _("palette")}
        error_messages = {
            "slug": {"unique": _("Another page has this address. Left empty, one is made.")}
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", renderer=QUICK, **kwargs)
        self.initial["seen_version"] = self.instance.main.version if self.instance.pk else None
        if self.instance.draft_of_id:
            self._speak_of_copy()
        for name in ("poster_palette", "poster_motif"):
            self._keep_choice(name)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def _speak_of_copy(self) -> None:
        """Show the address and the date that the live page is to have."""
        self.initial["slug"] = self.instance.next_slug or self.instance.main.slug
        if "published_at" in self.fields:
            self.fields["published_at"].label = _("Changes go live at")
            self.fields["published_at"].help_text = _("Empty: when you press Publish.")

    def _keep_choice(self, name: str) -> None:
        """Offer what an import has brought, though it is none of the names known here."""
        value = self.initial.get(name)
        if name in self.fields and value and value not in dict(self.fields[name].choices):
            self.fields[name].choices += [(value, value)]

    def clean_slug(self) -> str | None:
        return self.cleaned_data["slug"] or None

    def clean_published_at(self) -> Any:
        at, shown = self.cleaned_data["published_at"], self.instance.published_at
        if at and shown and at == shown.replace(second=0, microsecond=0):
            return shown  # the field shows minutes
        return at or (self.instance.published_at if self._is_published else None)

    @property
    def _is_published(self) -> bool:
        return self.instance.status == FilmStatus.PUBLISHED

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.clash:
            self.add_error(None, self.clash)
        if self.instance.pk and not self.is_trial and not self.clash:
            self._stop_if_stale()
        if self.instance.draft_of_id:
            self._keep_address_to_come(cleaned)
        elif self._needs_address(cleaned):
            others = Film.objects.exclude(pk=self.instance.pk)
            cleaned["slug"] = first_free(
                slugify_title(cleaned["title"], cleaned.get("year")), others
            )
        return cleaned

    def _keep_address_to_come(self, cleaned: dict[str, Any]) -> None:
        """Put the address aside until the live page takes it; a working copy has none itself."""
        if "slug" not in cleaned:
            return
        wanted, main = cleaned["slug"], self.instance.main
        if wanted and Film.objects.filter(slug=wanted).exclude(pk=main.pk).exists():
            self.add_error("slug", _("Another film has this address."))
        self.instance.next_slug = wanted if wanted != main.slug else None
        cleaned["slug"] = None

    def _needs_address(self, cleaned: dict[str, Any]) -> bool:
        """Say whether an address is to be made: none is given, or title or year left the made one.

        One that visitors may have seen stays until an editor changes it.
        """
        if "slug" not in cleaned or not cleaned.get("title"):
            return False
        if not cleaned["slug"] or self.instance.pk is None:
            return not cleaned["slug"]
        at = self.instance.published_at
        made = slugify_title(self.initial["title"], self.initial["year"])
        is_as_made = cleaned["slug"] == self.initial["slug"] == made
        is_new = at is None or at > timezone.now()
        return is_as_made and is_new and not {"title", "year"}.isdisjoint(self.changed_data)

    def _stop_if_stale(self) -> None:
        # The film's row is the lock: of two editors who save at once one is told.
        main = self.instance.main
        locked = Film.objects.select_for_update().filter(pk=main.pk)
        version = locked.values_list("version", flat=True).first()
        if self.cleaned_data.get("seen_version") != version:
            raise StalePageError

    def _post_clean(self) -> None:
        super()._post_clean()
        if self._is_published and not self.errors and not self.is_trial:
            for reason in missing_for_publishing(self.instance):
                self.add_error(None, _("This page is public. %(reason)s") % {"reason": reason})


def stale_words(film: Film) -> str:
    """Return the sentence for an editor whose form is older than the page."""
    last = film.revisions.select_related("editor").first()
    if last is None or last.editor is None:
        return gettext(
            "This page has been changed since you opened it. Nothing is stored yet and nothing is"
            " lost: the form below holds both. Look at it and save again."
        )
    return gettext(
        "%(who)s saved this page on %(when)s, after you had opened it. Nothing is stored yet and"
        " nothing is lost: the form below holds both. Look at it and save again."
    ) % {"who": name_of(last.editor), "when": moment(last.created_at)}


def name_of(user: AbstractUser) -> str:
    """Return what an editor is called."""
    return user.get_full_name() or user.get_username()


def moment(at: Any) -> str:
    """Return a time as the desk writes it, in the site's time zone."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
