"""Addresses of the national Panel's receipt and reply."""

from django.urls import path

from rapid_reviews.views import panel

PANEL = "<uuid:public_id>/panel/"

urlpatterns = [
    path(f"{PANEL}receipt/", panel.RecordReceipt.as_view(), name="panel_receipt"),
    path(f"{PANEL}receipt/correct/", panel.CorrectReceipt.as_view(), name="panel_correct_receipt"),
    path(f"{PANEL}reply/", panel.RecordReply.as_view(), name="panel_reply"),
]
