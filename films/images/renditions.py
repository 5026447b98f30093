"""Keeping pictures: the master file, its smaller renditions, and the row that names them.

Files are named after the hash of the master, `images/<2 letters>/<hash>.webp` and
`...-400.webp`, so that an address never changes its content. They are complete and on the disk
before the row is written: a crash leaves files without a row, never a row without its files.
"""

import io
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from PIL import Image as Picture

from films.images.upload import AcceptedImage, one_at_a_time, webp
from films.models.image import Image

FOLDER = "images"


def store(accepted: AcceptedImage, *, alt: str = "", credit: str = "", licence: str = "") -> Image:
    """The Image with these pixels: the one we have already, or a new one with its renditions.

    The words are for a new image only; those of an image we have are left alone.
    """
    known = Image.objects.filter(sha256=accepted.sha256).first()
    if known is not None:
        return known
    name = f"{FOLDER}/{accepted.sha256[:2]}/{accepted.sha256}.{accepted.extension}"
    image = Image(
        file=name,
        width=accepted.width,
        height=accepted.height,
        sha256=accepted.sha256,
    )
    write_durably(name, accepted.content)
    _write_renditions(image, accepted.content)
    words = {"alt": alt, "credit": credit, "licence": licence}
    fields = {"file": name, "width": image.width, "height": image.height, **words}
    # Someone else may have stored the same picture meanwhile.
    stored, _is_new = Image.objects.get_or_create(sha256=image.sha256, defaults=fields)
    return stored


def make_renditions(image: Image) -> list[str]:
    """Write the image's renditions anew; returns their names."""
    with image.file.open("rb") as master:
        return _write_renditions(image, master.read())


def _write_renditions(image: Image, content: bytes) -> list[str]:
    names = []
    with one_at_a_time, Picture.open(io.BytesIO(content), formats=["WEBP"]) as master:
        for width in image.rendition_widths():
            height = max(1, round(image.height * width / image.width))
            smaller = master.resize((width, height), Picture.Resampling.LANCZOS)
            names.append(image.rendition_name(width))
            write_durably(names[-1], webp(smaller))
    return names


def missing_renditions() -> dict[Image, list[str]]:
    """For each image that lacks some: the names of its files that are not there."""
    missing = {}
    for image in Image.objects.iterator():
        lost = [name for name in _names_of(image) if not default_storage.exists(name)]
        if lost:
            missing[image] = lost
    return missing


def orphaned_files() -> list[str]:
    """The names of picture files that no row knows, left by interrupted uploads."""
    known: set[str] = set()
    for image in Image.objects.iterator():
        known.update(_names_of(image))
    return sorted(set(_stored_names()) - known)


def _names_of(image: Image) -> list[str]:
    return [str(image.file), *map(image.rendition_name, image.rendition_widths())]


def _stored_names() -> list[str]:
    if not default_storage.exists(FOLDER):
        return []
    names = []
    for folder in default_storage.listdir(FOLDER)[0]:
        inside = f"{FOLDER}/{folder}"
        names += [f"{inside}/{file}" for file in default_storage.listdir(inside)[1]]
    return names


def write_durably(name: str, content: bytes) -> None:
    """Write a file of the storage so that it is there whole, or not at all, after a power cut."""
    if not isinstance(default_storage, FileSystemStorage):
        # A storage elsewhere answers for this itself. What it has under this name is the same.
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))
        return
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
    written = Path(part.name)
    written.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
    written.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
