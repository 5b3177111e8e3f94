"""What runs by itself and when: the beat's entries. Two beats are harmless, and a missed run is caught up."""

from typing import Any, Final

from celery.schedules import crontab

EVERY_MINUTE: Final[dict[str, Any]] = {"schedule": 60.0, "options": {"expires": 55}}

SCHEDULE: Final[dict[str, dict[str, Any]]] = {
    "messaging.deliver": {"task": "messaging.deliver", **EVERY_MINUTE},
    "deadlines.sweep": {"task": "deadlines.sweep", **EVERY_MINUTE},
    "documents.scan": {"task": "documents.scan_waiting", **EVERY_MINUTE},
    "rapid_reviews.import_rows": {"task": "rapid_reviews.import_rows", **EVERY_MINUTE},
    "meetings.make_bundles": {"task": "meetings.make_bundles", **EVERY_MINUTE},
    "meetings.forget_bundles": {"task": "meetings.forget_bundles", "schedule": crontab(hour=4, minute=31)},
    "rapid_reviews.make_copies": {"task": "rapid_reviews.make_copies", **EVERY_MINUTE},
    "rapid_reviews.forget_copies": {
        "task": "rapid_reviews.forget_copies",
        "schedule": crontab(minute=37),
    },
    "rapid_reviews.forget_files": {
        "task": "rapid_reviews.forget_files",
        "schedule": crontab(hour=4, minute=23),
    },
    "audit.checkpoint": {"task": "audit.checkpoint", "schedule": 3600.0, "options": {"expires": 3000}},
    "audit.verify": {"task": "audit.verify", "schedule": crontab(hour=3, minute=17)},
    # Once a working morning, and every hour after it in case that run was missed: a day is kept once.
    "rapid_reviews.keep_forecasts": {
        "task": "rapid_reviews.keep_forecasts",
        "schedule": crontab(hour="6-20", minute=11),
    },
}
