"""Django's settings; what differs between installations comes from the environment."""

import os
from pathlib import Path

from safar.config import languages
from safar.config.modules import MODULES
from safar.plumbing.database import settings_of
from safar.plumbing.web.security import SECURITY_SETTINGS

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("SAFAR_HOME") or ROOT / "var")
FILES_DIR = HOME / "files"
DEFINITIONS_DIR = ROOT / "definitions"
FONT_DIRS = [ROOT / "node_modules" / "vazirmatn" / "fonts" / "ttf"]

DEBUG = False
SECRET_KEY = os.environ.get("SAFAR_SECRET", "only for commands that serve nobody")
ALLOWED_HOSTS = os.environ.get("SAFAR_HOSTS", "localhost,127.0.0.1,testserver").split(",")
DEMONSTRATION = os.environ.get("SAFAR_DEMONSTRATION") == "1"


class _Nowhere(dict[str, None]):
    """Says of every context that it has no steps, so that its tables are made at once (`plumbing/tables.py`)."""

    def __contains__(self, label: object) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


# The application's own role; `owner` exists only while migrating.
DATABASES = {"default": settings_of(os.environ.get("DATABASE_URL", "postgresql://safar_app@/safar"))}
# A page that fails undoes what it had begun, inside the transaction that the actor's scope opened around it.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
if os.environ.get("DATABASE_OWNER_URL") and os.environ.get("SAFAR_MIGRATING") == "1":
    DATABASES["owner"] = settings_of(os.environ["DATABASE_OWNER_URL"])
if os.environ.get("SAFAR_TABLES_AT_ONCE") == "1":
    MIGRATION_MODULES = _Nowhere()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CONTEXTS = ["plumbing", "accounts", "programmes", "people", "consent", "cases", "desk"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    *[f"safar.{context}" for context in CONTEXTS if (ROOT / "safar" / context / "apps.py").exists()],
    *MODULES,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "safar.plumbing.web.middleware.PageMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "safar.accounts.web.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "safar.accounts.web.middleware.SignedInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "safar.accounts.web.middleware.ActorMiddleware",
]
ROOT_URLCONF = "safar.config.urls"
WSGI_APPLICATION = "safar.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates", *sorted((ROOT / "safar").glob("*/web/templates"))],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "safar.plumbing.web.context.page",
                "safar.accounts.web.context.post",
            ],
            "libraries": {"safar": "safar.plumbing.web.templatetags.safar"},
            "builtins": ["django.templatetags.i18n", "safar.plumbing.web.templatetags.safar"],
        },
    }
]
FORM_RENDERER = "safar.plumbing.web.forms.Renderer"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "safar.accounts.web.adapter.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "safar.accounts.web.signin.SignInForm",
    "change_password": "safar.accounts.web.signin.OwnPasswordForm",
}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False

LANGUAGE_CODE = "en"
languages.teach_django()
LANGUAGES = languages.PAGE_LANGUAGES
LANGUAGES_BIDI = languages.RIGHT_TO_LEFT
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [
    ROOT / "static",
    ("bootstrap", ROOT / "node_modules" / "bootstrap" / "dist" / "css"),
    ("vazirmatn", ROOT / "node_modules" / "vazirmatn" / "fonts" / "webfonts"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if os.environ.get("SAFAR_TESTING") == "1"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = os.environ.get("SAFAR_TESTING") == "1"

# No person's name reaches a log: records carry codes and ids only.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# What the pages of consent ask of the floor above it, by name: the case file of a journey, the tasks that arose.
SAFAR_CASE_OF_JOURNEYS = "safar.cases.queries.case_of_journeys"
SAFAR_TASKS_OF_TRAVELLERS = "safar.cases.queries.tasks_of_travellers"

# What the plumbing's navigation asks of higher floors, by name, so that it imports none of them.
SAFAR_MAY = "safar.accounts.queries.may"
SAFAR_SEARCH_URL_NAME = "search"

globals().update(SECURITY_SETTINGS)
