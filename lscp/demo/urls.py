"""Addresses that exist in demo mode only: `lscp.urls` includes them nowhere else."""

from django.urls import path

from lscp.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/sign-in/", views.sign_in, name="sign_in"),
    path("demo/sign-in/as/", views.sign_in_as, name="sign_in_as"),
    path("demo/clock/", views.clock, name="clock"),
]
