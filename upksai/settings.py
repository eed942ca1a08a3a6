"""One settings file for every place the project runs; what differs comes from the environment."""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)

# Safe unless the environment says otherwise: no default secret, no default account, no debug.
SECRET_KEY = env("SECRET_KEY")
DEBUG = env.bool("DEBUG", False)
# DEMO=1 loads invented people, prints their passwords and shows the banner "DATA CONTOH".
DEMO = env.bool("DEMO", False)
# Plain http is for the demo on one's own machine only.
HTTPS = env.bool("HTTPS", not DEMO)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEMO else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The web process is not the owner of its tables; manage.py says which commands run as the owner.
WEB = env.db("DATABASE_URL")
_owner = env.db("OWNER_DATABASE_URL") if env("OWNER_DATABASE_URL", default="") else WEB
DATABASES = {"default": _owner if env.bool("AS_OWNER", False) else WEB}
WEB_ROLE = "" if _owner["USER"] == WEB["USER"] else WEB["USER"]
del _owner  # neither here nor in the environment: what takes over this process must not find it
os.environ.pop("OWNER_DATABASE_URL", None)
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

INSTALLED_APPS = [
    "upksai.ui",
    "upksai.privacy",
    "upksai.directory",
    "upksai.accounts",
    "upksai.workflow",
    "upksai.desk",
    "cases",
    "complaints",
    "referrals",
    "monitoring",
    "reports",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
    "csp",
    "django_htmx",
    "django_include_bootstrap",
]
MIDDLEWARE = [
    # First what every answer says, also where somebody is turned away at the door.
    "upksai.ui.middleware.guarded",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "upksai.ui.middleware.Doorkeeper",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "upksai.accounts.middleware.SessionLimits",
    "upksai.accounts.middleware.SecondFactorFirst",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "upksai.ui.middleware.FormsOfOthers",
    "upksai.privacy.middleware.EveryReadingRemembered",  # last: what it calls is the page
]
ROOT_URLCONF = "upksai.urls"
WSGI_APPLICATION = "upksai.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "upksai.privacy.masking.MaskingTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "upksai.ui.context.frame",
            ]
        },
    }
]

# Who is offered which page; the frame draws it without knowing the domain.
STAFF_MENU = "upksai.desk.menu.menu_for"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["upksai.accounts.backends.NamesStayHere"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "upksai.accounts.passwords.NotMadeOfCommonWords"},
]
ACCOUNT_ADAPTER = "upksai.accounts.adapter.StaffOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# allauth counts in the cache, which each worker has for itself: upksai.accounts.guessing counts
# in the database instead.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_FORMS = {"change_password": "upksai.accounts.forms.ChangePasswordForm"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Everyone needs a second factor; in the demo it may be tried out.
SECOND_FACTOR_REQUIRED = not DEMO
MFA_ADAPTER = "upksai.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "upksai.accounts.forms.CodeForm",
    "reauthenticate": "upksai.accounts.forms.CodeAgainForm",
    "activate_totp": "upksai.accounts.forms.FirstCodeForm",
    "authenticate_webauthn": "upksai.accounts.forms.KeyForm",
    "reauthenticate_webauthn": "upksai.accounts.forms.KeyAgainForm",
    "add_webauthn": "upksai.accounts.forms.NewKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A passkey belongs to https; plain http exists only on one's own machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

KEY_DIR = Path(env("KEY_DIR", default=env("VAR_DIR", default=str(BASE_DIR / "var")) + "/keys"))
# The end of the audit trail, outside the database; the signed notes belong on another disk too.
AUDIT_HEAD = Path(env("AUDIT_HEAD", default=str(KEY_DIR / "audit-head")))
AUDIT_CHECKPOINTS = Path(
    env(
        "AUDIT_CHECKPOINTS",
        default=env("VAR_DIR", default=str(BASE_DIR / "var")) + "/audit/checkpoints",
    )
)
# Who gets the hourly note by mail: the head and the auditor.
AUDIT_MAIL_TO = env.list("AUDIT_MAIL_TO", default=[])
KEYS_ON_DISK = True  # a new data key is on the disk before what it seals
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
# No smaller count leaves the office, nor what would give it away (at least 3).
STATISTICS_K = env.int("STATISTICS_K", default=5)

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "upksai.ui.finders.TypefaceFinder",
    "upksai.ui.finders.FrameworkFinder",
]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Pages ask only for hashed names; Bootstrap's maps are for its own developers.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
# Uploads stay in memory until they are sealed (upksai.privacy.sealed_files); none lies in /tmp.
FILE_UPLOAD_HANDLERS = ["upksai.ui.upload_memory.InMemoryOnly"]
# A file of 10 MB and what is typed beside it; a form without files; its fields.
LARGEST_REQUEST = 12_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

SESSION_ENGINE = "upksai.accounts.sessions"
# upksai.accounts.middleware ends a session after 15 idle minutes and 12 hours in all.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# `__Host-` keeps a cookie to this very host; browsers take it with https only.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
# What was just done is told once, from the session: not even that much lies in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# Only then is what a proxy says about the sender believed.
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# `no-referrer` would send `Origin: null` with every form and break them.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "upksai.ui.views.form_expired"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "frame-src": [NONE],
        "media-src": [NONE],
        "worker-src": [NONE],
        "manifest-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Of all that browsers lend to pages, ours need to copy a code and to ask for a passkey. What
# Chromium's console calls unknown, or still a trial, is not named.
POWERS = """
accelerometer aria-notify autoplay browsing-topics camera captured-surface-control clipboard-read
clipboard-write compute-pressure cross-origin-isolated deferred-fetch deferred-fetch-minimal
digital-credentials-get display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid
identity-credentials-get idle-detection interest-cohort keyboard-map language-detector
language-model local-fonts local-network local-network-access loopback-network magnetometer
microphone midi on-device-speech-recognition otp-credentials payment picture-in-picture
private-state-token-issuance private-state-token-redemption publickey-credentials-create
publickey-credentials-get screen-wake-lock serial shared-storage shared-storage-select-url
storage-access summarizer sync-xhr translator unload usb window-management xr-spatial-tracking
"""
PERMITTED = {"clipboard-write", "publickey-credentials-create", "publickey-credentials-get"}
PERMISSIONS_POLICY = {power: ["self"] if power in PERMITTED else [] for power in POWERS.split()}

# Without the office's mail server no mail leaves the machine, and no page says that one did.
vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="upksai@localhost")
EMAIL_TIMEOUT = 5
# No request line, address, parameter or record reaches the log: only what went wrong and where.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "upksai.ui.logs.WithoutPeople"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["quiet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {
            "handlers": ["console"],
            "level": "CRITICAL",
            "propagate": False,
        },
    },
}
