"""Addresses of what a partnership sets for its rapid reviews."""

from django.urls import path

from rapid_reviews.views import executive_rule

urlpatterns = [
    path("settings/<slug:slug>/executive/", executive_rule.Rule.as_view(), name="executive_rule"),
    path(
        "settings/<slug:slug>/executive/change/",
        executive_rule.ChangeRule.as_view(),
        name="executive_rule_change",
    ),
]
