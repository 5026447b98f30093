"""Pictures and videos of a guide's folder."""

from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.storage import default_storage

from films.images.renditions import store, write_durably
from films.images.upload import RefusedImage, accept
from films.models import Image

FOLDER = "media"
VIDEO_ENDINGS = (".mp4", ".webm", ".ogv")
MOST_VIDEO_BYTES = 200_000_000
_WORDS = ("alt", "credit", "licence", "focal_x", "focal_y")


class GuideMedia:
    """The media folder of a guide; nothing outside it can be named."""

    def __init__(self, folder: Path) -> None:
        self.root = (folder / FOLDER).resolve()
        self._stored: dict[str, int] = {}

    def image(self, reference: dict[str, Any]) -> Image:
        """Return the picture, taken in if it is new; raises LookupError with a sentence."""
        name = str(reference.get("file", ""))
        known = Image.objects.filter(pk=self._stored.get(name, 0)).first()
        image = known or self._take_in(name)
        self._stored[name] = image.pk
        _describe(image, reference)
        return image

    def _take_in(self, name: str) -> Image:
        path = self._path(name)
        try:
            with path.open("rb") as file:
                return store(accept(file, is_own=True))
        except RefusedImage as error:
            raise LookupError(f"{name}: {error}") from None

    def video(self, name: str) -> str:
        """Return the stored name of a video, copied if it is new; raises LookupError."""
        path = self._path(name)
        if path.suffix.lower() not in VIDEO_ENDINGS:
            raise LookupError(f"{name} is no video: {', '.join(VIDEO_ENDINGS)} are.")
        if path.stat().st_size > MOST_VIDEO_BYTES:
            raise LookupError(f"{name} is larger than {MOST_VIDEO_BYTES // 1_000_000} MB.")
        stored = path.relative_to(self.root).as_posix()
        content = path.read_bytes()
        if not default_storage.exists(stored):
            write_durably(stored, content)
            return stored
        with default_storage.open(stored) as file:
            if file.read() != content:
                raise LookupError(f"{name}: another video of this name is in the guide.")
        return stored

    def _path(self, name: str) -> Path:
        """Return the file of a name such as "media/poster.webp"."""
        parts = PurePosixPath(name).parts
        is_plain = "\0" not in name and "\\" not in name and ".." not in parts
        if not is_plain or len(parts) < 2 or parts[0] != FOLDER:
            raise LookupError(f"“{name}” does not lie in the folder {FOLDER}/.")
        path = self.root.joinpath(*parts[1:]).resolve()
        if not path.is_relative_to(self.root):
            raise LookupError(f"“{name}” leads out of the folder {FOLDER}/.")
        if not path.is_file():
            raise LookupError(f"{name} is missing.")
        return path


def _describe(image: Image, reference: dict[str, Any]) -> None:
    """Give the picture the words of the reference, where they differ from its own.

    Raises ValidationError for what is none.
    """
    told = {name: reference[name] for name in _WORDS if name in reference}
    if any(getattr(image, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(image, name, value)
        image.clean_fields()
        image.save(update_fields=list(told))
