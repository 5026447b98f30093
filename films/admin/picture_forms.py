"""What is said of a picture, and a new one that is sent: judged, and kept in our own form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from films.admin.text_fields import OneLine
from films.images import upload
from films.images.renditions import store
from films.images.upload import RefusedImage, accept
from films.models import Image

MEGABYTE = 1024 * 1024
WORDS = ("alt", "credit", "licence", "focal_x", "focal_y")
KINDS = "image/jpeg,image/png,image/webp,image/avif"


class DescribedForm(forms.ModelForm):
    """The words of a picture; it must say what it shows."""

    class Meta:
        model = Image
        fields = WORDS
        field_classes = {"alt": OneLine, "credit": OneLine, "licence": OneLine}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "alt" in self.fields:
            self.fields["alt"].required = True
            self.fields["alt"].error_messages["required"] = _(
                "Say in a few words what the picture shows: for those who cannot see it."
            )


class UploadForm(DescribedForm):
    """A new picture. The file is judged and re-encoded here; only our own form of it is kept."""

    picture = forms.FileField(
        label=_("picture"),
        help_text=_(
            "JPEG, PNG, WebP or AVIF, at most %(bytes)d MB, %(side)d pixels on the longer side and"
            " %(jpeg)d megapixels (%(other)d for PNG, WebP and AVIF)."
        )
        % {
            "bytes": upload.MAX_BYTES // MEGABYTE,
            "side": upload.MAX_SIDE,
            "jpeg": upload.MAX_MEGAPIXELS["JPEG"],
            "other": upload.MAX_MEGAPIXELS_OTHERS,
        },
        widget=forms.FileInput(
            attrs={
                "accept": KINDS,
                "data-most-bytes": upload.MAX_BYTES,
                "data-most-words": _("This file is larger than is allowed."),
                "data-kind-words": _(
                    "This file is not a picture that can be used. Send JPEG, PNG, WebP or AVIF."
                ),
            }
        ),
        error_messages={"required": _("Choose a picture.")},
    )

    def clean_picture(self) -> upload.AcceptedImage:
        try:
            return accept(self.cleaned_data["picture"])
        except RefusedImage as refused:
            raise forms.ValidationError(str(refused)) from None

    def keep(self) -> tuple[Image, bool]:
        """Store what was sent; return the picture, and whether it was here already.

        A picture that is here keeps the words that it has.
        """
        accepted, words = self.cleaned_data["picture"], self.cleaned_data
        is_known = Image.objects.filter(sha256=accepted.sha256).exists()
        image = store(accepted, alt=words["alt"], credit=words["credit"], licence=words["licence"])
        if not is_known:
            image.focal_x, image.focal_y = words["focal_x"], words["focal_y"]
            image.save(update_fields=["focal_x", "focal_y"])
        return image, is_known
