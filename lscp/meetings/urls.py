"""Addresses of the meetings, by public identifier; never a number or a name."""

from django.urls import path

from lscp.meetings.views import attendance, bundle, meetings, minutes, outcomes

app_name = "meetings"
ONE = "meetings/<uuid:public_id>/"
urlpatterns = [
    path("cases/<uuid:public_id>/meetings/", meetings.case_meetings, name="case_meetings"),
    path("cases/<uuid:public_id>/meetings/call/<uuid:group>/", meetings.CallMeeting.as_view(), name="call"),
    path("groups/<uuid:public_id>/quorum/", meetings.Quorum.as_view(), name="quorum"),
    path(ONE, meetings.meeting, name="meeting"),
    path(f"{ONE}invitation.ics", meetings.invitation, name="invitation"),
    path(f"{ONE}change/", meetings.ChangeMeeting.as_view(), name="change"),
    path(f"{ONE}cancel/", meetings.CancelMeeting.as_view(), name="cancel"),
    path(f"{ONE}agenda/", meetings.WriteAgenda.as_view(), name="agenda"),
    path(f"{ONE}papers/add/", meetings.AddPaper.as_view(), name="add_paper"),
    path(f"{ONE}papers/take-out/", meetings.take_out_paper, name="take_out_paper"),
    path(f"{ONE}papers/", bundle.bundle, name="bundle"),
    path(f"{ONE}papers.pdf", bundle.bundle_pdf, name="bundle_pdf"),
    path(f"{ONE}attendance/", attendance.RecordAttendance.as_view(), name="attendance"),
    path(f"{ONE}attendance/add/", attendance.AddPerson.as_view(), name="add_person"),
    path(f"{ONE}minutes/", minutes.minutes, name="minutes"),
    path(f"{ONE}minutes/write/", minutes.WriteMinutes.as_view(), name="write_minutes"),
    path(f"{ONE}minutes/send-round/", minutes.CirculateMinutes.as_view(), name="circulate"),
    path(f"{ONE}minutes/comment/", minutes.CommentOnMinutes.as_view(), name="comment"),
    path(f"{ONE}minutes/agree/", minutes.AgreeMinutes.as_view(), name="agree"),
    path(f"{ONE}minutes/approve/", minutes.ApproveMinutes.as_view(), name="approve"),
    path(f"{ONE}minutes/addendum/", minutes.AddAddendum.as_view(), name="addendum"),
    path(f"{ONE}minutes/print/", minutes.minutes_print, name="minutes_print"),
    path(f"{ONE}minutes.pdf", minutes.minutes_pdf, name="minutes_pdf"),
    path(f"{ONE}decisions/add/", outcomes.RecordDecision.as_view(), name="add_decision"),
    path(f"{ONE}actions/add/", outcomes.GiveAction.as_view(), name="add_action"),
    path("meeting-actions/", outcomes.my_actions, name="my_actions"),
    path("meeting-actions/<uuid:public_id>/", outcomes.action, name="action"),
    path("meeting-actions/<uuid:public_id>/done/", outcomes.FinishAction.as_view(), name="finish_action"),
    path(
        "meeting-actions/<uuid:public_id>/withdraw/",
        outcomes.WithdrawAction.as_view(),
        name="withdraw_action",
    ),
]
