"""ZIP files from outside: looked through before anything is unpacked, and then within bounds."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from films.importers.reading import ImportRefused

MOST_ENTRIES = 20_000
MOST_UNPACKED = 1_000_000_000  # bytes; a guide of 1,000 films with pictures has 300 million
MOST_OF_ONE = 200_000_000  # bytes; a video
_MOST_RATIO = 200  # unpacked bytes for each packed one; text comes to 10
_MOST_INDEX = 4_000_000  # bytes of the list of entries, which is read whole
_BLOCK = 1 << 18
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"


class Archive:
    """The entries of a ZIP file by their names; a folder around all of them is left out."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the list of entries and check each; raises ImportRefused."""
        _check_index(file)
        try:
            self._zip = zipfile.ZipFile(file)
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError):
            raise _broken() from None
        if len(entries) > MOST_ENTRIES:
            raise ImportRefused(
                _("The ZIP file has %(count)d entries; %(most)d are the most allowed.")
                % {"count": len(entries), "most": MOST_ENTRIES}
            )
        entries = [entry for entry in entries if not _is_clutter(entry.filename)]
        for entry in entries:
            _check(entry)
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise _too_large()
        top = _folder_around([entry.filename for entry in entries])
        self._entries = {entry.filename[len(top) :]: entry for entry in entries}
        self._left = MOST_UNPACKED

    @property
    def names(self) -> list[str]:
        """The names of all entries, in order."""
        return sorted(self._entries)

    def read(self, name: str, most: int) -> bytes:
        """Return the content of an entry, at most one byte more than ``most``."""
        content = bytearray()
        for block in self._blocks(name):
            content += block
            if len(content) > most:
                break
        return bytes(content[: most + 1])

    def unpack(self, name: str, folder: Path) -> None:
        """Write an entry to its place in a folder; raises ImportRefused."""
        path = folder.joinpath(*PurePosixPath(name).parts)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as target:
                for block in self._blocks(name):
                    target.write(block)
        except OSError as error:  # a name that no disk takes, or that is a file and a folder
            raise ImportRefused(
                _("“%(name)s” of the ZIP file cannot be unpacked: %(reason)s.")
                % {"name": name[:200], "reason": error.strerror}
            ) from None

    def _blocks(self, name: str) -> Iterator[bytes]:
        # What an entry says of its own size may be a lie: what comes out of it is counted.
        entry, size = self._entries[name], 0
        try:
            with self._zip.open(entry) as source:
                while block := source.read(_BLOCK):
                    size += len(block)
                    self._left -= len(block)
                    if size > MOST_OF_ONE or self._left < 0:
                        raise _too_large()
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, struct.error):
            raise ImportRefused(
                _("The ZIP file is broken, or only half of it is here: %(name)s cannot be read.")
                % {"name": name[:200]}
            ) from None


def _check_index(file: BinaryIO) -> None:
    """Refuse a list of entries so long that reading it alone would fill the memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise _broken()
    (length,) = struct.unpack_from("<I", tail, at + 12)
    if length > _MOST_INDEX or tail[max(0, at - 20) : at].startswith(_END_64):
        raise ImportRefused(
            _("The ZIP file has too many entries; %(most)d are the most allowed.")
            % {"most": MOST_ENTRIES}
        )


def _check(entry: zipfile.ZipInfo) -> None:
    name, shown = entry.filename, entry.filename[:200]
    parts = PurePosixPath(name).parts
    if "\\" in entry.orig_filename or ".." in parts or name.startswith("/") or ":" in parts[0]:
        raise ImportRefused(
            _("“%(name)s” leads out of the ZIP file: nothing was imported.") % {"name": shown}
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ImportRefused(
            _("“%(name)s” is a link to another place: nothing was imported.") % {"name": shown}
        )
    if entry.flag_bits & 1:
        raise ImportRefused(_("The ZIP file is locked with a password."))
    is_bomb = entry.file_size > _MOST_RATIO * max(entry.compress_size, 1)
    if entry.file_size > MOST_OF_ONE or (is_bomb and entry.file_size > 1_000_000):
        raise _too_large()


def _is_clutter(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or parts[0] == "__MACOSX" or parts[-1] in (".DS_Store", "Thumbs.db")


def _folder_around(names: list[str]) -> str:
    """Return "guide/" where all entries lie in that one folder, "" otherwise."""
    tops = {name.partition("/")[0] for name in names if "/" in name}
    is_loose = any("/" not in name for name in names)
    if is_loose or len(tops) != 1 or tops <= {"films", "people", "media"}:
        return ""
    return f"{tops.pop()}/"


def _broken() -> ImportRefused:
    return ImportRefused(_("The ZIP file is broken, or only half of it is here."))


def _too_large() -> ImportRefused:
    return ImportRefused(
        _("Unpacked, the ZIP file is larger than it may be: %(all)d MB in all, %(one)d MB a file.")
        % {"all": MOST_UNPACKED // 1_000_000, "one": MOST_OF_ONE // 1_000_000}
    )
