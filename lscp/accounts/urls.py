"""Addresses of partnerships, agencies, people, groups and terms. People go by a public identifier."""

from django.urls import path

from lscp.accounts.views import agencies, groups, partnerships, people, roles, terms

app_name = "accounts"
HERE = "partnerships/<slug:slug>"
AGENCY = f"{HERE}/agencies/<uuid:public_id>"
PERSON = f"{HERE}/people/<uuid:public_id>"
ROLE = f"{HERE}/roles/<uuid:public_id>"
GROUP = f"{HERE}/groups/<uuid:public_id>"
urlpatterns = [
    path("terms/", terms.accept_terms, name="accept_terms"),
    path("partnerships/", partnerships.partnerships, name="partnerships"),
    path(f"{HERE}/settings/", partnerships.Settings.as_view(), name="settings"),
    path(f"{HERE}/details/", partnerships.Details.as_view(), name="details"),
    path(f"{HERE}/agencies/", agencies.Agencies.as_view(), name="agencies"),
    path(f"{HERE}/agencies/add/", agencies.AddAgency.as_view(), name="add_agency"),
    path(f"{AGENCY}/", agencies.AgencyPage.as_view(), name="agency"),
    path(f"{AGENCY}/change/", agencies.ChangeAgency.as_view(), name="change_agency"),
    path(f"{AGENCY}/part/", agencies.ChangePlace.as_view(), name="change_place"),
    path(f"{AGENCY}/end/", agencies.EndPlace.as_view(), name="end_place"),
    path(f"{HERE}/people/", people.People.as_view(), name="people"),
    path(f"{HERE}/people/add/", people.AddPerson.as_view(), name="add_person"),
    path(f"{PERSON}/", people.PersonPage.as_view(), name="person"),
    path(f"{PERSON}/change/", people.ChangePerson.as_view(), name="change_person"),
    path(f"{PERSON}/stop/", people.StopSignIn.as_view(), name="stop_sign_in"),
    path(f"{PERSON}/allow/", people.AllowSignIn.as_view(), name="allow_sign_in"),
    path(f"{PERSON}/roles/add/", roles.AddRole.as_view(), name="add_role"),
    path(f"{ROLE}/", roles.RolePage.as_view(), name="role"),
    path(f"{ROLE}/change/", roles.ChangeRole.as_view(), name="change_role"),
    path(f"{ROLE}/end/", roles.EndRole.as_view(), name="end_role"),
    path(f"{HERE}/groups/", groups.Groups.as_view(), name="groups"),
    path(f"{HERE}/groups/add/", groups.AddGroup.as_view(), name="add_group"),
    path(f"{GROUP}/", groups.GroupPage.as_view(), name="group"),
    path(f"{GROUP}/change/", groups.ChangeGroup.as_view(), name="change_group"),
    path(f"{GROUP}/seats/add/", groups.AddSeat.as_view(), name="add_seat"),
    path(f"{HERE}/seats/<uuid:public_id>/end/", groups.EndSeat.as_view(), name="end_seat"),
    path(f"{HERE}/terms/", terms.Terms.as_view(), name="terms"),
    path(f"{HERE}/terms/add/", terms.AddTerms.as_view(), name="add_terms"),
]
