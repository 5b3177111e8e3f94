"""Help pages and the session's keep-alive."""

from django.conf import settings
from django.urls import path

from lscp.web import views

app_name = "web"
urlpatterns = [
    path("help/glossary/", views.glossary_page, name="glossary"),
    path("help/accessibility/", views.accessibility, name="accessibility"),
    path("help/privacy/", views.privacy, name="privacy"),
    path("help/cookies/", views.cookies, name="cookies"),
    path("session/keepalive/", views.keepalive, name="keepalive"),
    path("session/signed-in/", views.signed_in, name="signed_in"),
]
if settings.DEBUG or settings.DEMO_MODE:
    urlpatterns.append(path("help/components/", views.components, name="components"))
