"""The guard at the door, with the files that people and attackers send."""

import io
import random
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from films.images import upload
from films.images.upload import RefusedImage, accept

GPS_IFD, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def encoded(picture, kind, **options):
    output = io.BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def gradient(mode="RGB", size=(60, 40)):
    return Image.linear_gradient("L").resize(size).convert(mode)


def png_claiming(width, height):
    """A PNG file whose header claims any size, with next to nothing behind it."""

    def chunk(kind, data):
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(100))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def photograph():
    """A JPEG as a phone writes it: turned, with its maker and the place."""
    exif = Image.Exif()
    exif[MAKE] = "A Phone"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS_IFD)[2] = (48.0, 51.0, 29.6)
    return encoded(gradient(), "JPEG", exif=exif, comment=b"<script>alert(1)</script>")


def frames(count):
    return [
        Image.new("RGB", (9, 9), (number * 83 % 250, 99, number % 7)) for number in range(count)
    ]


def animation(kind, count):
    first, *others = frames(count)
    return encoded(first, kind, save_all=True, append_images=others)


ACCEPTED = {
    "jpeg": (encoded(gradient(), "JPEG"), "RGB"),
    "progressive jpeg": (encoded(gradient(), "JPEG", progressive=True), "RGB"),
    "grey jpeg": (encoded(gradient("L"), "JPEG"), "RGB"),
    "cmyk jpeg": (encoded(gradient("CMYK"), "JPEG"), "RGB"),
    "jpeg with a preview behind it": (
        encoded(gradient(), "MPO", save_all=True, append_images=[gradient()]),
        "RGB",
    ),
    "jpeg with a zip behind it": (encoded(gradient(), "JPEG") + b"PK\x03\x04evil", "RGB"),
    "jpeg with a broken profile": (encoded(gradient(), "JPEG", icc_profile=b"junk" * 40), "RGB"),
    "png": (encoded(gradient(), "PNG"), "RGB"),
    "png of one bit": (encoded(gradient("1"), "PNG"), "RGB"),
    "png of sixteen bits": (encoded(Image.new("I;16", (60, 40), 40_000), "PNG"), "RGB"),
    "png with a palette": (encoded(gradient("P"), "PNG"), "RGB"),
    "png with a clear colour": (
        encoded(Image.new("P", (60, 40)), "PNG", transparency=0),
        "RGBA",
    ),
    "png with alpha": (encoded(Image.new("RGBA", (60, 40), "#FF000080"), "PNG"), "RGBA"),
    "png with alpha of nothing": (encoded(Image.new("RGBA", (60, 40), "#F00"), "PNG"), "RGB"),
    "png of grey with alpha": (encoded(Image.new("LA", (60, 40), (99, 9)), "PNG"), "RGBA"),
    "webp": (encoded(gradient(), "WEBP"), "RGB"),
    "avif": (encoded(gradient(), "AVIF"), "RGB"),
}


@pytest.mark.parametrize(("content", "mode"), ACCEPTED.values(), ids=ACCEPTED)
def test_accept_makes_our_own_webp(content, mode):
    accepted = accept(io.BytesIO(content))
    picture = Image.open(io.BytesIO(accepted.content))
    picture.load()
    assert (picture.format, picture.mode, picture.size) == ("WEBP", mode, (60, 40))
    assert (accepted.width, accepted.height, accepted.extension) == (60, 40, "webp")


