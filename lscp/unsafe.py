"""What a production service refuses to start with, each in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SHORTEST_SECRET: Final = 50
SHORTEST_KEY: Final = 32
FEWEST_LETTERS: Final = 12
"""Different ones in a key: 32 random bytes in any writing have more."""
SILENT_MAIL: Final = ("console", "dummy", "locmem", "filebased")


def weak_keys(values: Mapping[str, Any]) -> bool:
    """Whether a key is missing, short, plainly not random, published, or used twice."""
    sealing = [part.strip() for part in values["SEALING_KEYS"].split(",") if part.strip()]
    named = [part.partition(":") for part in sealing]
    keys = [key for _name, _colon, key in named] + [values["AUDIT_KEY"], values["MATCHING_KEY"]]
    return (
        not sealing
        or any(name.startswith("local") for name, _colon, _key in named)
        or any(len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS for key in keys)
        or any(key.startswith("local") for key in keys)
        or len({*keys, values["SECRET_KEY"]}) != len(keys) + 1
    )


def unsafe_values(values: Mapping[str, Any]) -> list[str]:
    """The settings that nobody may be served with. `values` are those of `lscp.settings`, by name."""
    secret, hosts = values["SECRET_KEY"], values["ALLOWED_HOSTS"]
    found = {
        "SECRET_KEY must be a long random text of your own": (
            len(secret) < SHORTEST_SECRET
            or len(set(secret)) < FEWEST_LETTERS
            or "insecure" in secret
            or secret.startswith("local-")
        ),
        "SEALING_KEYS, AUDIT_KEY and MATCHING_KEY must be your own, random, long and all different": weak_keys(
            values
        ),
        "ALLOWED_HOSTS must name the hosts this service answers to": not hosts or "*" in hosts,
        "SITE_URL must start with https://": not values["SITE_URL"].startswith("https://"),
        "DATABASE_URL must be a PostgreSQL address": (
            values["DATABASES"]["default"]["ENGINE"] != "django.db.backends.postgresql"
        ),
        "CLAMAV_URL must name the scanner that checks every upload": not values["CLAMAV_URL"],
        "AXES_ENABLED must be on, because it stops the guessing of passwords": not values["AXES_ENABLED"],
        "EMAIL_URL must name the mail server that messages leave by": any(
            word in values["EMAIL_BACKEND"] for word in SILENT_MAIL
        ),
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
