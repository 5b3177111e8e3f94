"""The barest page with a signed-in reader and 25 rows: a session, the person, one query, one template."""

from django.http import HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.urls import path

from notifications.models import Notification


def rows(request):
    """The newest 25 notifications, whoever may see them."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    found = Notification.all_records.select_related("case", "partnership", "agency")
    return render(request, "bench/rows.html", {"rows": found.order_by("-begun_at", "-pk")[:25]})


def alive(_request):
    """Whether the server answers."""
    return HttpResponse("ok")


urlpatterns = [path("rows", rows), path("health/live", alive)]
