"""Rows that work something out from what was typed: quotes, similar films, videos."""

import secrets
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from films.admin.block_inline import BlockForm
from films.admin.text_fields import OneLine
from films.choices import Access, ProviderKind, VideoProvider
from films.models import Quote, SimilarFilm, Video
from films.videos import (
    MAX_FILE_BYTES,
    UnknownVideo,
    VideoKey,
    check_video_file,
    is_sound_key,
    parse_video,
    watch_url,
)


class QuoteForm(BlockForm):
    """A quote is joined to the cast by its speaker's name, after the cast has been saved."""

    class Meta:
        model = Quote
        fields = "__all__"
        widgets = {"speaker": forms.TextInput(attrs={"list": "characters", "autocomplete": "off"})}

    def clean(self) -> dict[str, Any]:
        if "speaker" in self.changed_data:
            self.instance.credit = None
        return super().clean()

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.instance._state.adding:
            # Made when it is saved: only then are the other new quotes' addresses known.
            self.instance.key = ""


class OfferForm(BlockForm):
    """A service that is made here plays music if that is what the row says of it."""

    def prepare_unmade(self, row: Any) -> None:
        if self.cleaned_data.get("access") == Access.LISTEN:
            row.kind = ProviderKind.MUSIC


class SimilarFilmForm(BlockForm):
    """A pick by title and year, or by the page of the film, which then gives both."""

    class Meta:
        model = SimilarFilm
        fields = "__all__"
        help_texts = {"other": _("Found by title and year when that film is published.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        other = cleaned.get("other")
        if other and "other" not in self.changed_data and self._names_another(cleaned):
            cleaned["other"] = other = None
        if not cleaned.get("title"):
            if other is None:
                self.add_error("title", _("Give a title, or choose the film's page."))
            else:
                cleaned["title"], cleaned["year"] = other.title, other.year
        return cleaned

    def _names_another(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("title")) and {"title", "year"} & set(self.changed_data) != set()


class VideoForm(BlockForm):
    """A video by the whole address of its page, or a file of our own."""

    key = OneLine(
        label=_("Address of the video"),
        required=False,
        max_length=500,
        help_text=_("Paste the address of its page at YouTube or Vimeo."),
    )

    class Meta:
        model = Video
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.key:
            self.initial["key"] = watch_url(self.instance.provider, self.instance.key)
        file = self.fields["file"]
        file.help_text = _("MP4 or WebM, at most %(most)d MB.") % {
            "most": MAX_FILE_BYTES // 1024 // 1024
        }
        file.widget.attrs |= {
            "accept": "video/mp4,video/webm",
            "data-most-bytes": MAX_FILE_BYTES,
            "data-most-words": _("This file is larger than is allowed."),
        }

    def clean_key(self) -> str:
        """Return the key in the address, and take over its provider."""
        text = self.cleaned_data["key"]
        try:
            video = (bare_key(text) or parse_video(text)) if text else VideoKey("", "")
        except UnknownVideo as error:
            raise forms.ValidationError(str(error)) from None
        self.instance.provider = video.provider
        return video.key

    def clean_file(self) -> Any:
        """Return the file under a name of ours, once its first bytes have been looked at."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            try:
                extension = check_video_file(file)
            except UnknownVideo as error:
                raise forms.ValidationError(str(error)) from None
            file.name = f"{secrets.token_hex(12)}.{extension}"
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("file"):
            if cleaned.get("key"):
                self.add_error("file", _("Give either an address or a file, not both."))
            else:
                self.instance.provider = VideoProvider.FILE
        return cleaned


def bare_key(text: str) -> VideoKey | None:
    """Return the video that a key without its address names."""
    for provider in (VideoProvider.YOUTUBE, VideoProvider.VIMEO):
        if is_sound_key(provider, text):
            return VideoKey(provider, text)
    return None
