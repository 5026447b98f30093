"""Addresses of videos, and video files."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.videos import (
    MAX_FILE_BYTES,
    UnknownVideo,
    VideoKey,
    check_video_file,
    embed_url,
    is_sound_key,
    parse_video,
    watch_url,
)

KEY = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={KEY}",
        f"http://youtube.com/watch?feature=share&v={KEY}&t=10s",
        f"https://m.youtube.com/watch/?v={KEY}",
        f"https://youtu.be/{KEY}",
        f"https://youtu.be/{KEY}?si=abc",
        f"youtu.be/{KEY}",
        f"https://www.youtube.com/embed/{KEY}?rel=0",
        f"https://www.youtube.com/shorts/{KEY}",
        f"https://www.youtube.com/live/{KEY}",
        f"https://www.youtube-nocookie.com/embed/{KEY}",
        f"  HTTPS://WWW.YOUTUBE.COM/watch?v={KEY}\n",
    ],
)
def test_parse_video_reads_youtube_addresses(address):
    assert parse_video(address) == VideoKey("youtube", KEY)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://vimeo.com/76979871", "76979871"),
        ("https://vimeo.com/76979871/", "76979871"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "76979871/8272103f6e"),
        ("https://vimeo.com/76979871/8272103f6e", "76979871/8272103f6e"),
        ("https://vimeo.com/channels/staffpicks/76979871", "76979871"),
        ("https://vimeo.com/groups/shortfilms/videos/76979871", "76979871"),
    ],
)
def test_parse_video_reads_vimeo_addresses(address, key):
    assert parse_video(address) == VideoKey("vimeo", key)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "not an address",
        f"https://youtube.com.evil.example/watch?v={KEY}",
        f"https://youtube.com@evil.example/watch?v={KEY}",
        f"https://user@youtube.com/watch?v={KEY}",
        f"https://evil.example\\@youtube.com/watch?v={KEY}",
        f"https://notyoutube.com/watch?v={KEY}",
        f"https://youtube.com:8080/watch?v={KEY}",
        f"https://youtube.com:bad/watch?v={KEY}",
        f"javascript://youtube.com/watch?v={KEY}",
        f"ftp://youtube.com/watch?v={KEY}",
        "https://www.youtube.com/watch?v=short",
        f"https://www.youtube.com/watch?v={KEY}x",
        "https://www.youtube.com/watch?v=%22onload=ale",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/playlist?list=PL123",
        "https://youtu.be/",
        "https://vimeo.com/about",
        "https://vimeo.com/0",
        "https://vimeo.com/٣٤٥",
        "https://[::1/",
        "\x00",
    ],
)
def test_parse_video_refuses_other_addresses(address):
    with pytest.raises(UnknownVideo):
        parse_video(address)


@given(st.text(max_size=80))
def test_parse_video_of_any_text_is_a_video_or_refused(text):
    try:
        provider, key = parse_video(f"https://youtu.be/{text}")
    except UnknownVideo:
        return
    assert is_sound_key(provider, key)


@pytest.mark.parametrize(
    "video",
    [
        VideoKey("youtube", KEY),
        VideoKey("vimeo", "76979871"),
        VideoKey("vimeo", "76979871/8272103f6e"),
    ],
)
def test_addresses_lead_back_to_the_video(video):
    assert parse_video(watch_url(*video)) == video
    assert parse_video(embed_url(*video)) == video


def test_embed_url_asks_for_no_cookies():
    assert embed_url("youtube", KEY).startswith("https://www.youtube-nocookie.com/embed/")
    assert embed_url("vimeo", "1") == "https://player.vimeo.com/video/1?autoplay=1&dnt=1"


def test_addresses_of_an_own_file_are_empty():
    assert (watch_url("file", ""), embed_url("file", "")) == ("", "")


@pytest.mark.parametrize(
    ("provider", "key", "is_sound"),
    [
        ("youtube", KEY, True),
        ("youtube", KEY + "\n", False),
        ("vimeo", "12", True),
        ("vimeo", "x", False),
        ("file", KEY, False),
    ],
)
def test_is_sound_key(provider, key, is_sound):
    assert is_sound_key(provider, key) == is_sound


class SizedFile(io.BytesIO):
    def __init__(self, content, size=None):
        super().__init__(content)
        self.size = len(content) if size is None else size


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41", "mp4"),
        (b"\x00\x00\x00\x18ftypmp42", "mp4"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webmB\x87", "webm"),
    ],
)
def test_check_video_file_knows_the_kind(content, extension):
    file = SizedFile(content)
    assert (check_video_file(file), file.tell()) == (extension, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>",
        b"\x00\x00\x00\x18ftypheic",
        b"\x00\x00\x00\x14ftypqt  ",
        b"\x1aE\xdf\xa3\x9fB\x82\x88matroska",
        b"RIFF\x00\x00\x00\x00AVI ",
    ],
)
def test_check_video_file_refuses_other_files(content):
    with pytest.raises(UnknownVideo):
        check_video_file(SizedFile(content))


def test_check_video_file_refuses_what_is_too_large():
    with pytest.raises(UnknownVideo, match="larger than 60 MB"):
        check_video_file(SizedFile(b"\x00\x00\x00\x18ftypmp42", MAX_FILE_BYTES + 1))
