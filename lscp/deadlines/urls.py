"""Addresses of the clocks."""

from django.urls import URLPattern

app_name = "deadlines"
urlpatterns: list[URLPattern] = []
