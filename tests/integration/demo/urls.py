"""The addresses as they are in demo mode; tests name this as their URLconf."""

from django.urls import include, path

from lscp.urls import urlpatterns as product

urlpatterns = [path("", include("lscp.demo.urls")), *product]
