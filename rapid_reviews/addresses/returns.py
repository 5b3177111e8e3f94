"""Addresses of a request and of the agency's return to it."""

from django.urls import path

from rapid_reviews.views import (
    report_safety,
    request_page,
    return_files,
    return_form,
    return_steps,
    return_versions,
)

REQUEST = "requests/<uuid:public_id>/"
RETURN = f"{REQUEST}return/"

urlpatterns = [
    path(REQUEST, request_page.request_page, name="request"),
    path(f"{REQUEST}safety/", report_safety.RaiseFromRequest.as_view(), name="request_safety"),
    path(f"{REQUEST}nil/", return_steps.Nil.as_view(), name="nil"),
    path(f"{REQUEST}decline/", return_steps.Decline.as_view(), name="decline"),
    path(f"{REQUEST}suggest/", return_steps.Suggest.as_view(), name="suggest"),
    path(f"{REQUEST}people/", return_steps.SetPeople.as_view(), name="set_people"),
    path(f"{REQUEST}files/", return_files.files, name="return_files"),
    path(f"{REQUEST}files/add/", return_files.add_file, name="add_return_file"),
    path(f"{REQUEST}files/<uuid:file>/take-back/", return_files.take_back_file, name="take_back_return_file"),
    path(f"{REQUEST}quality/", return_steps.CheckReturn.as_view(), name="check_return"),
    path(f"{REQUEST}sign/", return_steps.SignOff.as_view(), name="sign_return"),
    path(f"{REQUEST}give-back/", return_steps.GiveBack.as_view(), name="give_back"),
    path(f"{REQUEST}versions/<int:number>/", return_versions.version, name="return_version"),
    path(f"{REQUEST}versions/<int:first>/<int:second>/", return_versions.changes, name="return_changes"),
    path(RETURN, return_form.task_list, name="return"),
    path(f"{RETURN}check/", return_form.CheckAnswers.as_view(), name="return_check"),
    path(f"{RETURN}<slug:section>/", return_form.section_page, name="return_section"),
    path(f"{RETURN}<slug:section>/<slug:page>/", return_form.ReturnPage.as_view(), name="return_page"),
]
