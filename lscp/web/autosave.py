"""What a view answers to `static/js/autosave.js`, which holds the contract."""

from django.http import HttpRequest, JsonResponse

from lscp.kernel import clock
from lscp.kernel.dates import british_time


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page saves by itself, rather than a person pressing a button."""
    return request.headers.get("X-Requested-With") == "autosave"


def saved(seen_version: int | None = None, notice: str = "") -> JsonResponse:
    """It is saved, now. Give the record's new version where saving changes it."""
    at = clock.now()
    answer: dict[str, str | int] = {"saved_at": at.isoformat(), "saved_at_words": british_time(at)}
    if seen_version is not None:
        answer["seen_version"] = seen_version
    if notice:
        answer["notice"] = notice
    return JsonResponse(answer)


def conflict(message: str) -> JsonResponse:
    """Somebody else changed it, or nobody may now: the page shows the sentence and stops saving."""
    return JsonResponse({"message": message}, status=409)


def cannot_save(message: str) -> JsonResponse:
    """It cannot be saved as it is: the page shows the sentence and tries again after the next change."""
    return JsonResponse({"message": message}, status=400)
