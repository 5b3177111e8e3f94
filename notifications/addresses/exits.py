"""Addresses of waiting, ending another way and opening again."""

from django.urls import path

from notifications.views import death_panels, exits, outcome_panels

PANELS = (death_panels, outcome_panels)  # loading them adds their parts to the case page

urlpatterns = [
    path("waiting/", exits.awaiting_list, name="awaiting"),
    path("<uuid:public_id>/wait/", exits.AwaitInformation.as_view(), name="await_information"),
    path("<uuid:public_id>/wait/end/", exits.EndWaiting.as_view(), name="end_waiting"),
    path("<uuid:public_id>/criteria-not-met/", exits.CriteriaNotMet.as_view(), name="criteria_not_met"),
    path("<uuid:public_id>/criteria-not-met/panel-told/", exits.PanelTold.as_view(), name="panel_told"),
    path("<uuid:public_id>/transfer/", exits.Transfer.as_view(), name="transfer"),
    path("<uuid:public_id>/reopen/", exits.Reopen.as_view(), name="reopen"),
]
