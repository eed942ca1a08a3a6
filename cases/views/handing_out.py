"""How a sealed file is handed out: to be kept, never to be shown or run by a browser."""

import logging

from django.http import HttpResponse
from django.shortcuts import render

from upksai.privacy.cipher import CannotOpen
from upksai.privacy.datakeys import KeyDestroyed, NoSuchKey
from upksai.privacy.keyring import KeysMissing
from upksai.ui.ranges import CannotServe, asked_range

log = logging.getLogger(__name__)
HEADERS = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-store",
    "Content-Encoding": "identity",  # a packed answer would not be the bytes that were asked for
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def handed_out(request, find, *, name: str, content_type: str) -> HttpResponse:
    """A file `find` gives, or the bytes of it that were asked for; all open, or none goes out."""
    try:
        return _attachment(request, find(), name, content_type)
    except KeyDestroyed:
        return render(request, "cases/file_destroyed.html", status=410)
    except (CannotOpen, NoSuchKey, KeysMissing):
        log.error("a sealed file does not open: its key or its bytes are not as they were")
        return render(request, "cases/file_unreadable.html", status=503)


def _attachment(request, sealed, name: str, content_type: str) -> HttpResponse:
    try:
        part = asked_range(request.headers.get("Range", ""), sealed.size)
    except CannotServe:
        whole = {"Content-Range": f"bytes */{sealed.size}"}
        return HttpResponse(status=416, headers=HEADERS | whole)
    start, stop = part or (0, sealed.size)
    answer = HttpResponse(sealed.read(start, stop), content_type=content_type, headers=HEADERS)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Length"] = str(stop - start)
    if part:
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {start}-{stop - 1}/{sealed.size}"
    return answer
