"""Addresses of the chronology: the merged one, an agency's own, and each row."""

from django.urls import path

from rapid_reviews.views import chronology as reading
from rapid_reviews.views import chronology_export as exporting
from rapid_reviews.views import chronology_import as importing
from rapid_reviews.views import chronology_writing as writing
from rapid_reviews.views import timeline

urlpatterns = [
    path("<uuid:public_id>/chronology/", reading.merged, name="chronology"),
    path("<uuid:public_id>/chronology/picture/", timeline.picture, name="chronology_picture"),
    path("<uuid:public_id>/chronology/picture.pdf", timeline.picture_pdf, name="chronology_picture_pdf"),
    path("<uuid:public_id>/chronology/add/", writing.AddRecord.as_view(), name="chronology_add_record"),
    path("requests/<uuid:public_id>/chronology/", reading.own, name="chronology_own"),
    path("requests/<uuid:public_id>/chronology/add/", writing.Add.as_view(), name="chronology_add"),
    path("chronology/rows/<uuid:public_id>/", reading.row, name="chronology_row"),
    path("chronology/rows/<uuid:public_id>/change/", writing.Change.as_view(), name="chronology_change"),
    path("chronology/rows/<uuid:public_id>/take-out/", writing.TakeOut.as_view(), name="chronology_take_out"),
    path("chronology/rows/<uuid:public_id>/comment/", writing.Comment.as_view(), name="chronology_comment"),
    path(
        "<uuid:public_id>/chronology/import/",
        importing.UploadRecords.as_view(),
        name="chronology_import_records",
    ),
    path(
        "requests/<uuid:public_id>/chronology/import/", importing.Upload.as_view(), name="chronology_import"
    ),
    path("chronology/files/<uuid:public_id>/", importing.file, name="chronology_file"),
    path(
        "chronology/files/<uuid:public_id>/columns/", importing.Columns.as_view(), name="chronology_columns"
    ),
    path(
        "chronology/files/<uuid:public_id>/import/", importing.Import.as_view(), name="chronology_import_now"
    ),
    path("chronology/files/<uuid:public_id>/delete/", importing.Drop.as_view(), name="chronology_drop"),
    path("chronology/template.<slug:kind>", importing.template, name="chronology_template"),
    path("<uuid:public_id>/chronology/copy/", exporting.Ask.as_view(), name="chronology_export"),
    path("<uuid:public_id>/chronology/words/", exporting.Words.as_view(), name="chronology_words"),
    path("chronology/words/<uuid:public_id>/", exporting.TakeWordOut.as_view(), name="chronology_word_out"),
    path("chronology/copies/<uuid:public_id>/", exporting.copy, name="chronology_copy"),
    path("chronology/copies/<uuid:public_id>/file/", exporting.download, name="chronology_download"),
]
