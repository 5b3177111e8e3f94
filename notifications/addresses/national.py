"""Addresses of the national notification."""

from django.urls import path

from notifications.views import national

urlpatterns = [
    path("<uuid:public_id>/national/pack/", national.pack, name="pack"),
    path("<uuid:public_id>/national/pack.pdf", national.pack_pdf, name="pack_pdf"),
    path("<uuid:public_id>/national/receipt/", national.RecordReceipt.as_view(), name="receipt"),
    path(
        "<uuid:public_id>/national/receipt/correct/",
        national.CorrectReceipt.as_view(),
        name="correct_receipt",
    ),
    path("<uuid:public_id>/boards/", national.RecordBoard.as_view(), name="record_board"),
]
