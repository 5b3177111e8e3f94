"""The return as it is asked from 2026 on."""

import datetime as dt

from notifications.wording.shapes import Edition

EDITION = Edition(key="2026-1", title="Agency return", in_force_from=dt.date(2026, 1, 1), sections=())
