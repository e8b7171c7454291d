"""The product's settings with a handful of lines changed for tests."""

import os
import tempfile

os.environ.setdefault("COP_DEMO", "true")
os.environ["COP_EMAIL_URL"] = "memorymail://"
os.environ.setdefault("COP_DATA_DIR", tempfile.mkdtemp(prefix="cop-tests-"))

from cop.settings import *  # noqa: F403
from cop.settings import CACHES, STORAGES

TESTING = True
RATE_LIMITS = False  # the tests of the limits switch them on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if "redis" not in CACHES["default"]["BACKEND"].lower():
    CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
