"""Addresses of what the referrer and others are told."""

from django.urls import path

from notifications.views import feedback

urlpatterns = [
    path("<uuid:public_id>/progress/", feedback.progress, name="progress"),
    path("<uuid:public_id>/progress/write/", feedback.WriteToReferrer.as_view(), name="write_to_referrer"),
    path("<uuid:public_id>/tell/", feedback.TellOther.as_view(), name="tell_other"),
    path("<uuid:public_id>/tell/withdraw/", feedback.withdraw_telling, name="withdraw_telling"),
    path("told/<uuid:public_id>/", feedback.told, name="told"),
]
