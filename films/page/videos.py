"""Videos as the page plays them: behind a picture, from elsewhere only after the press."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from films.choices import VideoKind, VideoProvider
from films.models import Image, Video

# Where a video is watched without our player, and the player itself, which sets no cookies
# (youtube-nocookie.com) or is asked not to track (Vimeo's dnt).
_WATCH = {
    VideoProvider.YOUTUBE: "https://www.youtube.com/watch?v={}",
    VideoProvider.VIMEO: "https://vimeo.com/{}",
}
_EMBED = {
    VideoProvider.YOUTUBE: "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
    VideoProvider.VIMEO: "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
}


@dataclass(frozen=True)
class VideoScreen:
    """One video: its words, its picture, and either addresses elsewhere or our own file."""

    title: str
    kind: str
    description: str
    provider: str = ""
    watch_url: str = ""
    embed_url: str = ""
    file_url: str = ""
    thumbnail: Image | None = None

    @property
    def is_playable(self) -> bool:
        """Whether there is anything to play."""
        return bool(self.watch_url or self.file_url)


def trailer_of(videos: Iterable[Video]) -> VideoScreen | None:
    """Return the first playable trailer, or the first playable teaser when there is none."""
    playable = [video for video in videos if video.is_playable]
    for kind in (VideoKind.TRAILER, VideoKind.TEASER):
        for video in playable:
            if video.kind == kind:
                return screen_of(video)
    return None


def bonus_of(videos: Iterable[Video], trailer: VideoScreen | None) -> list[VideoScreen]:
    """Return the other videos; one that has lost its player stays while it has a description."""
    screens = [screen_of(video) for video in videos]
    return [
        screen
        for screen in screens
        if screen != trailer and (screen.is_playable or screen.description)
    ]


def screen_of(video: Video) -> VideoScreen:
    """Return the video ready to print; its key can only ever be one part of the address."""
    key = quote(video.key, safe="")
    provider = VideoProvider(video.provider) if video.provider else None
    return VideoScreen(
        title=video.title or str(video.get_kind_display()),
        kind=str(video.get_kind_display()),
        description=video.description,
        provider=str(provider.label) if provider else "",
        watch_url=_WATCH[provider].format(key) if provider in _WATCH else "",
        embed_url=_EMBED[provider].format(key) if provider in _EMBED else "",
        file_url=video.file.url if provider == VideoProvider.FILE else "",
        thumbnail=video.thumbnail,
    )
