"""Addresses of files."""

from django.urls import path

from lscp.documents import views

app_name = "documents"
urlpatterns = [path("files/<uuid:public_id>/", views.file, name="file")]
