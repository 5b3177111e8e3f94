"""Addresses of the chronology: the merged one, an agency's own, and each row."""

from django.urls import path

from rapid_reviews.views import chronology as reading
from rapid_reviews.views import chronology_writing as writing

urlpatterns = [
    path("<uuid:public_id>/chronology/", reading.merged, name="chronology"),
    path("<uuid:public_id>/chronology/add/", writing.AddRecord.as_view(), name="chronology_add_record"),
    path("requests/<uuid:public_id>/chronology/", reading.own, name="chronology_own"),
    path("requests/<uuid:public_id>/chronology/add/", writing.Add.as_view(), name="chronology_add"),
    path("chronology/rows/<uuid:public_id>/", reading.row, name="chronology_row"),
    path("chronology/rows/<uuid:public_id>/change/", writing.Change.as_view(), name="chronology_change"),
    path("chronology/rows/<uuid:public_id>/take-out/", writing.TakeOut.as_view(), name="chronology_take_out"),
    path("chronology/rows/<uuid:public_id>/comment/", writing.Comment.as_view(), name="chronology_comment"),
]
