"""The settings of a site: read from the environment and from the file .env beside manage.py.

docs/operating.md says what each one does, .env.example lists them; tests/config/test_settings.py
holds both complete. All that is no choice of the operator stands here once, with its reason.
"""

import os
import warnings
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.http.request import split_domain_port

from config import sqlite
from config.environment import Environment, WrongSetting
from config.secret_key import stored_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(Path(os.environ.get("ENV_FILE", BASE_DIR / ".env")))

DEBUG = env.flag("DEBUG", False)
DATA_DIR = (BASE_DIR / env.text("DATA_DIR", "var")).resolve()

# Where the site answers ------------------------------------------------------------------------

HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, least=1, most=65535)
WORKERS = env.number("WORKERS", max(2, os.cpu_count() or 1), least=1, most=64)
SITE_NAME = env.text("SITE_NAME", "Marquee")
SITE_URL = env.origin("SITE_URL", f"http://127.0.0.1:{PORT}")
IS_HTTPS = SITE_URL.startswith("https://")
THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.names(
    "ALLOWED_HOSTS", dict.fromkeys([*THIS_MACHINE, split_domain_port(urlsplit(SITE_URL).netloc)[0]])
)
if "*" in ALLOWED_HOSTS and not DEBUG:
    raise WrongSetting("ALLOWED_HOSTS", "must name the hosts; * would let anybody choose our name.")
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, least=0, most=5)
ADMIN_PATH = env.text("ADMIN_PATH", "admin").strip("/") + "/"
if not ADMIN_PATH.replace("-", "").replace("/", "").isalnum():
    raise WrongSetting("ADMIN_PATH", "may hold only letters, digits and hyphens.")

# Secrets ---------------------------------------------------------------------------------------

SECRET_KEY = env.text("SECRET_KEY")
if SECRET_KEY and len(SECRET_KEY) < 50:
    raise WrongSetting("SECRET_KEY", "is too short: it needs at least 50 random characters.")
if not SECRET_KEY:
    try:
        SECRET_KEY = stored_key(DATA_DIR / "secret_key")
    except OSError as error:
        raise WrongSetting("DATA_DIR", f"cannot be used: {error.strerror} ({DATA_DIR}).") from None
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")

# The application -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "films.apps.FilmsConfig",
    "reviews.apps.ReviewsConfig",
    "config.apps.SiteConfig",
]
MIDDLEWARE = [
    "config.headers.SecurityHeaders",  # first, so that errors of all the others get them as well
    "config.body_limit.BodyLimit",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.TextCompression",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.staff_session.StaffSession",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "config.site_context.site",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if django.VERSION < (6, 0):
    # Django 6 takes https for an address without a scheme; 5.2 does so when asked, and complains.
    warnings.filterwarnings("ignore", message="The FORMS_URLFIELD_ASSUME_HTTPS transitional")
    FORMS_URLFIELD_ASSUME_HTTPS = True

# Reviews of visitors: publish at once, hold all for a moderator, or hold what looks like spam.
REVIEWS_MODERATION = env.choice("REVIEWS_MODERATION", "risk", ["publish", "hold", "risk"])

# What the proofreader finds: nothing of it, what would be false in public, or all of it must be
# mended before a page is published.
PUBLISH_GATE = env.choice("PUBLISH_GATE", "blocking", ["off", "blocking", "all"])
STALE_AFTER_DAYS = env.number("STALE_AFTER_DAYS", 180, least=1, most=3650)
# Nothing else of this site asks other sites for anything; not even this unless it is asked for.
CHECK_LINKS = env.flag("CHECK_LINKS", False)

# The database ----------------------------------------------------------------------------------

sqlite.use_fixed_driver()
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'marquee.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["OPTIONS"] = sqlite.options(sqlite.driver_version())
else:
    try:
        import psycopg_pool  # noqa: F401  (asked for here, so that its absence is a sentence)
    except ImportError:
        raise WrongSetting(
            "DATABASE_URL",
            "names PostgreSQL, whose driver is missing:"
            " run .venv/bin/pip install -r requirements/postgres.txt",
        ) from None
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": 4, "timeout": 5},
        "connect_timeout": 3,
        "target_session_attrs": "read-write",
        "options": "-c statement_timeout=5000 -c lock_timeout=2000"
        " -c idle_in_transaction_session_timeout=10000",
    }

# The cache: never the only copy of anything ----------------------------------------------------

CACHE_URL = env.cache("CACHE_URL", "locmem://")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if not CACHE_URL.startswith("locmem"):
    try:
        import redis  # noqa: F401  (asked for here, so that its absence is a sentence)
    except ImportError:
        raise WrongSetting(
            "CACHE_URL",
            "names Redis, whose driver is missing:"
            " run .venv/bin/pip install -r requirements/redis.txt",
        ) from None
    CACHES = {
        "default": {
            "BACKEND": "config.cache.ForgivingRedisCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": "marquee",
        }
    }

# Files -----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.staticfiles.OneStylesheetStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o644
# The admin's limits; config/body_limit.py allows the public much less. A film page with 200 credits
# and all its rows sends some thousand fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Mail ------------------------------------------------------------------------------------------

mail = env.mail("EMAIL_URL", "consolemail://")
EMAIL_BACKEND = mail["EMAIL_BACKEND"]
if not (DEBUG or env.text("EMAIL_URL")):
    EMAIL_BACKEND = "config.console_mail.EmailBackend"  # no secret links in a log
EMAIL_HOST = mail["EMAIL_HOST"] or "localhost"
EMAIL_PORT = mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER = mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = mail["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL", f"{SITE_NAME} <marquee@{urlsplit(SITE_URL).hostname}>"
)

# Language and time -----------------------------------------------------------------------------

LANGUAGE_CODE = env.text("LANGUAGE_CODE", "en")
if not (BASE_DIR / "locale" / LANGUAGE_CODE.replace("-", "_")).is_dir() and LANGUAGE_CODE != "en":
    raise WrongSetting("LANGUAGE_CODE", f"is {LANGUAGE_CODE!r}, but there is no such translation.")
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
USE_I18N = USE_TZ = True

# Staff -----------------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds of rest; config/staff_session.py renews it while in use
STAFF_SESSION_DAYS = 7

# Security --------------------------------------------------------------------------------------
# A browser takes a __Host- cookie over https only; `make run` answers on plain http.

SESSION_COOKIE_NAME = "__Host-sessionid" if IS_HTTPS else "sessionid"
CSRF_COOKIE_AGE = None  # gone with the browser's session, as the visitors are told
CSRF_COOKIE_NAME = "__Host-csrftoken" if IS_HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "films.views.lost.csrf_failure"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS and env.flag("HSTS_PRELOAD", False)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
ADMIN_CSP = {**SECURE_CSP, "img-src": ["'self'", "data:", "blob:"]}
# Preloading binds every subdomain for years: the operator asks for it (HSTS_PRELOAD), no check.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Logs ------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.Formatter",  # strikes out secret links and e-mail addresses
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},  # none at all would print to stderr
    },
    "root": {
        "handlers": ["stderr"],
        "level": env.choice("LOG_LEVEL", "WARNING", ["DEBUG", "INFO", "WARNING", "ERROR"]),
    },
    "loggers": {
        "django": {"handlers": ["stderr"], "propagate": False},
        # The requests that `make dev` prints; Django's own handler would print secret links.
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Addresses that do not exist may hold somebody's private link with a letter missing.
        "django.request": {"level": "ERROR"},
        # Anybody can ask for any host name, as often as they like.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
