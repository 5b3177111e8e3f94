"""Addresses of the second stage."""

from django.urls import URLPattern, URLResolver

from rapid_reviews.addresses import asking, chronology, returns, report, review

app_name = "rapid_reviews"
urlpatterns: list[URLPattern | URLResolver] = [
    *review.urlpatterns,
    *asking.urlpatterns,
    *returns.urlpatterns,
    *chronology.urlpatterns,
    *report.urlpatterns,
]
