"""When a page fails because the office's keys are not where they belong."""

import logging
import sys

from django.http import HttpRequest, HttpResponse

from upksai.ui.views import plain, went_wrong

from .keyring import KeysMissing

log = logging.getLogger(__name__)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the keys are missing, with what to do; 500 for everything else."""
    if isinstance(sys.exc_info()[1], KeysMissing):
        log.critical("the keys are not in KEY_DIR: put them back, or restore them from the papers")
        return plain("503.html", 503)
    return went_wrong(request)
