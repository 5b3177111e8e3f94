"""Pages with one form that keep what is typed: by themselves while it is typed, and over an expired session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from lscp.cases.models import Case
from lscp.kernel.access import Verdict
from lscp.kernel.dates import british_datetime
from lscp.people import unsent
from lscp.web import autosave, kept_text

SIGNED_OUT = "You were signed out while you were typing. We kept your text. Check it, then go on."
TYPED_BEFORE = "This is what you typed here on {at}. It is not sent yet."


def keeping_form(request: HttpRequest, case: Case, make: Callable[..., Any], **arguments: Any) -> Any:
    """The page's form: as posted, as its reader left it, or new. `make` is the form's class.

    What was left is shown without errors, because nothing was sent; hidden values whose names begin with
    `seen_` are those of the page now shown, so that they decide what is out of date.
    """
    typed = None if request.method == "POST" else _left(request, case)
    if request.method == "POST":
        arguments.setdefault("data", request.POST)
    elif typed is not None:
        for name, value in arguments.get("initial", {}).items():
            if name.startswith("seen_"):
                typed[name] = str(value)
        arguments["data"] = typed
    form = make(**arguments)
    if typed is not None:
        form._errors = ErrorDict()
    form.autosave_url = request.path
    form.kept_ticket = kept_text.ticket(request)
    return form


def autosave_answer(request: HttpRequest, case: Case, verdict: Verdict) -> HttpResponse | None:
    """What the page is told when it saved by itself; None for a press of a button."""
    if not autosave.is_autosave(request):
        return None
    if not verdict:
        return autosave.conflict(f"{verdict.message}. Copy your text before you leave this page.")
    unsent.keep(case, request.user, request.path, request.POST)
    return autosave.saved()


def sent(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forget what was kept, once the answer to a post leads on."""
    if isinstance(response, HttpResponseRedirect):
        unsent.forget(request.user, request.path)
    return response


class KeepsTyped:
    """Mixed in before a `FormView` whose `record` is a case or has one, and whose `verdict()` says who may act."""

    keeps_text = True
    request: HttpRequest
    record: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what the page sends by itself; forget it once the form is sent."""
        answer = autosave_answer(request, self._case, self.verdict())  # type: ignore[attr-defined]
        return answer or sent(request, super().post(request, *args, **kwargs))  # type: ignore[misc]

    def get_form(self, form_class: Any = None) -> Any:
        """The form as its reader left it."""
        make = form_class or self.get_form_class()  # type: ignore[attr-defined]
        return keeping_form(self.request, self._case, make, **self.get_form_kwargs())  # type: ignore[attr-defined]

    @property
    def _case(self) -> Case:
        return self.record if isinstance(self.record, Case) else self.record.case


def _left(request: HttpRequest, case: Case) -> QueryDict | None:
    after_signing_in = kept_text.take(request)
    if after_signing_in is not None:
        unsent.keep(case, request.user, request.path, after_signing_in)
        messages.info(request, SIGNED_OUT)
    found = unsent.kept(request.user, request.path)
    if found is None:
        return None
    typed, at = found
    if after_signing_in is None:
        messages.info(request, TYPED_BEFORE.format(at=british_datetime(at)))
    return typed
