"""A production service does not start with an unsafe setting, and says which."""

import os
import subprocess
import sys

import pytest

from support.checks import DEPLOYMENT
from support.values import fresh_keys

SAFE = {**DEPLOYMENT, **fresh_keys(), "DATABASE_URL": "postgres://lscp_app:secret@db.example:5432/lscp"}
KEYS = "SEALING_KEYS, AUDIT_KEY and MATCHING_KEY must be your own, random, long and all different"
UNSAFE = [
    ({"SECRET_KEY": "x" * 49}, "SECRET_KEY must be a long random text of your own"),
    ({"SECRET_KEY": "django-insecure-" + "x" * 50}, "SECRET_KEY must be a long random text of your own"),
    ({"AUDIT_KEY": "local-audit-key"}, KEYS),
    ({"SEALING_KEYS": "local:QUFB"}, KEYS),
    ({"AUDIT_KEY": ""}, KEYS),
    ({"MATCHING_KEY": "short"}, KEYS),
    ({"AUDIT_KEY": SAFE["MATCHING_KEY"]}, KEYS),
    ({"MATCHING_KEY": SAFE["SECRET_KEY"]}, KEYS),
    ({"SEALING_KEYS": "k1:" + "A" * 43 + "="}, KEYS),
    ({"SEALING_KEYS": SAFE["SEALING_KEYS"] + ",local:" + "A" * 43 + "="}, KEYS),
    ({"AXES_ENABLED": "0"}, "AXES_ENABLED must be on, because it stops the guessing of passwords"),
    ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL must name the mail server that messages leave by"),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts this service answers to"),
    ({"SITE_URL": "http://incidents.example"}, "SITE_URL must start with https://"),
    ({"DATABASE_URL": "sqlite:////tmp/cases.db"}, "DATABASE_URL must be a PostgreSQL address"),
    ({"CLAMAV_URL": ""}, "CLAMAV_URL must name the scanner that checks every upload"),
    ({"DEBUG": "1"}, "DEBUG must be off, because it shows the inside of errors"),
    ({"DEBUG": "1", "PRODUCTION": "0"}, "DEBUG must be off, because it shows the inside of errors"),
    ({"DEMO_MODE": "1"}, "DEMO_MODE opens accounts with a known password"),
    ({"DEVELOPMENT": "1"}, "DEVELOPMENT takes weak keys and plain HTTP"),
    ({"BUILDING": "1"}, "BUILDING is for making an image, which serves nobody"),
]


def start(**changes):
    """Read the settings in a process of their own; gives its status and what it said last."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", "import lscp.settings"],
        env={**clean, **SAFE, **changes}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr.strip().rpartition("\n")[2]


def test_safe_settings_start():
    assert start() == (0, "")


@pytest.mark.parametrize(("changes", "sentence"), UNSAFE)
def test_unsafe_setting_is_refused_by_name(changes, sentence):
    status, said = start(**changes)
    assert status == 1
    assert said == f"django.core.exceptions.ImproperlyConfigured: This will not start: {sentence}."
