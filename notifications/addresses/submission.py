"""Addresses of sending, reading and triage."""

from django.urls import path

from notifications.views import (
    agreement,
    case,
    copies,
    duplicates,
    files,
    lists,
    on_behalf,
    restricted,
    submission,
    triage,
)

urlpatterns = [
    path("", lists.mine, name="mine"),
    path("all/", lists.index, name="list"),
    path("search/", lists.search, name="search"),
    path("enter/", on_behalf.enter_for_other, name="enter_for_other"),
    path("<uuid:public_id>/", case.case, name="case"),
    path("<uuid:public_id>/send/", submission.submit, name="submit"),
    path("<uuid:public_id>/sent/", submission.submitted, name="submitted"),
    path("<uuid:public_id>/copy.pdf", copies.copy_pdf, name="copy_pdf"),
    path("<uuid:public_id>/change/", submission.amend, name="amend"),
    path("<uuid:public_id>/versions/", submission.versions, name="versions"),
    path("<uuid:public_id>/versions/<int:number>/", submission.version, name="version"),
    path("<uuid:public_id>/versions/<int:one>/<int:two>/", submission.compare, name="compare"),
    path("<uuid:public_id>/lead/ask/", agreement.ask_lead, name="ask_lead"),
    path("<uuid:public_id>/lead/", agreement.lead_page, name="lead_view"),
    path("<uuid:public_id>/acknowledge/", triage.Acknowledge.as_view(), name="acknowledge"),
    path("<uuid:public_id>/return/", triage.Return.as_view(), name="return"),
    path("<uuid:public_id>/answers/", triage.AnswerQuestions.as_view(), name="answer_questions"),
    path("<uuid:public_id>/assign/", triage.Assign.as_view(), name="assign"),
    path("<uuid:public_id>/consider/", triage.Consider.as_view(), name="consider"),
    path("<uuid:public_id>/readers/", restricted.readers, name="readers"),
    path("<uuid:public_id>/readers/<uuid:reader>/remove/", restricted.remove_reader, name="remove_reader"),
    path("<uuid:public_id>/kept-out/", restricted.kept_out, name="kept_out"),
    path("<uuid:public_id>/kept-out/<uuid:person>/", restricted.LetIn.as_view(), name="let_in"),
    path("<uuid:public_id>/alike/", duplicates.duplicates, name="duplicates"),
    path("<uuid:public_id>/alike/<uuid:other>/", duplicates.pair, name="pair"),
    path("<uuid:public_id>/files/", files.files, name="files"),
    path("<uuid:public_id>/files/add/", files.add_file, name="add_file"),
    path("<uuid:public_id>/files/<uuid:file>/take-back/", files.take_back_file, name="take_back_file"),
]
