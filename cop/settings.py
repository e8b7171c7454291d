"""Settings of CoP. What differs between machines comes from the environment (see .env.example)."""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

# --- The way this site runs -------------------------------------------------------------------

DEMO = env.bool("COP_DEMO", default=False)  # the demo community, demo accounts and demo mail
DEBUG = env.bool("COP_DEBUG", default=False)
TESTING = False
DEMO_SECRET = "demo-only-secret-never-used-in-production"  # noqa: S105 - refused unless COP_DEMO
SECRET_KEY = env.str("COP_SECRET_KEY", default=DEMO_SECRET if DEMO else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set COP_SECRET_KEY to a long random value (docs/running.md).")
if SECRET_KEY == DEMO_SECRET and not DEMO:
    raise ImproperlyConfigured("COP_SECRET_KEY is the demo's; set a long random value.")
if DEBUG and not DEMO:
    raise ImproperlyConfigured(
        "COP_DEBUG shows the inside of the site to everybody; only the demo may use it."
    )
SITE_URL = env.str("COP_SITE_URL", default="http://localhost:8000")
SITE_NAME = env.str("COP_SITE_NAME", default="CoP")
ALLOWED_HOSTS = env.list("COP_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("COP_TRUSTED_ORIGINS", default=[])
SECURE = SITE_URL.startswith("https://")
DATA_DIR = Path(env.str("COP_DATA_DIR", default=str(BASE_DIR / "var")))
SITE_ID = 1

INSTALLED_APPS = [
    "modeltranslation",
    "cop.core",
    "cop.vocabulary",
    "cop.members",
    "forums",
    "repository",
    "rooms",
    "scenarios",
    "search",
    "cop.pages",
    *(["cop.demo"] if DEMO else []),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "channels",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "cop.core.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cop.core.middleware.PolicyHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cop.core.middleware.NotAllowedPageMiddleware",
    "cop.members.middleware.FormStatusMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cop.urls"
ASGI_APPLICATION = "cop.asgi.application"
FORM_RENDERER = "cop.core.forms.DesignRenderer"
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
                "cop.core.context_processors.site",
                "cop.pages.context_processors.funding",
            ],
            # ours last: its `language_name` gives the own name, Django's the English one
            "builtins": ["django.templatetags.i18n", "cop.core.templatetags.ui"],
        },
    }
]

# --- Data -------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'cop.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Write transactions queue up instead of failing with "database is locked" (docs/findings).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", default="")
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
if REDIS_URL:
    _redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    CACHES = {"default": _redis, "memory": _redis}
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            # redis-py 8 would end an idle subscription after five seconds.
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}]},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "cop.core.counting.CountingDatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},  # limits of a busy day; a full cache forgets some
        },
        # What the one web process may forget when it ends.
        "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "memory"},
    }
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
CACHES["default"]["KEY_FUNCTION"] = "cop.core.counting.hashed_key"
# Rendered pieces of pages, named by everything they were made from: any process may keep its own.
CACHES["pieces"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pieces",
    "OPTIONS": {"MAX_ENTRIES": 8000},
}
# Whole pages as strangers see them, for a minute (cop.core.strangers).
CACHES["pages"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 300},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# --- Languages --------------------------------------------------------------------------------

ALL_LANGUAGES = {
    "en": "English", "it": "Italiano", "pt": "Português", "el": "Ελληνικά", "es": "Español",
    "ca": "Català", "fr": "Français", "pl": "Polski", "de": "Deutsch",
}  # fmt: skip
COP_LANGUAGES = env.list("COP_LANGUAGES", default=list(ALL_LANGUAGES))
if _unknown := [code for code in COP_LANGUAGES if code not in ALL_LANGUAGES]:
    raise ImproperlyConfigured(
        f"COP_LANGUAGES names {', '.join(_unknown)}; choose from {' '.join(ALL_LANGUAGES)}."
    )
if not COP_LANGUAGES:
    raise ImproperlyConfigured(f"COP_LANGUAGES is empty; choose from {' '.join(ALL_LANGUAGES)}.")
