"""Addresses of the first stage."""

from django.urls import URLPattern, URLResolver

from notifications.addresses import exits, feedback, form, judgement, national, submission

app_name = "notifications"
urlpatterns: list[URLPattern | URLResolver] = [
    *exits.urlpatterns,
    *feedback.urlpatterns,
    *form.urlpatterns,
    *judgement.urlpatterns,
    *national.urlpatterns,
    *submission.urlpatterns,
]
