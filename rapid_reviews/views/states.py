"""The colour that repeats what the word for a request's state says."""

from __future__ import annotations

from typing import Any

from rapid_reviews.enums import RequestStatus as R

COLOURS: dict[str, Any] = {
    R.ASKED: "grey", R.OPENED: "blue", R.WRITING: "light-blue", R.WRITTEN: "light-blue", R.CHECKED: "light-blue",
    R.RETURNED: "purple", R.SENT_BACK: "orange", R.ACCEPTED: "green", R.DECLINED: "orange", R.WITHDRAWN: "grey",
}  # fmt: skip
