"""Addresses of the checks over a chronology, and of their settings."""

from django.urls import path

from rapid_reviews.views import chronology_checks as views

CHECKS = "<uuid:public_id>/chronology/checks/"

urlpatterns = [
    path(CHECKS, views.checks, name="chronology_checks"),
    path(f"{CHECKS}<slug:code>/discuss/", views.Discuss.as_view(), name="chronology_check_discuss"),
    path(f"{CHECKS}<slug:code>/dismiss/", views.Dismiss.as_view(), name="chronology_check_dismiss"),
    path("settings/<slug:slug>/checks/", views.Limits.as_view(), name="checks_settings"),
    path("settings/<slug:slug>/checks/change/", views.ChangeLimits.as_view(), name="checks_settings_change"),
]
