"""How gunicorn serves the office on its own machine."""

import os
from pathlib import Path
from threading import Thread

from gunicorn.glogging import Logger
from gunicorn.http import wsgi

# Which server answers is nobody's business.
wsgi.SERVER = "web"


class LogWithoutRequests(Logger):
    """Gunicorn's error log without senders and addresses of pages: both can tell of a child."""

    def warning(self, msg, *args, **kwargs):
        """Write a warning; of a malformed request only that there was one."""
        if msg.startswith("Invalid request"):
            msg = "Invalid request"
        super().warning(msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        """Write an error; of the request that met it only that there was one."""
        if msg.startswith("Error handling request"):
            msg, args = "Error handling request", ()
        super().exception(msg, *args, **kwargs)


bind = f"127.0.0.1:{os.environ['PORT']}"
wsgi_app = "upksai.wsgi"
workers = 2
# Threads, so that a browser's idle connection does not hold up a whole worker.
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 10
# The workers' sign of life belongs in memory: a busy disk must not look like a hung worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- a mode-0600 file
control_socket_disable = True
# Our own page answers an address that is too long (414); far beyond that gunicorn hangs up.
limit_request_line = 8190
# No request says where the office begins or whether it came by https; of the proxy's words Django
# believes the one that the settings name.
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
accesslog = None
errorlog = "-"
logger_class = LogWithoutRequests


def post_worker_init(_worker) -> None:
    """Read the names of all children in the background while the first pages are served."""
    from cases.uploads.apart import open_workshop  # noqa: PLC0415 -- Django is ready only in a worker

    Thread(target=_read_names, daemon=True).start()
    open_workshop()


def _read_names() -> None:
    from django.db import connection  # noqa: PLC0415 -- the same

    from upksai.privacy import names  # noqa: PLC0415 -- the same

    try:
        for index in names.ALL:
            index.warm_up()
    finally:
        connection.close()
