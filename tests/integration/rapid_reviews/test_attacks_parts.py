"""Who takes no part: whoever stepped aside, lost the role, was shut out; and who wrote what they would judge."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.accounts.models import Membership
from lscp.accounts.roles import Role
from lscp.cases.models import Case
from lscp.deadlines.models import Clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.kernel.clock import today
from lscp.messaging.models import OutboundMessage
from notifications.actions import consideration, restricted
from rapid_reviews.actions import agency_people, asking, report, steps
from rapid_reviews.models import AgencyRequestGroupGrant, RequestParticipant
from rapid_reviews.policies import asking as asking_policies
from rapid_reviews.policies import report as report_policies
from tests import given
from tests.given_chronology import add_row
from tests.given_reports import section_of
from tests.given_returns import deputy, finish, given_request, step, write
from tests.given_reviews import fresh_request, given_review


def step_aside(review, person):
    consideration.declare_conflict(review.notification.public_id, reason="The mother is my aunt", by=person)


def shut_out(cast, review, person):
    Case.all_records.filter(pk=review.case_id).update(is_restricted=True)
    restricted.shut_out(
        review.notification.public_id, seen_version=given.fresh(review.notification).version, person=person,
        by=cast.lscp_manager,
    )  # fmt: skip


def test_member_who_stepped_aside_does_not_comment_on_the_report(cast):
    review = given_review(cast)
    section = section_of(review)
    assert report_policies.can_comment(cast.police_rag, section).code == ""
    step_aside(review, cast.police_rag)
    with pytest.raises(Refused, match="conflict of interest"):
        report.comment(section.public_id, text="He was never at risk", by=cast.police_rag)
    assert section.comments.count() == 0


def test_scrutineer_who_stepped_aside_does_not_write_the_scrutineers_comment(cast):
    review = given_review(cast)
    section = section_of(review, "scrutineer")
    assert report_policies.can_write(cast.lscp_scrutineer, section).code == ""
    step_aside(review, cast.lscp_scrutineer)
    assert report_policies.can_write(cast.lscp_scrutineer, section).code == "conflict"


def test_owner_of_a_section_who_no_longer_sits_on_the_group_does_not_write_it(cast):
    review = given_review(cast)
    section = section_of(review)
    report.set_owner(
        section.public_id, seen_version=section.version, owner=cast.police_rag, by=cast.lscp_unit
    )
    section = section_of(review)
    assert report_policies.can_write(cast.police_rag, section).code == ""
    Membership.objects.filter(user=cast.police_rag, partnership=cast.here).update(role=Role.SCRUTINEER)
    cast.police_rag = type(cast.police_rag).objects.get(pk=cast.police_rag.pk)
    assert report_policies.can_write(cast.police_rag, section_of(review)).code == "role"


def test_somebody_shut_out_is_neither_named_nor_told_nor_offered(cast, signed_in):
    request = given_request(cast)
    shut_out(cast, request.review, cast.school_practitioner)
    before = OutboundMessage.objects.filter(recipient=cast.school_practitioner).count()
    with pytest.raises(ValueError, match="Choose people who work for"):
        step(
            agency_people.set_people, request, cast.school_lead, writes=[cast.school_practitioner],
            one_person_takes_two=False,
        )  # fmt: skip
    assert OutboundMessage.objects.filter(recipient=cast.school_practitioner).count() == before
    page = signed_in(cast.school_lead).get(f"{request.get_absolute_url()}people/").content.decode()
    assert cast.school_practitioner.email not in page
    assert cast.school_lead.email in page


def test_somebody_shut_out_is_not_named_when_the_agency_is_asked(cast):
    review = given_review(cast)
    shut_out(cast, review, cast.school_practitioner)
    with pytest.raises(ValueError, match="Choose people who work for"):
        given_request(cast, review=review, people=[cast.school_practitioner])


def test_business_units_person_who_wrote_in_a_return_does_not_accept_it(cast):
    """They hold both roles, wrote its pages, and a colleague signed all three steps."""
    request = given_request(cast)
    for agency, role in (("school", Role.SAFEGUARDING_LEAD),):
        Membership.objects.create(
            user=cast.lscp_unit, partnership=cast.here, agency=cast.agencies[agency], role=role,
            from_on=Membership.objects.filter(user=cast.lscp_unit).first().from_on,
        )  # fmt: skip
    unit = type(cast.lscp_unit).objects.get(pk=cast.lscp_unit.pk)
    write(request, unit)
    finish(request, cast.school_lead)
    step(steps.check, request, deputy(cast, "school"))
    step(steps.sign_off, request, cast.person("third", "school", Role.SAFEGUARDING_LEAD))
    assert asking_policies.can_accept(unit, fresh_request(request)).code == "conflict"
    assert asking_policies.can_accept(cast.lscp_manager, fresh_request(request)).code == ""
    with pytest.raises(Refused):
        step(asking.accept, request, unit)


def test_person_shut_out_takes_no_step_though_they_lead(cast):
    request = given_request(cast)
    shut_out(cast, request.review, cast.school_lead)
    for action, more in ((steps.answer_nil, {}), (steps.decline, {"reason": "No"})):
        with pytest.raises(OutOfScope):
            step(action, request, cast.school_lead, **more)


def nothing_is_theirs(browser, request, row, chain):
    """Which pages and steps of a request, its row and its clock are there, if any."""
    of_request = (
        "request", "nil", "decline", "suggest", "set_people", "return_files", "add_return_file", "return",
        "return_check", "chronology_own", "chronology_add", "chronology_import", "check_return",
    )  # fmt: skip
    of_row = ("chronology_row", "chronology_change", "chronology_take_out", "chronology_comment")
    urls = [reverse(f"rapid_reviews:{name}", args=[request.public_id]) for name in of_request]
    urls += [reverse(f"rapid_reviews:{name}", args=[row.public_id]) for name in of_row]
    found = [url for url in urls if browser.get(url).status_code != 404]
    found += [url for url in urls if browser.post(url, {}).status_code not in {404, 405}]
    clock = reverse("deadlines:clock", args=[chain])
    found += [clock] if browser.get(clock).status_code != 404 else []
    return [*found, "home"] if request.case.reference in browser.get("/").content.decode() else found


def test_name_and_grant_that_ended_yesterday_give_nothing_at_all(cast, signed_in):
    request = given_request(cast, people=[cast.school_practitioner])
    row = add_row(request, cast.school_practitioner)
    chain = Clock.all_records.get(subject=str(request.public_id), is_live=True).chain
    assert nothing_is_theirs(signed_in(cast.school_practitioner), request, row, chain) != []
    yesterday = {"from_on": today() - dt.timedelta(days=9), "until_on": today() - dt.timedelta(days=1)}
    AgencyRequestGroupGrant.objects.filter(content_object=request).update(**yesterday)
    RequestParticipant.objects.filter(record=request).update(**yesterday)
    for person in (cast.school_practitioner, cast.school_lead):
        assert nothing_is_theirs(signed_in(person), request, row, chain) == [], person


def test_colleagues_in_another_partnership_of_an_agency_in_both_see_nothing(cast, signed_in):
    request = given_request(cast, "police", people=[cast.police_practitioner])
    row = add_row(request, cast.police_lead)
    chain = Clock.all_records.get(subject=str(request.public_id), is_live=True).chain
    cast.person("lead_there", "police", Role.SAFEGUARDING_LEAD, partnerships=(cast.there,))
    for person in (cast.police_lead_there, cast.police_only_there, cast.elsewhere_unit, cast.police_left):
        assert nothing_is_theirs(signed_in(person), request, row, chain) == [], person
