"""The product's settings with a handful of lines changed for tests."""

import os
import tempfile

os.environ.setdefault("COP_DEMO", "true")
os.environ["COP_EMAIL_URL"] = "memorymail://"
os.environ.setdefault("COP_DATA_DIR", tempfile.mkdtemp(prefix="cop-tests-"))

from cop.settings import *  # noqa: F403
from cop.settings import CACHES, CHANNEL_LAYERS, STORAGES

TESTING = True
RATE_LIMITS = False  # the tests of the limits switch them on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if "redis" not in CACHES["default"]["BACKEND"].lower():
    CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False

if "redis" in CACHES["default"]["BACKEND"].lower():
    # Each worker has a Redis database of its own: one clears its cache while another counts.
    _number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    _address = CACHES["default"]["LOCATION"].rsplit("/", 1)[0] + f"/{_number}"
    CACHES["default"] = CACHES["memory"] = {**CACHES["default"], "LOCATION": _address}
    CHANNEL_LAYERS = {
        "default": {
            **CHANNEL_LAYERS["default"],
            "CONFIG": {
                "hosts": [{"address": _address, "socket_timeout": None}],
                "prefix": f"worker-{_number}",
            },
        }
    }
