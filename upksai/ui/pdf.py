"""Pages on paper: HTML becomes a tagged PDF, and only our own static files may go into it.

A template names them by relative address: `css/letter-pdf.css`, `img/logo.svg`.
"""

import mimetypes
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

#: Stands for our static files; no host has this name (RFC 2606).
OURS = "https://static.invalid/"


class AddressRefused(Exception):
    """A document asked for something that is not one of our static files."""


def to_pdf(html: str, *, variant: str = "pdf/ua-1") -> bytes:
    """Draw a whole HTML page as a PDF; title and language come from the page.

    `variant` is "pdf/ua-1" (tagged) or "pdf/a-3a" (tagged, for the archive).
    """
    from weasyprint import HTML  # noqa: PLC0415 -- slow, and it needs pango
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 -- as slow

    try:
        page = HTML(string=html, base_url=OURS, url_fetcher=_fetcher())
        return page.write_pdf(pdf_variant=variant)
    except FatalURLFetchingError as fatal:
        raise fatal.__cause__ or fatal from None


def static_file(url: str) -> Path:
    """Where one of our static files lies on disk, by its address in a document."""
    parts = urlsplit(url)
    path = unquote(parts.path).lstrip("/")
    if f"{parts.scheme}://{parts.netloc}/" != OURS or ".." in path.split("/"):
        raise AddressRefused(url)
    try:
        found = finders.find(path)
    except SuspiciousFileOperation:
        found = None
    if not found or not Path(found).is_file():
        raise AddressRefused(url)
    return Path(found)


@cache
def _fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- as slow

    class OnlyStaticFiles(URLFetcher):
        """Reads files that `static_file` allows; opens no address at all."""

        def fetch(self, url, headers=None):
            kind = mimetypes.guess_type(urlsplit(url).path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, static_file(url).read_bytes(), {"Content-Type": kind})

    return OnlyStaticFiles(fail_on_errors=True)
