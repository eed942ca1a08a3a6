"""Settings for tests: fast hashing, plain static files and no secrets."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ["HTTPS"] = "0"
os.environ["DEMO"] = "0"
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="upksai-test-")
os.environ.pop("KEY_DIR", None)

from upksai.settings import *  # noqa: F403 -- the environment comes first
from upksai.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
KEYS_ON_DISK = False
# Most tests begin signed in. Those about the second factor ask for it.
SECOND_FACTOR_REQUIRED = False
