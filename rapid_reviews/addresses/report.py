"""Addresses of the report: its page, its sections, its questions and the partners' views."""

from django.urls import path

from rapid_reviews.views import (
    report,
    report_authors,
    report_check,
    report_copies,
    report_judging,
    report_keeping,
    report_safety,
    report_views,
)

REPORT = "<uuid:public_id>/report/"
SECTION = "report-sections/<uuid:public_id>/"

urlpatterns = [
    path(REPORT, report.report, name="report"),
    path(f"{REPORT}rounds/<int:number>/", report.report, name="report_round"),
    path(f"{REPORT}rounds/<int:number>/report.<slug:kind>", report_copies.copy, name="report_copy"),
    path(f"{REPORT}questions/<slug:about>/", report_judging.Questions.as_view(), name="report_questions"),
    path(f"{REPORT}texts-that-stay/", report_keeping.KeepTexts.as_view(), name="report_keep_texts"),
    path(f"{REPORT}views/", report_views.views, name="report_views"),
    path(f"{REPORT}views/ask/", report_views.AskViews.as_view(), name="report_ask_views"),
    path(f"{REPORT}views/give/", report_views.GiveView.as_view(), name="report_view"),
    path(f"{REPORT}views/open/", report_views.OpenViews.as_view(), name="report_open_views"),
    path(f"{REPORT}names/", report_check.names, name="report_names"),
    path(f"{REPORT}names/<slug:hit>/", report_check.KeepWords.as_view(), name="report_keep_words"),
    path(f"{REPORT}rounds/<int:number>/who-wrote-what/", report_authors.authors, name="report_authors"),
    path(f"{REPORT}safety/", report_safety.RaiseSafety.as_view(), name="report_safety"),
    path(SECTION, report.section, name="report_section"),
    path(f"{SECTION}write/", report.Write.as_view(), name="report_write"),
    path(f"{SECTION}ready/", report.SetReady.as_view(), name="report_ready"),
    path(f"{SECTION}owner/", report.SetOwner.as_view(), name="report_owner"),
    path(f"{SECTION}comment/", report.AddComment.as_view(), name="report_comment"),
    path(f"{SECTION}versions/<int:number>/", report.version, name="report_version"),
]
