"""Addresses of the pack for the national Panel, its receipt and its reply."""

from django.urls import path

from rapid_reviews.views import pack, pack_sending, panel

PANEL = "<uuid:public_id>/panel/"

urlpatterns = [
    path(f"{PANEL}pack/", pack.pack, name="panel_pack"),
    path(f"{PANEL}pack/reasons/<slug:item>/", pack.GiveReason.as_view(), name="panel_pack_reason"),
    path(f"{PANEL}pack.zip", pack.pack_file, name="panel_pack_file"),
    path(f"{PANEL}sent/", pack_sending.RecordSending.as_view(), name="panel_sending"),
    path(f"{PANEL}sent/correct/", pack_sending.CorrectSending.as_view(), name="panel_correct_sending"),
    path(f"{PANEL}receipt/", panel.RecordReceipt.as_view(), name="panel_receipt"),
    path(f"{PANEL}receipt/correct/", panel.CorrectReceipt.as_view(), name="panel_correct_receipt"),
    path(f"{PANEL}reply/", panel.RecordReply.as_view(), name="panel_reply"),
]
