"""The settings of a test run: a fresh site's, whatever the developer's own environment says.

Only DATABASE_URL and CACHE_URL are taken from outside: the suite runs on PostgreSQL and Redis too.
"""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = Path(tempfile.mkdtemp(prefix="marquee-test-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

for name in re.findall(r"^#?\s?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE):
    if name not in {"DATABASE_URL", "CACHE_URL"}:
        os.environ.pop(name, None)
os.environ |= {"ENV_FILE": "", "DATA_DIR": str(SCRATCH), "SECRET_KEY": "for tests only " * 4}

from config.settings import *  # noqa: E402

# config/wsgi.py starts the thread that sends mails; tests send them by hand, and want no other
# thread in their database.
WSGI_APPLICATION = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # nothing has been collected
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as on a real site: threads of a live server and other processes can open it too.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
if "Redis" in CACHES["default"]["BACKEND"]:
    # Emptying the cache empties a whole database of Redis: each process of the run has its own.
    number = 15 - int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = re.sub(r"/\d*$", f"/{number}", CACHES["default"]["LOCATION"])
