"""Addresses of the pages of the record."""

from django.urls import path

from lscp.record import views

app_name = "record"
urlpatterns = [
    path("record/cases/<uuid:public_id>/", views.timeline, name="timeline"),
    path("record/cases/<uuid:public_id>/file/", views.timeline_file, name="timeline_file"),
    path("record/cases/<uuid:public_id>/history/", views.history, name="history"),
    path("record/readers/", views.readers, name="readers"),
    path("record/partnership/", views.partnership, name="partnership"),
    path("record/partnership/file/", views.partnership_file, name="partnership_file"),
]
