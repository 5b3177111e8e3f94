"""Addresses of the form."""

from django.urls import path

from notifications.views import form, form_people, start
from notifications.views.form_page import FormPage

ROOT = "<uuid:public_id>/form/"
SECTION = f"{ROOT}<slug:section>/"
PERSON = f"{SECTION}people/<uuid:person_id>/"

urlpatterns = [
    path("start/", start.Start.as_view(), name="start"),
    path(ROOT, form.task_list, name="form"),
    path(f"{ROOT}check/", form.check_answers, name="form_check"),
    path(f"{ROOT}put-aside/", form.Abandon.as_view(), name="form_abandon"),
    path(f"{ROOT}take-up/", form.TakeUp.as_view(), name="form_take_up"),
    path(SECTION, form.section_page, name="form_section"),
    path(f"{SECTION}people/add/", form_people.add, name="form_people_add"),
    path(f"{PERSON}remove/", form_people.remove, name="form_person_remove"),
    path(f"{PERSON}<slug:page>/", FormPage.as_view(), name="form_person_page"),
    path(f"{SECTION}<slug:page>/", FormPage.as_view(), name="form_page"),
]
