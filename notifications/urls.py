"""Addresses of the first stage."""

from django.urls import URLPattern, URLResolver

from notifications.addresses import judgement

app_name = "notifications"
urlpatterns: list[URLPattern | URLResolver] = [*judgement.urlpatterns]