REFUSED = {
    "nothing": (b"", "This file is empty."),
    "too many bytes": (bytes(upload.MAX_BYTES + 1), "This file is larger than 16 MB"),
    "bomb": (png_claiming(13_300, 13_300), "This picture has 177 megapixels; at most 25"),
    "larger bomb": (png_claiming(60_000, 60_000), "This picture has 3600 megapixels"),
    "heavy png": (png_claiming(4_000, 4_000), "This picture has 16 megapixels; at most 12"),
    "long strip": (png_claiming(8_001, 1), "This picture is 8001 pixels long; at most 8000"),
    "png without extent": (png_claiming(0, 0), "not a picture that can be used"),
    "png that ends early": (png_claiming(60, 40), "damaged or not complete"),
    "jpeg that ends early": (encoded(gradient(), "JPEG")[:-200], "damaged or not complete"),
    "webp that ends early": (encoded(gradient(), "WEBP")[:-40], "damaged or not complete"),
    "gif": (encoded(gradient("P"), "GIF"), "GIF files cannot be used"),
    "gif of 300 frames": (animation("GIF", 300), "GIF files cannot be used"),
    "gif that is a page": (b"GIF89a/*<html><script>*/", "GIF files cannot be used"),
    "moving webp": (animation("WEBP", 3), "an animation of 3 frames"),
    "moving png": (animation("PNG", 3), "an animation of 3 frames"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "PostScript files"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG files cannot be used"),
    "svg after a declaration": (b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "SVG files"),
    "tiff": (encoded(gradient(), "TIFF"), "TIFF files cannot be used"),
    "bmp": (encoded(gradient(), "BMP"), "BMP files cannot be used"),
    "pdf": (b"%PDF-1.7\n", "PDF files cannot be used"),
    "zip": (b"PK\x03\x04" + bytes(40), "ZIP files cannot be used"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(40), "HEIC files cannot be used"),
    "text": (b"This is no picture.", "not a picture that can be used"),
    "jpeg of a header": (b"\xff\xd8\xff\xe0", "cannot|can be used|damaged"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_accept_refuses_in_plain_words(content, words):
    with pytest.raises(RefusedImage, match=words):
        accept(io.BytesIO(content))


def test_accept_turns_the_picture_upright_and_forgets_where_it_was_taken():
    sent = photograph()
    assert (Image.open(io.BytesIO(sent)).size, b"A Phone" in sent, b"<script" in sent) == (
        (60, 40),
        True,
        True,
    )
    accepted = accept(io.BytesIO(sent))
    picture = Image.open(io.BytesIO(accepted.content))
    assert (accepted.width, accepted.height) == (40, 60)
    assert (dict(picture.getexif()), set(picture.info) & {"exif", "xmp", "icc_profile"}) == (
        {},
        set(),
    )
    assert (b"A Phone" in accepted.content, b"<script" in accepted.content) == (False, False)


def test_accept_keeps_sixteen_bits_as_bright_as_they_were():
    content, _mode = ACCEPTED["png of sixteen bits"]
    picture = Image.open(io.BytesIO(accept(io.BytesIO(content)).content))
    assert picture.getpixel((5, 5)) == (156, 156, 156)


def test_accept_scales_down_to_the_longest_master():
    accepted = accept(io.BytesIO(encoded(gradient(size=(3000, 30)), "PNG")))
    assert (accepted.width, accepted.height) == (2400, 24)


def test_accept_takes_django_s_uploaded_files():
    content, _mode = ACCEPTED["jpeg"]
    file = SimpleUploadedFile("../../x.php", content, content_type="text/html")
    assert accept(file).width == 60


def test_accept_gives_the_same_bytes_for_the_same_file():
    first, second = (accept(io.BytesIO(photograph())) for _ in range(2))
    assert first == second


def test_accept_keeps_the_bytes_of_our_own_export():
    ours = accept(io.BytesIO(photograph()))
    assert accept(io.BytesIO(ours.content), is_own=True) == ours


@pytest.mark.parametrize(
    "foreign",
    [
        encoded(gradient(), "WEBP", exif=Image.Exif().tobytes(), icc_profile=b"profile"),
        encoded(gradient(), "WEBP") + b"PK\x03\x04evil",
        encoded(gradient(size=(2500, 9)), "WEBP"),
        encoded(gradient(), "JPEG"),
    ],
    ids=["metadata", "tail", "too long", "jpeg"],
)
def test_accept_writes_anew_what_is_not_in_our_form(foreign):
    assert accept(io.BytesIO(foreign), is_own=True).content != foreign


@pytest.mark.parametrize("name", ["jpeg", "png with a palette", "webp", "avif"])
def test_accept_of_a_damaged_picture_is_a_picture_or_refused(name):
    content, _mode = ACCEPTED[name]
    chance = random.Random(1895)
    outcomes = set()
    for _ in range(40):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        outcomes.add(outcome(bytes(damaged)))
    assert outcomes <= {"WEBP", "refused"}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBPVP8 "]),
    st.binary(max_size=300),
)
def test_accept_of_any_bytes_is_a_picture_or_refused(start, rest):
    assert outcome(start + rest) in {"WEBP", "refused"}


def outcome(content):
    try:
        accepted = accept(io.BytesIO(content))
    except RefusedImage:
        return "refused"
    with Image.open(io.BytesIO(accepted.content)) as picture:
        picture.load()
        return picture.format


def test_accept_of_a_large_photograph_keeps_its_shape():
    accepted = accept(io.BytesIO(encoded(gradient(size=(5000, 1000)), "JPEG")))
    assert (accepted.width, accepted.height) == (2400, 480)
