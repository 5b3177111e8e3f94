"""Addresses of the clocks, by public identifier; never a number or a name."""

from django.urls import path

from lscp.deadlines.views import boards, calendars, cases, changes, clocks, feeds

app_name = "deadlines"
urlpatterns = [
    path("clocks/", boards.board, name="board"),
    path("my-clocks/", boards.mine, name="mine"),
    path("clocks/<uuid:chain>/", clocks.clock, name="clock"),
    path("clocks/<uuid:chain>/print/", clocks.clock_print, name="clock_print"),
    path("clocks/<uuid:chain>/clock.pdf", clocks.clock_pdf, name="clock_pdf"),
    path("clocks/<uuid:chain>/done/", clocks.Done.as_view(), name="clock_done"),
    path("clocks/<uuid:chain>/lateness/", clocks.Lateness.as_view(), name="clock_lateness"),
    path("clocks/<uuid:chain>/extend/", clocks.Extend.as_view(), name="clock_extend"),
    path("clocks/<uuid:chain>/extend/back/", clocks.ExtensionBack.as_view(), name="clock_extension_back"),
    path("clocks/<uuid:chain>/pause/", clocks.Pause.as_view(), name="clock_pause"),
    path("clocks/<uuid:chain>/resume/", clocks.Resume.as_view(), name="clock_resume"),
    path("clocks/<uuid:chain>/cancel/", clocks.Cancel.as_view(), name="clock_cancel"),
    path("cases/<uuid:public_id>/clocks/", cases.case_clocks, name="case_clocks"),
    path("cases/<uuid:public_id>/facts/<slug:kind>/", cases.FactView.as_view(), name="fact"),
    path(
        "cases/<uuid:public_id>/facts/<slug:kind>/withdraw/",
        cases.WithdrawFact.as_view(),
        name="fact_withdraw",
    ),
    path("cases/<uuid:public_id>/deaths/another/", cases.AnotherDeath.as_view(), name="another_death"),
    path("cases/<uuid:public_id>/deaths/<uuid:child>/", cases.FactView.as_view(), name="death"),
    path(
        "cases/<uuid:public_id>/deaths/<uuid:child>/withdraw/",
        cases.WithdrawFact.as_view(),
        name="death_withdraw",
    ),
    path("cases/<uuid:public_id>/sudic-meeting/", cases.SudicMeetingView.as_view(), name="sudic_meeting"),
    path("partnerships/<slug:slug>/calendar/", calendars.calendar, name="calendar"),
    path("partnerships/<slug:slug>/calendar/add/", calendars.AddDay.as_view(), name="add_day"),
    path(
        "partnerships/<slug:slug>/calendar/<uuid:public_id>/remove/",
        calendars.RemoveDay.as_view(),
        name="remove_day",
    ),
    path("partnerships/<slug:slug>/calendar/newer-list/", calendars.NewerList.as_view(), name="newer_list"),
    path("partnerships/<slug:slug>/approval/", calendars.SecondPerson.as_view(), name="second_person"),
    path("partnerships/<slug:slug>/rules/", calendars.rules, name="rules"),
    path("partnerships/<slug:slug>/rules/day-zero/", calendars.DayZero.as_view(), name="day_zero"),
    path(
        "partnerships/<slug:slug>/rules/<uuid:public_id>/change/",
        calendars.ChangeRule.as_view(),
        name="change_rule",
    ),
    path("clock-changes/<uuid:public_id>/", changes.change, name="change"),
    path("clock-changes/<uuid:public_id>/apply/", changes.apply, name="apply_change"),
    path("clock-changes/<uuid:public_id>/withdraw/", changes.withdraw, name="withdraw_change"),
    path("calendar-feed/", feeds.feed_link, name="feed_link"),
    path("calendar-feed/make/", feeds.make_feed_link, name="make_feed_link"),
    path("calendar-feed/end/", feeds.end_feed_link, name="end_feed_link"),
    path("calendar-feed/<str:secret>.ics", feeds.feed, name="feed"),
]
