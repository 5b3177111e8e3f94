"""Every address of the product. Each requires sign-in unless its view says otherwise."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("account/", include("lscp.accounts.sign_in_urls")),
    path("", include("lscp.accounts.urls")),
    path("", include("lscp.web.urls")),
    path("", include("lscp.audit.urls")),
    path("", include("lscp.messaging.urls")),
    path("", include("lscp.deadlines.urls")),
    path("", include("lscp.documents.urls")),
    path("", include("lscp.tasks.urls")),
    path("", include("lscp.meetings.urls")),
    path("notifications/", include("notifications.urls")),
    path("rapid-reviews/", include("rapid_reviews.urls")),
    path("", include("lscp.record.urls")),
    path("", include("lscp.dashboard.urls")),
]
if settings.DEMO_MODE:
    urlpatterns.append(path("", include("lscp.demo.urls")))
