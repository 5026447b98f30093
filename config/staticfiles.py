"""Static files under names that hold a hash, each stylesheet's imports folded into one file.

Browsers load static/css/site.css with its imports as it stands in development; a visitor gets one
file. WhiteNoise then adds a gzip and a brotli copy of each.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\(([\w.]+)\);\n?')
URL = re.compile(r'url\("(?!/|data:|https?:)([^"]+)"\)')


class OneStylesheetStorage(CompressedManifestStaticFilesStorage):
    """The storage that `collectstatic` fills and the templates' static tag reads."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Fold the imports of each stylesheet, then hash and compress as ever."""
        for name in [name for name in paths if name.endswith(".css")]:
            css = self._read(paths, name)
            if not dry_run and IMPORT.search(css):
                folded = self._folded(paths, name, css)
                self.delete(name)
                self._save(name, ContentFile(folded.encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)

    def _read(self, paths: dict[str, Any], name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()

    def _folded(self, paths: dict[str, Any], name: str, css: str) -> str:
        return IMPORT.sub(lambda match: self._layer(paths, name, *match.groups()), css)

    def _layer(self, paths: dict[str, Any], parent: str, relative: str, layer: str) -> str:
        """Return the imported file wrapped in its layer, its own addresses relative to parent."""
        folder = posixpath.dirname(parent)
        name = posixpath.normpath(posixpath.join(folder, relative))

        def rebase(match: re.Match[str]) -> str:
            target = posixpath.join(posixpath.dirname(name), match[1])
            return f'url("{posixpath.relpath(target, folder)}")'

        return f"@layer {layer} {{\n{URL.sub(rebase, self._read(paths, name))}}}\n"
