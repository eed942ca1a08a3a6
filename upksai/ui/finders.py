"""The typeface as a static file: cut from its package once, never copied into the repository."""

import hashlib
import os
import tempfile
from functools import cached_property
from pathlib import Path

import fontpkg_public_sans
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from fontTools import subset

TYPEFACE = "fonts/public-sans-latin.woff2"
SOURCE = fontpkg_public_sans.ROOT / "files" / "PublicSans[wght].ttf"
PUNCTUATION = "–—‘’‚“”„…·×°−•†‹›€™′″"
LETTERS = sorted({*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, PUNCTUATION)})
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "pnum", "lnum", "case"]


class TypefaceFinder(BaseFinder):
    """Offers the Latin part of Public Sans, all weights in one woff2 file."""

    @cached_property
    def storage(self) -> FileSystemStorage:
        """Where the cut typeface lies, in a folder named after what was cut."""
        recipe = repr((SOURCE.stat().st_size, LETTERS, FEATURES)).encode()
        name = hashlib.blake2s(recipe, digest_size=8).hexdigest()
        storage = FileSystemStorage(location=Path(settings.VAR_DIR) / "typeface" / name)
        storage.prefix = ""  # type: ignore[attr-defined]  # read by collectstatic
        return storage

    def find(self, path, find_all=False, **kwargs):  # noqa: FBT002 -- Django's signature
        """Say where the typeface lies on disk; an empty list for any other path."""
        find_all = kwargs.get("all", find_all)
        if path.replace("\\", "/") != TYPEFACE:
            return []
        found = str(self._cut())
        return [found] if find_all else found

    def list(self, ignore_patterns):
        """List the one file, for collectstatic and WhiteNoise."""
        if not matches_patterns(TYPEFACE, ignore_patterns or []):
            self._cut()
            yield TYPEFACE, self.storage

    def check(self, **kwargs):
        """Report nothing: there is nothing to configure."""
        return []

    def _cut(self) -> Path:
        target = Path(self.storage.path(TYPEFACE))
        if not target.exists():
            cut_typeface(target)
        return target


def cut_typeface(target: Path) -> None:
    """Write the Latin letters of Public Sans to `target` (woff2, about 25 KB)."""
    options = subset.Options(flavor="woff2", recalc_timestamp=False, layout_features=FEATURES)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    with subset.load_font(str(SOURCE), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
        subset.save_font(font, unfinished, options)
    Path(unfinished).chmod(0o644)
    Path(unfinished).replace(target)  # two processes may cut at once: the last whole file stays
