"""Addresses of the first stage."""

from django.urls import URLPattern

app_name = "notifications"
urlpatterns: list[URLPattern] = []
