"""What a production service refuses to start with, each in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SHORTEST_KEY: Final = 50
KEYS: Final = ("SEALING_KEYS", "AUDIT_KEY", "MATCHING_KEY")


def unsafe_values(values: Mapping[str, Any]) -> list[str]:
    """The settings that nobody may be served with. `values` are those of `lscp.settings`, by name."""
    secret, hosts = values["SECRET_KEY"], values["ALLOWED_HOSTS"]
    found = {
        "SECRET_KEY must be a long random text of your own": (
            len(secret) < SHORTEST_KEY or "insecure" in secret or secret.startswith("local-")
        ),
        "SEALING_KEYS, AUDIT_KEY and MATCHING_KEY must be your own": any(
            values[name].startswith("local") for name in KEYS
        ),
        "ALLOWED_HOSTS must name the hosts this service answers to": not hosts or "*" in hosts,
        "SITE_URL must start with https://": not values["SITE_URL"].startswith("https://"),
        "DATABASE_URL must be a PostgreSQL address": (
            values["DATABASES"]["default"]["ENGINE"] != "django.db.backends.postgresql"
        ),
        "CLAMAV_URL must name the scanner that checks every upload": not values["CLAMAV_URL"],
        "DEBUG must be off, because it shows the inside of errors": values["DEBUG"],
    }
    return [sentence for sentence, is_so in found.items() if is_so]


def contradictions(values: Mapping[str, Any], *, is_production: bool) -> list[str]:
    """What a place that calls itself production must never be, whatever its other settings."""
    if not is_production:
        return []
    found = {
        "DEMO_MODE opens accounts with a known password": values["DEMO_MODE"],
        "DEVELOPMENT takes weak keys and plain HTTP": values["DEVELOPMENT"],
        "BUILDING is for making an image, which serves nobody": values["BUILDING"],
    }
    return [sentence for sentence, is_so in found.items() if is_so]
