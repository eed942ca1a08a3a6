"""Static files made from packages, never copied into the repository: typeface and framework."""

import hashlib
import os
import re
import tempfile
from functools import cached_property
from pathlib import Path

import django_include_bootstrap
import fontpkg_public_sans
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from fontTools import subset

TYPEFACE = "fonts/public-sans-latin.woff2"
SOURCE = fontpkg_public_sans.ROOT / "files" / "PublicSans[wght].ttf"
FRAMEWORK = "css/framework.css"
FRAMEWORK_SOURCE = (
    Path(django_include_bootstrap.__file__).parent / "static" / "css" / "bootstrap.min.css"
)
DATA_PICTURE = re.compile(r'url\("data:[^"]*"\)')
PUNCTUATION = "–—‘’‚“”„…·×°−•†‹›€™′″"
LETTERS = sorted({*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, PUNCTUATION)})
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "pnum", "lnum", "case"]


class MadeFileFinder(BaseFinder):
    """Offers one file that is made from a package, once, in a folder named after its recipe."""

    path: str
    recipe: tuple

    @staticmethod
    def make(target: Path) -> None:
        """Write the file."""
        raise NotImplementedError

    @cached_property
    def storage(self) -> FileSystemStorage:
        """Where the file lies once it is made."""
        name = hashlib.blake2s(repr(self.recipe).encode(), digest_size=8).hexdigest()
        storage = FileSystemStorage(location=Path(settings.VAR_DIR) / "made" / name)
        storage.prefix = ""  # type: ignore[attr-defined]  # read by collectstatic
        return storage

    def find(self, path, find_all=False, **kwargs):  # noqa: FBT002 -- Django's signature
        """Say where the file lies on disk; an empty list for any other path."""
        find_all = kwargs.get("all", find_all)
        if path.replace("\\", "/") != self.path:
            return []
        found = str(self._made())
        return [found] if find_all else found

    def list(self, ignore_patterns):
        """List the one file, for collectstatic and WhiteNoise."""
        if not matches_patterns(self.path, ignore_patterns or []):
            self._made()
            yield self.path, self.storage

    def check(self, **kwargs):
        """Report nothing: there is nothing to configure."""
        return []

    def _made(self) -> Path:
        target = Path(self.storage.path(self.path))
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=target.parent, suffix=".part")
            os.close(handle)
            self.make(Path(unfinished))
            Path(unfinished).chmod(0o644)
            Path(unfinished).replace(target)  # two may make it at once: the last whole file stays
        return target


def cut_typeface(target: Path) -> None:
    """Write the Latin letters of Public Sans to `target` (woff2, about 25 KB)."""
    options = subset.Options(flavor="woff2", recalc_timestamp=False, layout_features=FEATURES)
    with subset.load_font(str(SOURCE), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
        subset.save_font(font, str(target), options)


def plain_framework(target: Path) -> None:
    """Write Bootstrap's stylesheet without its pictures in `data:` addresses.

    Our Content-Security-Policy refuses them, and ours replace them anyway; but until our own
    stylesheet is there the browser would try, and complain.
    """
    target.write_text(DATA_PICTURE.sub("none", FRAMEWORK_SOURCE.read_text(encoding="utf-8")))


class TypefaceFinder(MadeFileFinder):
    """Offers the Latin part of Public Sans, all weights in one woff2 file."""

    path = TYPEFACE
    recipe = (SOURCE.stat().st_size, LETTERS, FEATURES)
    make = staticmethod(cut_typeface)


class FrameworkFinder(MadeFileFinder):
    """Offers Bootstrap's stylesheet without pictures that the browser would be refused."""

    path = FRAMEWORK
    recipe = (FRAMEWORK_SOURCE.stat().st_size, DATA_PICTURE.pattern)
    make = staticmethod(plain_framework)
