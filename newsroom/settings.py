"""Settings of the site: one file, and the environment decides.

Without any variable set, the site is *local*: an embedded PostgreSQL in `var/`, a secret key
kept there, loopback hosts only. With `DATABASE_URL` it is in production, where `SECRET_KEY` and
`ALLOWED_HOSTS` must be given; what is wrong or missing is a system check (`newsroom/checks.py`).

    DATABASE_URL        PostgreSQL 14 or newer: postgresql://user:password@host/name
    SECRET_KEY          a long random string
    ALLOWED_HOSTS       host names, separated by commas
    MEDIA_ROOT          where uploaded photos are kept (default: var/media)
    NEWSROOM_LOCAL=1    local, even with a DATABASE_URL
    DEBUG=1             tracebacks in the browser; refused in production
    INSECURE_COOKIES=1  production behind plain HTTP
    API_RATE            uncached requests a minute of the API from one address, for each process
                        (default: 600); 0 is no limit
    PROXIES             how many proxies stand in front, each adding to X-Forwarded-For; who comes
                        through one that is not counted has its address (default: 0)
    TIME_ZONE           whose days the days of the record are, such as Europe/Berlin (default: UTC)
    POLL_LEASE          seconds after which a poll is taken to have died (default: 300)
    TRIAL_HOSTS         loopback hosts that may be fetched from, for trials on one's own machine:
                        127.0.0.1:8001,localhost:8002 (default: none; never in production)
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from newsroom import embedded_postgres
from newsroom.local import kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"


def flag(name, default=False):
    """True when the environment variable says yes; `default` when it says nothing."""
    return os.environ.get(name, str(int(default))).lower() in {"1", "true", "yes", "on"}


def words(name):
    """The words of an environment variable, separated by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


LOCAL = flag("NEWSROOM_LOCAL", default="DATABASE_URL" not in os.environ)
DEBUG = flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = words("ALLOWED_HOSTS")
if LOCAL:
    SECRET_KEY = SECRET_KEY or kept_secret(VAR / "secret-key")
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

# --- What the site is made of ---------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom",
    "people",
    "articles",
    "taggit",
    "django_prose_editor",
    "js_asset",
    "ninja",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.api.middleware.for_programs",
    "newsroom.middleware.one_address",
    "newsroom.middleware.cache_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Where things are kept ------------------------------------------------------------------

if "DATABASE_URL" in os.environ:
    DATABASES = {"default": dj_database_url.config()}
else:
    DATABASES = {"default": embedded_postgres.database(VAR)}
DATABASES["default"].update(
    CONN_MAX_AGE=60,
    CONN_HEALTH_CHECKS=True,
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
# Nothing to collect on one's own machine: files are served from where they lie.
STATIC_ROOT = None if LOCAL else VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if LOCAL:
    STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = DEBUG

# Rendered pages, each under the number of the edition it belongs to: see newsroom/middleware.py.
# Beside them, how much each address asks of the API.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}

# An article's form carries its whole body: room for the longest one and its photos.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- The API --------------------------------------------------------------------------------

API_RATE = int(os.environ.get("API_RATE", 600))
# By it, ninja tells which part of X-Forwarded-For to believe: without a proxy, none.
NINJA_NUM_PROXIES = int(os.environ.get("PROXIES", 0))

# --- What is fetched from elsewhere ---------------------------------------------------------

POLL_LEASE = int(os.environ.get("POLL_LEASE", 300))
TRIAL_HOSTS = words("TRIAL_HOSTS") if LOCAL else []

# --- Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_I18N = False
USE_TZ = True

# --- Tags -----------------------------------------------------------------------------------

TAGGIT_CASE_INSENSITIVE = True

# --- Security -------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
if not LOCAL and not flag("INSECURE_COOKIES"):
    SESSION_COOKIE_NAME = "__Host-session"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

# Nothing from elsewhere. The nonce serves the admin's editor alone: pages for readers ask for
# none, so that a page stays the same for everybody and can be cached.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Log ------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
