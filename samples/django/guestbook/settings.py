import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from book import switches

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ.get("SECRET_KEY") or "only for a laptop"
DEBUG = False
ALLOWED_HOSTS = ["*"]  # the web server in front decides which names reach the app
INSTALLED_APPS = ["django.contrib.staticfiles", "book"]
INSTALLED_APPS += [f"switched.{name}_migration" for name in ("new", "fail") if switches.has(f"{name}-migration")]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]  # no accounts, so no sessions and no CSRF
ROOT_URLCONF = "guestbook.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}


def database(url):
    if not url:
        (BASE_DIR / "data").mkdir(exist_ok=True)
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "data" / "app.db", "OPTIONS": {"timeout": 10}}
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [parts.hostname])[0],
        "PORT": parts.port or "",
        "OPTIONS": {"connect_timeout": 5},
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL"))}
