"""Addresses of the meetings, by public identifier; never a number or a name."""

from django.urls import URLPattern

app_name = "meetings"
urlpatterns: list[URLPattern] = []