LANGUAGES = [(code, ALL_LANGUAGES[code]) for code in COP_LANGUAGES]
LANGUAGE_CODE = COP_LANGUAGES[0]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = tuple(
    ALL_LANGUAGES
)  # all of them: migrations must not depend on a site's choice
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("COP_TIME_ZONE", default="Europe/Brussels")
FORMAT_MODULE_PATH = ["cop.core.formats"]

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What members deposit, by its SHA-256. Outside MEDIA_ROOT: only a view that asks who may see it serves it.
    "files": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files", "allow_overwrite": True},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_MAX_BYTES = env.int("COP_UPLOAD_MAX_BYTES", default=200 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
TAGGIT_CASE_INSENSITIVE = True

# --- Members ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "cop.members.passwords.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "cop.members.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "cop.members.forms.account.SignInForm",
    "signup": "cop.members.forms.account.SignUpForm",
    "add_email": "cop.members.forms.account.ChangeEmailForm",
    "change_password": "cop.members.forms.account.ChangePasswordForm",
    "set_password": "cop.members.forms.account.SetPasswordForm",
    "reset_password": "cop.members.forms.account.AskForResetForm",
    "reset_password_from_key": "cop.members.forms.account.ResetPasswordForm",
    "reauthenticate": "cop.members.forms.account.ConfirmWithPasswordForm",
}
# Behind a proxy the address that limits count by is the one the proxy names.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("COP_BEHIND_PROXY", default=False) else 0
MFA_ADAPTER = "cop.members.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "cop.members.forms.account.SecondFactorForm",
    "reauthenticate": "cop.members.forms.account.ConfirmWithCodeForm",
    "activate_totp": "cop.members.forms.account.ActivateAppForm",
    "add_webauthn": "cop.members.forms.account.AddKeyForm",
    "edit_webauthn": "cop.members.forms.account.RenameKeyForm",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = SITE_NAME

EMAIL_CONFIG = env.email("COP_EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10  # seconds; a silent mail server must not hold a request for minutes
if DEMO:
    EMAIL_BACKEND = "cop.demo.mail.DemoMailBackend"
DEFAULT_FROM_EMAIL = env.str("COP_MAIL_FROM", default="CoP <cop@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Safety -----------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cop.core.views.csrf_failure"
SECURE_SSL_REDIRECT = SECURE and env.bool("COP_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # whoever watches over the process speaks plain http to it
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("COP_BEHIND_PROXY", default=False) else None
)
SECURE_HSTS_SECONDS = env.int("COP_HSTS_SECONDS", default=60 * 60 * 24 * 365) if SECURE else 0
# Both bind what else runs under the domain, for a year and beyond this site's say: its owner decides.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE and env.bool("COP_HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = SECURE and env.bool("COP_HSTS_PRELOAD", default=False)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "object-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    }
}
RATE_LIMITS = env.bool("COP_RATE_LIMITS", default=True)

# --- The editors' desk ------------------------------------------------------------------------

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # always a download: nothing runs under our name
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "zip", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = UPLOAD_MAX_BYTES
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILEMBEDS_FINDERS: list = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# W019: the editors' desk shows previews in a frame of this site.
# W005 and W021: HSTS for subdomains and preloading are a choice (COP_HSTS_SUBDOMAINS, COP_HSTS_PRELOAD).
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003", "django_tasks.W001", "security.W019"]
SILENCED_SYSTEM_CHECKS += ["security.W005", "security.W021"]

# --- Logs -------------------------------------------------------------------------------------

LOG_LEVEL = env.str("COP_LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "cop.core.logs.RequestIdFilter"}},
    "formatters": {"json": {"()": "cop.core.logs.JsonFormatter"}},
    "handlers": {
        # The level stands here too: the task worker sets that of its own loggers.
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request_id"],
            "level": LOG_LEVEL,
        },
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "WARNING"},
        # The web server's own handlers print tracebacks whole; its lines about sockets name addresses.
        "uvicorn": {"handlers": [], "propagate": True},
        "uvicorn.error": {"level": "WARNING"},
        "uvicorn.access": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},  # its lines carry titles
    },
}
