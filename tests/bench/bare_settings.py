"""A Django that does nothing but sessions and sign-in, on the same database: what the list page is held against."""

from tests.bench.settings import *  # noqa: F403 - settings build on settings

ROOT_URLCONF = "tests.bench.bare"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # the sessions' sign-in refuses to load without it
]
TEMPLATES[0]["OPTIONS"]["context_processors"] = []  # noqa: F405
SESSION_SAVE_EVERY_REQUEST = False
