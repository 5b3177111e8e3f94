"""Addresses of the messaging app."""

from django.urls import path

from lscp.messaging import views

app_name = "messaging"
urlpatterns = [
    path("messages/", views.mine, name="mine"),
    path("messages/reminders/", views.ReminderView.as_view(), name="reminders"),
    path("messages/undelivered/", views.undelivered, name="undelivered"),
    path("messages/undelivered/<uuid:public_id>/again/", views.retry, name="retry"),
    path("partnerships/<slug:slug>/quiet-hours/", views.quiet_hours, name="quiet_hours"),
]
