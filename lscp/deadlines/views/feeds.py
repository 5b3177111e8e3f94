"""The calendar feed: the page where a person makes or ends its address, and the feed itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lscp.audit import service as audit
from lscp.deadlines import actions
from lscp.deadlines.actions.feeds import digest_of
from lscp.deadlines.feed import feed_of, feed_rows
from lscp.deadlines.models import FeedLink
from lscp.kernel import clock


def feed_link(request: HttpRequest) -> HttpResponse:
    """Whether there is an address, and what it gives away if it is lost."""
    return render(
        request, "deadlines/feed.html", {"link": FeedLink.objects.filter(user=request.user.pk).first()}
    )


@require_POST
@never_cache
def make_feed_link(request: HttpRequest) -> HttpResponse:
    """Make a new address and show it this once."""
    secret = actions.make_feed_link(by=request.user)
    address = request.build_absolute_uri(reverse("deadlines:feed", args=[secret]))
    link = FeedLink.objects.get(user=request.user.pk)
    return render(request, "deadlines/feed.html", {"link": link, "address": address})


@require_POST
def end_feed_link(request: HttpRequest) -> HttpResponse:
    """End the address."""
    actions.end_feed_link(by=request.user)
    return redirect("deadlines:feed_link")


@require_safe
@never_cache
@login_not_required
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed behind a secret address: what its owner may see at this moment."""
    link = (
        FeedLink.objects.select_related("user").filter(digest=digest_of(secret), user__is_active=True).first()
    )
    if link is None:
        raise Http404
    rows = feed_rows(link.user)
    audit.record_reading("deadlines.feed_read", subject=link.user, by=link.user, clocks=len(rows))
    FeedLink.objects.filter(pk=link.pk).update(last_read_at=clock.now())
    return HttpResponse(feed_of(rows), content_type="text/calendar; charset=utf-8")
