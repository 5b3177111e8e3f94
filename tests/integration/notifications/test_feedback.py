"""What whoever raised it reads, at every status; and what other agencies are told, and nothing more."""

import pytest
from django.core.exceptions import PermissionDenied

from lscp.accounts import actions as accounts
from lscp.audit.models import AuditEvent
from lscp.kernel.access import OutOfScope
from lscp.messaging.models import OutboundMessage
from notifications.actions import feedback
from notifications.enums import NotificationStatus as S
from notifications.models import Exclusion, NeedToKnow, NotificationParticipant
from notifications.queries.progress import USUAL, progress_of
from tests.given import REASON, fresh, given_decided, given_under_consideration, given_views
from tests.given_outcomes import given_notified, given_to_notify
from tests.sent_forms import submitted

TEXT = "Zebrington: please keep the records of your visits in May"


def tell(notification, cast, *, recipient=None, agency="school", by=None, text=TEXT):
    return feedback.tell_other_agency(
        notification.public_id, seen_version=None, agency=cast.agencies[agency],
        recipient=recipient or cast.school_practitioner, text=text, by=by or cast.lscp_unit,
    )  # fmt: skip


def write(notification, by, text="We looked at it together. Thank you."):
    return feedback.write_to_referrer(
        notification.public_id, seen_version=fresh(notification).version, text=text, by=by
    )


def name_lead(notification, cast):
    NotificationParticipant.objects.create(
        record=notification, user=cast.hospital_lead, partnership=cast.here, capacity="lead",
        agency=cast.agencies["hospital"], granted_by=cast.hospital_practitioner,
    )  # fmt: skip


# The referrer


def test_every_status_has_words_for_the_referrer():
    assert set(USUAL) == set(S.values)
    assert all(words.now and words.next and words.reason for words in USUAL.values())


def test_referrer_reads_status_next_step_day_and_reason(cast, signed_in):
    notification = given_to_notify(cast)
    page = signed_in(cast.hospital_practitioner).get(f"/notifications/{notification.public_id}/progress/")
    text = page.content.decode()
    progress = progress_of(notification)
    assert progress.by_when.startswith("This is to happen by ")
    for words in (progress.by_when, USUAL[S.TO_NOTIFY].reason):
        assert words in text
    assert AuditEvent.objects.filter(verb="notifications.progress_read").count() == 1


@pytest.mark.parametrize("outcome", ["notify", "local_learning", "not_notifiable", "tell"])
def test_referrer_never_reads_views_reasons_or_other_agencies(cast, signed_in, outcome):
    choice = {"notify": "met", "tell": "tell"}.get(outcome, "not_met")
    notification = given_decided(cast, outcome, (choice,) * 3)
    page = signed_in(cast.hospital_practitioner).get(f"/notifications/{notification.public_id}/progress/")
    text = page.content.decode()
    assert page.status_code == 200
    for secret in (
        "Because Police Rag",
        "Because Council Rag",
        REASON,
        "Council Director",
        "Zebrington Quill",
    ):
        assert secret not in text


def test_note_of_the_business_unit_replaces_the_usual_words_until_the_status_changes(cast):
    notification = given_decided(cast, "not_notifiable", ("not_met",) * 3)
    write(notification, cast.lscp_unit)
    found = progress_of(fresh(notification))
    assert (found.reason, found.is_own_reason) == ("We looked at it together. Thank you.", True)
    later = fresh(notification)
    later.status = S.CONSIDERATION
    assert progress_of(later).reason == USUAL[S.CONSIDERATION].reason


def test_referrer_and_lead_are_told_of_news_by_reference_only(cast):
    notification = given_decided(cast, "not_notifiable", ("not_met",) * 3)
    name_lead(notification, cast)
    OutboundMessage.objects.all().delete()
    write(notification, cast.lscp_unit)
    rows = OutboundMessage.objects.filter(kind="referrer_news").order_by("recipient__name")
    assert [(str(row.recipient), row.context) for row in rows] == [
        ("Hospital Lead", {}), ("Hospital Practitioner", {}),
    ]  # fmt: skip


def test_lead_who_was_asked_reads_it_and_a_colleague_does_not(cast, signed_in):
    notification = given_under_consideration(cast)
    colleague = cast.person("colleague", "hospital", "practitioner")
    url = f"/notifications/{notification.public_id}/progress/"
    assert signed_in(cast.hospital_lead).get(url).status_code == 404
    name_lead(notification, cast)
    assert signed_in(cast.hospital_lead).get(url).status_code == 200
    assert signed_in(colleague).get(url).status_code == 404


def test_only_the_business_unit_writes_to_the_referrer(cast, signed_in):
    notification = given_views(cast)
    with pytest.raises(PermissionDenied):
        write(notification, cast.police_rag)
    with pytest.raises(OutOfScope):
        write(notification, cast.elsewhere_unit)
    client = signed_in(cast.lscp_unit)
    url = f"/notifications/{notification.public_id}/progress/write/"
    page = client.get(url).content.decode()
    assert progress_of(fresh(notification)).reason in page
    data = {"seen_version": fresh(notification).version, "text": "Thank you for telling us."}
    assert client.post(url, data).status_code == 302
    assert progress_of(fresh(notification)).reason == "Thank you for telling us."


def test_referrer_of_a_merged_notification_does_not_learn_of_the_other(cast):
    notification = given_under_consideration(cast)
    notification.status = S.MERGED
    found = progress_of(notification)
    assert "erge" not in f"{found.now}{found.next}{found.reason}{found.status.word}"


# Other agencies


