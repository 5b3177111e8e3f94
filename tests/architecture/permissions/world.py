"""What the addresses of the matrix speak of: cases in every state of the first stage, and all around them.

Built once a day through the real actions, then copied in (`tests.remembered`). A value is what an address takes
(a key, a number, a word); its name is what the rows say. Every value exists, so that a 404 hides something.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from lscp.accounts.models import Membership, User
from lscp.deadlines import actions as clocks
from lscp.deadlines import preview
from lscp.deadlines.calendars import calendar_of, current_version
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import ChangeKind, FactKind
from lscp.deadlines.models import CalendarDay, Clock, Rule
from lscp.documents.binding import Bound
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.kernel.clock import today
from lscp.meetings import actions as meetings
from lscp.meetings.actions import bundle
from lscp.meetings.models import Meeting
from lscp.meetings.paper_pages import papers_of
from lscp.messaging.models import OutboundMessage, Status
from lscp.messaging.service import enqueue
from lscp.people.models import Person
from lscp.tasks.models import SafetyAction
from notifications.actions import agreement, amendment, consideration, drafts, feedback, files, restricted
from tests import given, given_outcomes, sent_forms
from tests.architecture.permissions.review_world import reviewing
from tests.cast import build as build_cast
from tests.remembered import remembered

# How one agency's own sign-in is set.
AGENCY_SIGN_IN = {
    "provider_id": "police", "name": "Police", "client_id": "lscp", "secret": "secret",
    "settings": {"server_url": "https://sign-in.police.example"},
}  # fmt: skip
NARRATIVE = "Quilliam Zebrington was seen by the school"


def world_of_today():
    """The cast, and the values of the world beside it."""
    return remembered(("permissions", today()), _build)


def _build():
    cast = build_cast()
    group = given.given_group(cast)
    world = SimpleNamespace(
        slug=cast.here.slug, group=group.public_id, fact="la_aware", nonsense="x" * 43, unknown="unknown",
        no_person="zz", no_link="00000000-0000-4000-8000-000000000000", agency_sign_in=AGENCY_SIGN_IN["provider_id"],
    )  # fmt: skip
    for part in (_raised, _judged, _ended, _restricted, _elsewhere, _met, _set_up, _own, reviewing):
        part(cast, world)
    return SimpleNamespace(cast=cast, world=world)


def _raised(cast, world):
    """One sent in and amended, with its lead asked; one draft; one put aside; an incident of today."""
    sent = sent_forms.filled_draft(cast)
    agreement.ask_lead(sent.public_id, lead=cast.hospital_lead, by=cast.hospital_practitioner)
    sent_forms.submission.submit(
        sent.public_id, seen_revision=agreement.revision_of(sent), by=cast.hospital_practitioner
    )
    changed = {**sent_forms.pages()["incident", "condition"], "injuries": "Burns to one hand"}
    sent_forms.save(given.fresh(sent), "incident", "condition", changed)
    amendment.amend(
        sent.public_id, reason=NARRATIVE, seen_revision=agreement.revision_of(sent),
        by=cast.hospital_practitioner,
    )  # fmt: skip
    world.notification, world.case, world.first, world.second = sent.public_id, sent.case.public_id, 1, 2
    world.file = _attached(sent, cast.hospital_practitioner)
    world.clock = _clock(sent.case, "notify_panel", cast, days_ago=0)
    told = feedback.tell_other_agency(
        sent.public_id, seen_version=None, agency=cast.agencies["school"], recipient=cast.school_lead,
        text=NARRATIVE, by=cast.lscp_unit,
    )  # fmt: skip
    world.told = told.public_id
    with transaction.atomic():
        enqueue(
            "messaging_digest", to=[cast.police_rag], dedupe_key="given up", partnership=cast.here, count=1
        )
    given_up = OutboundMessage.objects.filter(dedupe_key="given up")
    given_up.update(status=Status.FAILED)
    world.failed_message = given_up.get().public_id
    _drafts(cast, world)


def _drafts(cast, world):
    draft = sent_forms.filled_draft(cast, at_risk_now="yes")
    agreement.ask_lead(draft.public_id, lead=cast.hospital_lead, by=cast.hospital_practitioner)
    child = Person.all_records.get(case=draft.case, kind="child")
    world.draft, world.draft_file = draft.public_id, _attached(draft, cast.hospital_practitioner)
    world.the_child, world.children, world.section, world.page, world.name_page = (
        child.public_id, "children", "incident", "what", "name",
    )  # fmt: skip
    world.safety = SafetyAction.all_records.get(case=draft.case).public_id
    world.safety_clock = Clock.all_records.get(
        case=draft.case, rule_key="immediate_safety", is_live=True
    ).chain
    aside = drafts.start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)
    drafts.abandon(aside.public_id, seen_version=aside.version, by=cast.hospital_practitioner)
    world.put_aside = aside.public_id


def _judged(cast, world):
    """One whose views are still blind, with a late clock; one decided and not yet signed."""
    blind = given.given_under_consideration(cast)
    given.given_view(blind, cast.council_rag)
    consideration.declare_conflict(blind.public_id, reason=NARRATIVE, by=cast.icb_rag)
    world.considered, world.considered_case = blind.public_id, blind.case.public_id
    world.late_clock = _clock(blind.case, "notify_panel", cast, days_ago=60)
    world.dead_child = _two_deaths(blind.case, cast).public_id
    decided = given.given_views(cast)
    given.decide(decided, cast.council_notifier, maker=cast.council_director)
    given_outcomes.submitted_form(decided, cast.hospital_practitioner)
    world.decided, world.decided_case = decided.public_id, decided.case.public_id


def _two_deaths(case, cast):
    """Two of the three children of a case died, each on a day of their own; the second is given."""
    first, second, _third = [
        Person.all_records.create(case=case, kind="child", number=number) for number in (11, 12, 13)
    ]
    told = {"moment": Moment(today()), "sudden": "no", "source": NARRATIVE, "by": cast.lscp_unit}
    clocks.record_fact(case, "death", **told)
    clocks.record_another_death(case, child=second, first=first, seen_version=1, **told)
    return second


def _ended(cast, world):
    """Notified; waiting for information; not notifiable; criteria found not met."""
    notified = given_outcomes.given_notified(cast)
    world.notified = notified.public_id
    world.receipt_file = Attachment.all_records.get(record_id=notified.public_id).public_id
    waiting = given.given_under_consideration(cast)
    given_outcomes.wait_for_information(waiting, cast.lscp_unit)
    review = Clock.all_records.get(case=waiting.case, rule_key="information_review", is_live=True)
    clocks.extend(
        review.chain, seen_version=review.position, number=1, unit="working_days", reason=NARRATIVE,
        authority="The manager", by=cast.lscp_manager,
    )  # fmt: skip
    world.awaiting, world.local_clock = waiting.public_id, review.chain
    paused = given.given_under_consideration(cast)
    given_outcomes.wait_for_information(paused, cast.lscp_unit)
    review = Clock.all_records.get(case=paused.case, rule_key="information_review", is_live=True)
    clocks.pause(
        review.chain, seen_version=review.position, reason=NARRATIVE, authority="The manager",
        by=cast.lscp_manager,
    )  # fmt: skip
    world.paused_clock = review.chain
    world.not_notifiable = given.given_decided(cast, "not_notifiable", ("not_met",) * 3).public_id
    unmet = given_outcomes.given_to_notify(cast)
    given_outcomes.exits.find_criteria_not_met(
        unmet.public_id, seen_version=unmet.version, reasons=NARRATIVE, by=cast.council_director
    )
    world.criteria_not_met = unmet.public_id


def _restricted(cast, world):
    """A colleague is involved: one reader released, one not yet, one person shut out."""
    secret = sent_forms.submitted(cast, colleague_involved="yes")
    world.restricted, world.restricted_case = secret.public_id, secret.case.public_id
    world.restricted_file = _attached(secret, cast.hospital_practitioner)

    def step(action, **more):
        seen = given.fresh(secret).version
        return action(secret.public_id, seen_version=seen, by=cast.lscp_unit, **more)

    reader = step(restricted.name_reader, person=cast.icb_rag)
    step(restricted.release)
    step(restricted.name_reader, person=cast.police_rag)
    step(restricted.shut_out, person=cast.council_rag)
    world.reader, world.restricted_version = reader.public_id, given.fresh(secret).version
    world.shut_out = cast.council_rag.public_id
    world.restricted_clock = _clock(secret.case, "notify_panel", cast, days_ago=60)


def _elsewhere(cast, world):
    """The same of the other partnership."""
    theirs = sent_forms.submitted(
        cast, by=cast.elsewhere_practitioner, agency="elsewhere", partnership=cast.there
    )
    world.theirs, world.their_case = theirs.public_id, theirs.case.public_id
    world.their_file = _attached(theirs, cast.elsewhere_practitioner)


def _met(cast, world):
    """A meeting to come; one held whose minutes went round; one whose minutes are being written; one locked."""
    case = given.Notification.all_records.get(public_id=world.considered).case
    group = case.partnership.groups.get(public_id=world.group)

    def called(**how):
        return meetings.call_meeting(
            case, group, starts_at=clock.now() + dt.timedelta(**how), place="Room 3, Civic Hall",
            agenda="Welcome", by=cast.lscp_unit,
        )  # fmt: skip

    coming, drafted, round_, locked = called(days=3), called(minutes=1), called(minutes=1), called(minutes=1)
    step = _step_of(cast.lscp_unit)
    step(meetings.add_paper, coming, path=f"/notifications/{world.considered}/", title="The case page")
    world.meeting, world.paper = coming.public_id, "1"
    asked = meetings.ask_bundle(coming.public_id, by=cast.police_rag)
    bundle._keep(asked, Bound(b"%PDF", 1, []), papers_of(cast.police_rag, coming), clock.now())
    with time_machine.travel(clock.real_now() + dt.timedelta(minutes=5)):
        for one in (drafted, round_, locked):
            presence = {getattr(cast, f"{name}_rag").pk: "present" for name in given.PARTNERS}
            step(meetings.record_attendance, one, presence=presence, chaired_by=cast.council_rag)
            meetings.save_minutes(one.public_id, seen_version=0, text=NARRATIVE, by=cast.lscp_unit)
        given_action = step(
            meetings.give_action, round_, what=NARRATIVE, agency=cast.agencies["school"],
            owner=cast.school_lead, due_on=today() + dt.timedelta(days=5),
        )  # fmt: skip
        for one in (round_, locked):
            step(meetings.circulate_minutes, one)
        _step_of(cast.council_rag)(meetings.approve_minutes, locked)
    world.meeting_action = given_action.public_id
    world.minutes_drafted, world.minutes_sent, world.minutes_locked = (
        drafted.public_id, round_.public_id, locked.public_id,
    )  # fmt: skip
    world.meeting_version = _seen(coming)


def _step_of(by):
    def step(action, meeting, **more):
        return action(meeting.public_id, seen_version=_seen(meeting), by=by, **more)

    return step


def _seen(meeting):
    return Meeting.all_records.get(pk=meeting.pk).version


def _set_up(cast, world):
    """What is set up in the first partnership: an agency, a person, a role, a seat, a day, a change, a rule."""
    world.agency = cast.agencies["school"].public_id
    world.person = cast.school_practitioner.public_id
    world.role = Membership.objects.get(user=cast.school_practitioner).public_id
    world.administrator = Membership.objects.get(user=cast.lscp_admin).public_id
    group = cast.here.groups.get(public_id=world.group)
    world.seat = group.seats.get(user=cast.police_rag).public_id
    proposed = _proposed(cast, working_days=30)
    clocks.apply_change(proposed.public_id, seen=_moves(proposed), by=cast.lscp_manager)
    world.day = CalendarDay.objects.get(partnership=cast.here).public_id
    waiting = _proposed(cast, working_days=35)
    world.change, world.moves = waiting.public_id, _moves(waiting)
    world.rule = Rule.objects.get(partnership=None, key="notify_panel", edition__key="WT2026").public_id


def _proposed(cast, *, working_days):
    day = calendar_of(current_version(cast.here), local=True).add(today(), working_days)
    payload = {"day": day.isoformat(), "kind": "closure", "name": "Civic closure", "applies_to": "local"}
    return clocks.propose_change(
        cast.here, ChangeKind.ADD_DAY, payload=payload, reason="The council is closed", by=cast.lscp_unit
    )


def _moves(change):
    return preview.fingerprint(preview.moves_of(change))


def _own(cast, world):
    """What belongs to one person: a password, a calendar feed, a code app, recovery codes, a security key."""
    password = make_password("a long one for the matrix")
    for person in vars(cast).values():
        if isinstance(person, User) and not person.is_system:
            person.password = password
            person.save(update_fields=["password"])
    world.feed_secret = clocks.make_feed_link(by=cast.police_rag)
    TOTP.activate(cast.police_rag, generate_totp_secret())
    RecoveryCodes.activate(cast.police_rag)
    world.security_key = Authenticator.objects.create(
        user=cast.police_rag, type=Authenticator.Type.WEBAUTHN,
        data={"name": "Key", "credential": _credential()},
    ).pk  # fmt: skip


def _credential():
    """What a browser hands over for a security key."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    known = AttestedCredentialData.create(Aaguid.NONE, b"k" * 32, key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    said = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"c" * 32, "https://testserver"),
        attestation_object=AttestationObject.create(
            "none", AuthenticatorData.create(b"r" * 32, flags, 0, known), {}
        ),
    )
    return dict(RegistrationResponse(raw_id=b"k" * 32, response=said))


def _attached(notification, by):
    upload = SimpleUploadedFile("letter.txt", NARRATIVE.encode(), content_type="text/plain")
    return files.add_file(notification.public_id, upload=upload, by=by).public_id


def _clock(case, key, cast, *, days_ago):
    with transaction.atomic():
        clocks.record_fact(
            case, FactKind.LA_AWARE, moment=Moment(today() - dt.timedelta(days=days_ago)),
            source="Telephone call", by=cast.council_notifier,
        )  # fmt: skip
        clocks.expect_clocks(case, [key], by=cast.lscp_unit)
    return case.clocks.get(is_live=True, rule__key=key).chain
