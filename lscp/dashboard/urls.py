"""Addresses of the home page, the person's own account, and what watches the service."""

from django.urls import path

from lscp.dashboard import health, views

urlpatterns = [
    path("", views.home, name="home"),
    path("my-account/", views.my_account, name="my_account"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]
