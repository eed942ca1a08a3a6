"""What gunicorn serves; not without keys."""

import os
import sys

import django
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upksai.settings")
django.setup()

from upksai.privacy import checks, keyring  # noqa: E402 -- needs the settings

if not keyring.is_healthy():
    sys.exit(checks.MISSING.format(folder=keyring.folder()))
application = get_wsgi_application()
