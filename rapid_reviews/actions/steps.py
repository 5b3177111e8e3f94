"""The three steps of a return: its author finishes it, its quality is checked, the agency signs it off.

Each step is a signature on one frozen version; the version that is signed off is what the review reads.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.audit import evidence
from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.kernel.access import Refused, Stale, Verdict, require
from lscp.kernel.events import publish
from lscp.kernel.scoping import claim
from lscp.people import sealing
from lscp.web.wording import plural
from rapid_reviews.actions import asking
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.suggesting import suggest_from_return
from rapid_reviews.actions.telling import tell, tell_unit
from rapid_reviews.enums import Part, Step
from rapid_reviews.events import AgencyAnswered
from rapid_reviews.models import AgencyRequest, ReturnNote, ReturnSignature, ReturnVersion
from rapid_reviews.models.requests import RULE
from rapid_reviews.policies import returns as policies
from rapid_reviews.queries.people import authors_of, people_for
from rapid_reviews.queries.returns import ReturnForm, load, problems_of, snapshot_of
from rapid_reviews.workflow import REQUEST_TRANSITIONS


@transaction.atomic
def finish_writing(public_id: Any, *, seen_version: int | None, seen_revision: int, by: Any) -> ReturnVersion:
    """Say that the return is ready as the person last saw it (`seen_revision`): a frozen version, signed.

    Raises `Stale` when an answer changed since, and `Refused` while answers are missing.
    """
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_write(by, request), record=request)
    form = load(request)
    if form.seen_revision != seen_revision:
        raise Stale("The return has changed since you opened this page", record=request)
    missing = problems_of(form)
    if missing:
        words = f"The return is not complete: {plural(len(missing), 'answer')} still to put right"
        raise Refused(Verdict("incomplete", words), record=request)
    version = _freeze(form, by=by)
    request.apply(REQUEST_TRANSITIONS["finish_writing"], by=by)
    request.save()
    _sign(version, Step.WRITTEN, by=by)
    tell("return_to_check", request, people_for(request, Part.CHECKS), key=str(version.number), by=by)
    return version


@transaction.atomic
def check(public_id: Any, *, seen_version: int | None, by: Any) -> ReturnVersion:
    """Say that the newest version was checked for quality."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_check(by, request), record=request)
    version = _newest(request)
    request.apply(REQUEST_TRANSITIONS["check"], by=by)
    request.save()
    _sign(version, Step.CHECKED, by=by)
    tell("return_to_sign", request, people_for(request, Part.SIGNS), key=str(version.number), by=by)
    return version


@transaction.atomic
def give_back(public_id: Any, *, seen_version: int | None, note: str, by: Any) -> ReturnNote:
    """Give the newest version back to its author, with a note that stays within the agency."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_give_back(by, request), record=request)
    version = _newest(request)
    text = sealing.seal(request.case, note, is_frozen=True)
    made = ReturnNote.all_records.create(version=version, text=text, by=by)
    request.apply(REQUEST_TRANSITIONS["back_to_author"], by=by)
    request.save()
    record("rapid_reviews.return_given_back", subject=request, by=by, agency=request.agency.name)
    tell("return_given_back", request, authors_of(version), key=str(request.version), by=by)
    return made


@transaction.atomic
def sign_off(public_id: Any, *, seen_version: int | None, by: Any) -> ReturnVersion:
    """Sign the newest version off for the agency: it reaches the review, and the agency's clock is met."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_sign_off(by, request), record=request)
    version = _newest(request)
    request.apply(REQUEST_TRANSITIONS["sign_off"], by=by)
    request.save()
    _sign(version, Step.SIGNED_OFF, by=by)
    suggest_from_return(request, load(request), by=by)
    _reach_the_review(request, "The signed return", "return_received", by=by)
    return version


@transaction.atomic
def answer_nil(public_id: Any, *, seen_version: int | None, by: Any) -> ReturnVersion:
    """Sign, in one step, that the agency knows nothing of these people. It counts as a return."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_answer_nil(by, request), record=request)
    version = _freeze(load(request), by=by, is_nil=True)
    request.apply(REQUEST_TRANSITIONS["answer_nil"], by=by)
    request.save()
    _sign(version, Step.SIGNED_OFF, by=by)
    _reach_the_review(request, "The signed nil return", "return_received", by=by)
    return version


@transaction.atomic
def decline(public_id: Any, *, seen_version: int | None, reason: str, by: Any) -> AgencyRequest:
    """Say that the agency does not answer, and why. Its clock ends unmet: a refusal is no return."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_decline(by, request), record=request)
    request.declined_because = sealing.seal(request.case, reason, is_frozen=True)
    request.apply(REQUEST_TRANSITIONS["decline"], by=by)
    request.save()
    subject = str(request.public_id)
    clocks.cancel_one(
        request.case, RULE, subject=subject, reason="The agency declined, with its reason", by=by
    )
    record("rapid_reviews.request_declined", subject=request, by=by, agency=request.agency.name)
    _after(request, "return_declined", by=by)
    return request


def _newest(request: AgencyRequest) -> ReturnVersion:
    return request.versions.select_related("content").order_by("-number")[0]


def _freeze(form: ReturnForm, *, by: Any, is_nil: bool = False) -> ReturnVersion:
    request = form.request
    return ReturnVersion.all_records.create(
        request=request, number=request.versions.count() + 1, form_edition=request.form_edition,
        is_nil=is_nil, content=sealing.seal(request.case, snapshot_of(form), is_frozen=True), made_by=by,
    )  # fmt: skip


def _sign(version: ReturnVersion, step: Step, *, by: Any) -> None:
    signature = ReturnSignature.all_records.create(version=version, step=step, by=by)
    verb = "nil_signed" if version.is_nil else f"return_{step.value}"
    request = version.request
    record(
        f"rapid_reviews.{verb}", subject=request, by=by, agency=request.agency.name, number=version.number,
        signed=evidence.of(signature),
    )  # fmt: skip


def _reach_the_review(request: AgencyRequest, proof: str, kind: str, *, by: Any) -> None:
    done = Moment.of(clock.now())
    clocks.meet(request.case, RULE, subject=str(request.public_id), done=done, evidence=proof, by=by)
    _after(request, kind, by=by)


def _after(request: AgencyRequest, kind: str, *, by: Any) -> None:
    asking.after_answer(request, by=by)
    tell_unit(kind, request, key=str(request.version), by=by)
    publish(AgencyAnswered(request.pk, by.pk))
