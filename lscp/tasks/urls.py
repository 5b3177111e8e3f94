"""Addresses of the tasks."""

from django.urls import path

from lscp.tasks import views

app_name = "tasks"
urlpatterns = [
    path("safety/", views.SafetyList.as_view(), name="safety_list"),
    path("safety/<uuid:public_id>/", views.safety, name="safety"),
    path("safety/<uuid:public_id>/call/", views.RecordCall.as_view(), name="record_call"),
]