def test_told_person_sees_that_text_and_nothing_else(cast, signed_in):
    notification = given_notified(cast)
    told = tell(notification, cast)
    client = signed_in(cast.school_practitioner)
    page = client.get(f"/notifications/told/{told.public_id}/")
    assert (page.status_code, TEXT in page.content.decode()) == (200, True)
    for path in ("", "progress/", "national/pack/", "views/"):
        assert client.get(f"/notifications/{notification.public_id}/{path}").status_code == 404
    told.refresh_from_db()
    assert told.read_at is not None
    assert AuditEvent.objects.filter(verb="notifications.told_read").count() == 1


def test_agencies_that_the_form_names_come_first_for_whoever_tells(cast, signed_in):
    chosen = [str(cast.agencies["school"].public_id)]
    notification = submitted(cast, agencies_known=chosen)
    address = f"/notifications/{notification.public_id}/tell/"
    client = signed_in(cast.lscp_unit)
    page = client.get(address)
    _empty, (first, named), (second, others) = page.context["form"].fields["recipient"].choices
    assert (first, second) == ("Agencies that the form names", "Other agencies")
    assert {words.split(":")[0] for _key, words in named} == {"School"}
    assert "School" not in {words.split(":")[0] for _key, words in others}
    assert '<optgroup label="Agencies that the form names">' in page.content.decode()
    typed = {"seen_version": notification.version, "recipient": named[0][0], "text": TEXT}
    told = client.post(address, typed, follow=True)
    assert (told.redirect_chain, "Not read yet." in told.content.decode()) == ([(address, 302)], True)
    assert [row.agency for row in NeedToKnow.all_records.all()] == [cast.agencies["school"]]


def test_without_agencies_in_the_form_everybody_stands_in_one_list(cast, signed_in):
    notification = given_notified(cast)
    page = signed_in(cast.lscp_unit).get(f"/notifications/{notification.public_id}/tell/").content.decode()
    assert "<optgroup" not in page
    assert "School: School Practitioner, " in page


def test_message_to_the_told_person_has_no_word_of_it(cast):
    notification = given_notified(cast)
    told = tell(notification, cast)
    row = OutboundMessage.objects.get(kind="need_to_know")
    assert (row.recipient, row.context, row.path) == (
        cast.school_practitioner, {}, f"/notifications/told/{told.public_id}/",
    )  # fmt: skip
    assert "Zebrington" not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    "who",
    [
        "school_lead",
        "hospital_practitioner",
        "police_rag",
        "elsewhere_practitioner",
        "superuser",
        "lscp_unit",
    ],
)
def test_nobody_else_opens_the_page_of_the_told_person(cast, signed_in, who):
    told = tell(given_notified(cast), cast)
    assert signed_in(getattr(cast, who)).get(f"/notifications/told/{told.public_id}/").status_code == 404


def test_taken_back_left_or_shut_out_ends_it_at_once(cast, signed_in):
    notification = given_notified(cast)
    told = tell(notification, cast)
    feedback.withdraw_telling(
        notification.public_id, seen_version=None, told_id=told.public_id, by=cast.lscp_unit
    )
    assert not NeedToKnow.visible_to(cast.school_practitioner).exists()
    other = tell(notification, cast, recipient=cast.school_lead)
    assert list(NeedToKnow.visible_to(cast.school_lead)) == [other]
    shut_out = Exclusion.objects.create(
        notification=notification, user=cast.school_lead, reason="involved", made_by=cast.lscp_unit
    )
    assert not NeedToKnow.visible_to(cast.school_lead).exists()
    shut_out.delete()
    accounts.end_membership(cast.school_lead.memberships.get(), by=cast.lscp_manager)
    assert not NeedToKnow.visible_to(cast.school_lead).exists()


def test_person_of_another_agency_or_shut_out_cannot_be_told(cast):
    notification = given_notified(cast)
    with pytest.raises(ValueError, match="works for that agency"):
        tell(notification, cast, recipient=cast.school_practitioner, agency="hospital")
    with pytest.raises(ValueError, match="works for that agency"):
        tell(notification, cast, recipient=cast.elsewhere_practitioner, agency="elsewhere")
    Exclusion.objects.create(
        notification=notification, user=cast.school_practitioner, reason="involved", made_by=cast.lscp_unit
    )
    with pytest.raises(ValueError, match="may not know"):
        tell(notification, cast)
    with pytest.raises(PermissionDenied):
        tell(notification, cast, by=cast.police_rag)
    assert not NeedToKnow.all_records.exists()


def test_page_for_telling_offers_no_one_who_was_shut_out_and_lists_who_was_told(cast, signed_in):
    notification = given_notified(cast)
    Exclusion.objects.create(
        notification=notification, user=cast.school_lead, reason="involved", made_by=cast.lscp_unit
    )
    client = signed_in(cast.lscp_unit)
    url = f"/notifications/{notification.public_id}/tell/"
    page = client.get(url).content.decode()
    assert ("School Practitioner" in page, "School Lead" in page, "Elsewhere" in page) == (True, False, False)
    key = f"{cast.school_practitioner.public_id.hex}:{cast.agencies['school'].public_id.hex}"
    data = {"seen_version": notification.version, "recipient": key, "text": TEXT}
    assert client.post(url, data).status_code == 302
    told = NeedToKnow.all_records.get()
    assert "Not read yet" in client.get(url).content.decode()
    taken = client.post(f"{url}withdraw/", {"told": str(told.public_id)})
    assert (taken.status_code, "Taken back" in client.get(url).content.decode()) == (302, True)
