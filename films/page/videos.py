"""Videos as the page plays them: behind a picture, from elsewhere only after the press."""

from collections.abc import Iterable
from dataclasses import dataclass

from films.choices import VideoKind, VideoProvider
from films.models import Image, Video
from films.videos import embed_url, watch_url


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
    """Return the video ready to print."""
    kind = str(video.get_kind_display())
    return VideoScreen(
        title=video.title or kind,
        kind=kind,
        description=video.description,
        provider=str(video.get_provider_display()),
        watch_url=watch_url(video.provider, video.key),
        embed_url=embed_url(video.provider, video.key),
        file_url=video.file.url if video.provider == VideoProvider.FILE else "",
        thumbnail=video.thumbnail,
    )
