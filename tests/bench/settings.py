"""The product's settings as in production, but reached over plain HTTP on this machine and without a second factor."""

from pathlib import Path

from lscp.settings import *  # noqa: F403 - settings build on settings

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
MFA_REQUIRED = False
AXES_ENABLED = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")  # noqa: F405
LOGGING = {"version": 1, "disable_existing_loggers": True}
CELERY_TASK_ALWAYS_EAGER = False
