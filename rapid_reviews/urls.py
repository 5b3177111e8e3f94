"""Addresses of the second stage."""

from django.urls import URLPattern, URLResolver

from rapid_reviews.addresses import (
    asking,
    chronology,
    chronology_checks,
    family,
    panel,
    recommendation,
    report,
    returns,
    review,
    settings,
)

app_name = "rapid_reviews"
urlpatterns: list[URLPattern | URLResolver] = [
    *review.urlpatterns,
    *asking.urlpatterns,
    *returns.urlpatterns,
    *chronology.urlpatterns,
    *chronology_checks.urlpatterns,
    *family.urlpatterns,
    *report.urlpatterns,
    *recommendation.urlpatterns,
    *panel.urlpatterns,
    *settings.urlpatterns,
]
