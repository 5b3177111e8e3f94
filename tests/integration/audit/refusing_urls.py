"""Pages that write something and are then refused, each in its own way."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import include, path

from lscp.accounts.models import Agency
from lscp.audit import service as audit
from lscp.cases.models import Case
from lscp.kernel.access import OutOfScope, Refused, Stale, Verdict

REFUSALS = {
    "role": PermissionDenied("not yours"),
    "missing": Http404("no such thing"),
    "scope": OutOfScope(),
    "state": Refused(Verdict("state", "not now")),
    "stale": Stale("somebody was first"),
}


@transaction.atomic
def refuse(request, public_id, how):
    """Write, record, and be refused: nothing of it may stay but the refusal."""
    case = Case.all_records.get(public_id=public_id)
    Agency.objects.create(name="Half-made agency", kind="other")
    audit.record("accounts.agency_added", subject=case, by=request.user, name="Half-made agency")
    raise REFUSALS[how]


def nothing(request, how):
    """A page about no case."""
    raise REFUSALS[how]


def read(request, public_id):
    """A page that is recorded before it is served."""
    case = Case.all_records.get(public_id=public_id)
    audit.record_reading("accounts.agency_added", subject=case, by=request.user, name="read")
    return HttpResponse("what was read")


urlpatterns = [
    path("refuse/<uuid:public_id>/<str:how>/", refuse, name="refuse"),
    path("read/<uuid:public_id>/", read, name="read"),
    path("nothing/<str:how>/", nothing, name="nothing"),
    path("", include("lscp.urls")),
]
