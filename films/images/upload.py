"""The guard at the door: what an uploaded picture must be, and what is kept of it.

Nothing that was uploaded is ever served. A picture is opened by an allow-list of formats, its
size is judged before it is decoded, and what is stored is our own WebP of its pixels: no
metadata, no hidden files behind it.
"""

import hashlib
import io
import re
import threading
import warnings
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, features

FORMATS = ("JPEG", "PNG", "WEBP", *(("AVIF",) if features.check("avif") else ()))
MAX_BYTES = 16 * 1024 * 1024
MAX_SIDE = 8000
# Decoding costs 2 to 4 bytes a pixel for JPEG, 10 to 30 for the others.
MAX_MEGAPIXELS = {"JPEG": 25, "MPO": 25}
MAX_MEGAPIXELS_OTHERS = 12
MASTER_SIDE = 2400
WEBP_QUALITY = 82

# How files begin that people take for pictures that a page can show.
OTHER_KINDS = (
    (b"GIF8", "GIF"),
    (b"%!PS", "PostScript"),
    (b"\xc5\xd0\xd3\xc6", "PostScript"),
    (b"%PDF", "PDF"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"PK\x03\x04", "ZIP"),
)

# Decoding takes much memory: one picture at a time in each process.
one_at_a_time = threading.Lock()


class RefusedImage(Exception):  # noqa: N818  (raised to say what happened to the file)
    """The file cannot be taken; the message says why, in words for the person who sent it."""


class Readable(Protocol):
    """An open binary file, Django's uploaded files among them."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class AcceptedImage:
    """A picture in the form we keep: its bytes, its size in pixels, the hash that names it."""

    content: bytes
    width: int
    height: int
    sha256: str
    extension: str = "webp"


def accept(file: Readable, *, is_own: bool = False) -> AcceptedImage:
    """The picture in `file`, upright, at most 2400 pixels long, as WebP without metadata.

    The same file always gives the same bytes. With `is_own`, for files from a Marquee export, a
    picture that is in our form already keeps its bytes, so that an import changes nothing.
    Raises RefusedImage for everything that is not a sound picture of a permitted size.
    """
    content = _read(file)
    with one_at_a_time:
        try:
            picture = _open(content)
            if is_own and _is_in_our_form(content, picture):
                picture.load()
                return _accepted(content, picture)
            return _encoded(_cleaned(picture))
        except RefusedImage:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise RefusedImage(_bomb_sentence(str(error))) from error
        except Exception as error:  # decoders raise nearly everything on damaged input
            raise RefusedImage(_("This picture is damaged or not complete.")) from error


def _read(file: Readable) -> bytes:
    content = file.read(MAX_BYTES + 1)
    if not content:
        raise RefusedImage(_("This file is empty."))
    if len(content) > MAX_BYTES:
        message = _("This file is larger than %(most)d MB, the most that is allowed.")
        raise RefusedImage(message % {"most": MAX_BYTES // 1024 // 1024})
    return content


def _open(content: bytes) -> Image.Image:
    """The picture, not yet decoded, once its header has been found to be within the limits."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.UnidentifiedImageError as error:
        raise RefusedImage(_unknown_kind_sentence(content)) from error
    _check_size(picture)
    # Phones put a second, smaller picture behind the first (MPO); that is no animation.
    frames = getattr(picture, "n_frames", 1)
    if frames > 1 and picture.format != "MPO":
        message = _("This picture is an animation of %(frames)d frames; only stills can be used.")
        raise RefusedImage(message % {"frames": frames})
    return picture


def _check_size(picture: Image.Image) -> None:
    longest, pixels = max(picture.size), picture.width * picture.height
    most = MAX_MEGAPIXELS.get(picture.format or "", MAX_MEGAPIXELS_OTHERS)
    if pixels > most * 1_000_000:
        raise RefusedImage(_megapixels_sentence(pixels, most))
    if longest > MAX_SIDE:
        message = _("This picture is %(longest)d pixels long; at most %(most)d are allowed.")
        raise RefusedImage(message % {"longest": longest, "most": MAX_SIDE})


def _megapixels_sentence(pixels: int, most: int) -> str:
    message = _("This picture has %(megapixels)d megapixels; at most %(most)d are allowed.")
    return message % {"megapixels": -(-pixels // 1_000_000), "most": most}


def _bomb_sentence(error: str) -> str:
    """Pillow refuses the largest by itself and tells their size only in its message."""
    pixels = re.search(r"(\d+) pixels", error)
    return _megapixels_sentence(int(pixels[1]) if pixels else 90_000_000, MAX_MEGAPIXELS["JPEG"])


def _unknown_kind_sentence(content: bytes) -> str:
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((name for magic, name in OTHER_KINDS if start.startswith(magic)), "")
    if b"ftyphei" in content[:16]:
        kind = "HEIC"
    if not kind:
        return _("This file is not a picture that can be used. Send JPEG, PNG, WebP or AVIF.")
    message = _("%(kind)s files cannot be used. Send the picture as JPEG, PNG, WebP or AVIF.")
    return message % {"kind": kind}


def _cleaned(picture: Image.Image) -> Image.Image:
    """The pixels, upright, in sRGB, with transparency only where there is some."""
    share = min(1, MASTER_SIDE / max(picture.size))
    # JPEG can be decoded at a half or a quarter of its size: a quarter of the memory, or less.
    picture.draft(None, (round(picture.width * share), round(picture.height * share)))
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    plain = _in_srgb(upright)
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.thumbnail((MASTER_SIDE, MASTER_SIDE), Image.Resampling.LANCZOS)
    plain.info = {}
    return plain


def _in_srgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        # Sixteen bits a pixel; convert() alone would cut off all but the darkest shades.
        return picture.convert("I").point(lambda shade: shade * (1 / 256)).convert("RGB")
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        # A profile that cannot be read is as good as none.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
            if converted is not None:
                return converted
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _encoded(picture: Image.Image) -> AcceptedImage:
    return _accepted(webp(picture), picture)


def webp(picture: Image.Image) -> bytes:
    """The picture as WebP in the quality that we keep."""
    output = io.BytesIO()
    picture.save(output, "WEBP", quality=WEBP_QUALITY, method=4)
    return output.getvalue()


def _accepted(content: bytes, picture: Image.Image) -> AcceptedImage:
    sha256 = hashlib.sha256(content).hexdigest()
    return AcceptedImage(content, picture.width, picture.height, sha256)


def _is_in_our_form(content: bytes, picture: Image.Image) -> bool:
    """True for a WebP file that holds one picture of permitted length and nothing else."""
    if picture.format != "WEBP" or max(picture.size) > MASTER_SIDE:
        return False
    return set(_riff_chunks(content)) <= {b"VP8X", b"ALPH", b"VP8 ", b"VP8L"}


def _riff_chunks(content: bytes) -> list[bytes]:
    """The names of a WebP file's chunks; a name of its own for what lies behind the last."""
    names = []
    position, end = 12, int.from_bytes(content[4:8], "little") + 8
    while position + 8 <= len(content):
        names.append(content[position : position + 4])
        size = int.from_bytes(content[position + 4 : position + 8], "little")
        position += 8 + size + size % 2
    return names if position == end == len(content) else [*names, b"tail"]
