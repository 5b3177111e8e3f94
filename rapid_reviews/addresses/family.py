"""Addresses of the family's diagram."""

from django.urls import path

from rapid_reviews.views import family as reading
from rapid_reviews.views import family_writing as writing

urlpatterns = [
    path("<uuid:public_id>/family/", reading.family, name="family"),
    path("<uuid:public_id>/family.pdf", reading.family_pdf, name="family_pdf"),
    path("<uuid:public_id>/family/add-person/", writing.AddPerson.as_view(), name="family_add_person"),
    path("<uuid:public_id>/family/people/<uuid:person_id>/", writing.Person.as_view(), name="family_person"),
    path("<uuid:public_id>/family/add-line/", writing.AddTie.as_view(), name="family_add_tie"),
    path("<uuid:public_id>/family/add-agency/", writing.AddWork.as_view(), name="family_add_work"),
    path("family/lines/<uuid:public_id>/", writing.Tie.as_view(), name="family_tie"),
    path("family/lines/<uuid:public_id>/take-out/", writing.TakeOut.as_view(), name="family_take_out"),
]
