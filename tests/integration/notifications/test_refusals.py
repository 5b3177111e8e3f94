"""Refused attempts stand with their case, are read by those who work on it, and tell of no blind view."""

import csv
import datetime as dt
import io
import uuid

import pytest
from django.db import transaction
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern

from lscp.audit import refusals
from lscp.audit.models import AuditEvent, case_chain
from lscp.cases import addresses
from lscp.cases.compartments import casework
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.meetings import actions as meetings
from lscp.meetings.models import MeetingAction
from lscp.people import sealing
from lscp.signing.models import SigningRound
from lscp.tasks.actions import raise_safety
from notifications.actions.feedback import tell_other_agency
from rapid_reviews.models import RapidReview
from tests import given

GIVING = "was refused: giving their agency's view"
ABOUT_NO_CASE = {"accounts", "messaging"}
NO_CASE = {
    "deadlines:remove_day", "deadlines:change_rule", "deadlines:change", "deadlines:apply_change",
    "deadlines:withdraw_change", "meetings:quorum", "confirm_address",
}  # fmt: skip
"""Addresses with a key that names nothing of a case; whoever adds one says so here."""


@pytest.fixture
def asked(cast):
    given.given_group(cast)
    return given.given_under_consideration(cast)


def send_view_twice(signed_in, user, record):
    client = signed_in(user)
    url = reverse("notifications:give_view", args=[record.public_id])
    form = client.get(url).context["form"]
    hidden = {name: form[name].value() for name in ("seen_rests_on", "seen_number")}
    answers = [client.post(url, {**hidden, "choice": "met", "rationale": "Because"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 409]


def refused(case):
    rows = AuditEvent.objects.filter(verb="access.refused", case_id=str(case.public_id))
    return list(rows.order_by("position").values_list("data__page", "compartment"))


def acts_read(signed_in, user, record, who):
    """What a reader of the timeline finds that somebody did or tried, on the page and in the file alike."""
    client, key = signed_in(user), record.case.public_id
    shown = client.get(reverse("record:timeline", args=[key])).context["entries"]
    file = client.get(reverse("record:timeline_file", args=[key])).content.decode()
    told = [row[3] for row in csv.reader(io.StringIO(file)) if row[1:2] == [str(who)]]
    found = [words for words in told if words != "read the timeline of the case"]
    on_page = [entry.title for entry in shown if entry.by.startswith(str(who))]
    assert on_page == [words[:1].upper() + words[1:] for words in found]
    return found


def test_view_sent_twice_tells_nobody_of_it_while_the_round_is_blind(cast, asked, signed_in):
    send_view_twice(signed_in, cast.police_rag, asked)
    the_round = SigningRound.all_records.get()
    assert refused(asked.case) == [("notifications:give_view", f"blind:{the_round.public_id}")]
    readers = (
        cast.council_rag, cast.icb_rag, cast.lscp_unit, cast.lscp_manager, cast.lscp_scrutineer,
        cast.hospital_practitioner,
    )  # fmt: skip
    found = {str(reader): acts_read(signed_in, reader, asked, cast.police_rag) for reader in readers}
    assert found == {str(reader): [] for reader in readers}
    for reader in (cast.lscp_manager, cast.lscp_admin):
        body = signed_in(reader).get(reverse("record:partnership_file")).content.decode()
        assert GIVING not in body


def test_refusal_at_judging_is_read_once_the_views_are_open(cast, asked, signed_in):
    send_view_twice(signed_in, cast.police_rag, asked)
    for person in (cast.council_rag, cast.icb_rag):
        given.given_view(asked, person)
    assert GIVING in acts_read(signed_in, cast.council_rag, asked, cast.police_rag)
    assert acts_read(signed_in, cast.hospital_practitioner, asked, cast.police_rag) == []


@pytest.mark.parametrize(
    "name", ["views", "give_view", "open_views", "declare_conflict", "withdraw_conflict"]
)
def test_every_page_of_views_keeps_its_refusals_with_the_round(cast, asked, signed_in, name):
    url = reverse(f"notifications:{name}", args=[asked.public_id])
    assert signed_in(cast.hospital_practitioner).get(url).status_code == 403
    the_round = SigningRound.all_records.get()
    assert refused(asked.case) == [(f"notifications:{name}", f"blind:{the_round.public_id}")]


def test_other_refusals_are_read_by_those_who_work_on_the_case_and_not_by_its_referrer(
    cast, asked, signed_in
):
    url = reverse("notifications:assign", args=[asked.public_id])
    assert signed_in(cast.hospital_practitioner).post(url).status_code == 403
    assert refused(asked.case) == [("notifications:assign", casework(asked.case))]
    sentence = "was refused: giving the notification to somebody to look after"
    referrer = cast.hospital_practitioner
    assert sentence in acts_read(signed_in, cast.lscp_unit, asked, referrer)
    assert sentence not in acts_read(signed_in, referrer, asked, referrer)
    partnership = signed_in(cast.lscp_admin).get(reverse("record:partnership_file")).content.decode()
    assert sentence in partnership
    assert asked.case.reference not in partnership


def test_refusal_is_said_in_plain_words(cast, asked, signed_in):
    for name in ("notifications:case", "notifications:files", "record:timeline"):
        key = asked.case.public_id if name.startswith("record") else asked.public_id
        assert signed_in(cast.elsewhere_unit).get(reverse(name, args=[key])).status_code == 404
    assert acts_read(signed_in, cast.lscp_unit, asked, cast.elsewhere_unit) == [
        "was refused: reading the timeline of the case",
        "was refused: looking at the files",
        "was refused: opening the case",
    ]
    assert refusals.sentence({"page": "unheard:of"}) == "was refused: opening a page of this service"


def _with_keys(resolver=None, namespace=""):
    """Every address with a key in it: its name, and the parts that are not keys."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            kinds = {part: type(one).__name__ for part, one in pattern.pattern.converters.items()}
            if "UUIDConverter" in kinds.values() and namespace.rstrip(":") not in ABOUT_NO_CASE:
                yield f"{namespace}{pattern.name}", kinds
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _with_keys(pattern, inner)


def _main_part(kinds):
    return "chain" if "chain" in kinds else "public_id"


@pytest.fixture
def keys(cast, asked):
    """The keys of one case and of a record of each sort that addresses name."""
    case = asked.case
    meeting = meetings.call_meeting(
        case, asked.partnership.groups.get(), starts_at=clock.now() + dt.timedelta(days=1), place="Room 3",
        by=cast.lscp_unit,
    )  # fmt: skip
    action = MeetingAction.all_records.create(
        meeting=meeting, case=case, partnership=case.partnership, number=1, what=sealing.seal(case, "Do it"),
        agency=cast.agencies["police"], owner=cast.police_rag, due_on=clock.today(), made_by=cast.lscp_unit,
        changed_by=cast.lscp_unit,
    )  # fmt: skip
    with transaction.atomic():
        safety = raise_safety(case, asked.agency, by=cast.hospital_practitioner, tells_lead=False)
    told = tell_other_agency(
        asked.public_id, seen_version=asked.version, agency=cast.agencies["school"],
        recipient=cast.school_practitioner, text="Read this", by=cast.lscp_unit,
    )  # fmt: skip
    file = Attachment.all_records.create(
        case=case, record_kind="notification", record_id=asked.public_id, number=1, extension="pdf",
        media_type="application/pdf", size=1, key=sealing.seal(case, "x").key, stored_as="x",
        added_by=cast.lscp_unit,
    )  # fmt: skip
    review = RapidReview.all_records.create(
        case=case, partnership=case.partnership, notification=asked, opened_by=cast.council_director
    )
    chain = case.clocks.get(is_live=True, rule__key="immediate_safety").chain
    return {
        "notifications": asked.public_id, "notifications:told": told.public_id, "record": case.public_id,
        "meetings": meeting.public_id, "meetings:action": action.public_id,
        "meetings:finish_action": action.public_id, "meetings:case_meetings": case.public_id,
        "meetings:call": case.public_id, "tasks": safety.public_id, "documents": file.public_id,
        "deadlines": case.public_id, "deadlines chain": chain, "rapid_reviews": review.public_id,
    }  # fmt: skip


def test_every_address_with_a_key_leads_to_its_case_and_has_words_of_its_own(asked, keys):
    lost, wordless = [], []
    for name, kinds in _with_keys():
        if name in NO_CASE:
            continue
        app, main = name.partition(":")[0], _main_part(kinds)
        key = keys.get(name) or keys.get(f"{app} {main}") or keys[app]
        others = {"UUIDConverter": uuid.uuid4(), "IntConverter": 1, "SlugConverter": "slug"}
        values = {part: others[kind] for part, kind in kinds.items()} | {main: key}
        found = addresses.about(resolve(reverse(name, kwargs=values)))
        if found is None or found.case != asked.case or not found.compartment:
            lost.append(name)
        if not refusals.has_words(name):
            wordless.append(name)
    assert (lost, wordless) == ([], [])


@pytest.mark.parametrize(
    ("name", "key", "status"),
    [
        ("notifications:case", "notifications", 404),
        ("notifications:submit", "notifications", 404),
        ("notifications:pair", "notifications", 404),
        ("deadlines:clock", "deadlines chain", 404),
        ("meetings:meeting", "meetings", 404),
        ("tasks:safety", "tasks", 404),
        ("documents:file", "documents", 404),
        ("record:timeline", "record", 404),
    ],
)
def test_refusal_of_an_outsider_stands_in_the_chain_of_the_case(
    cast, asked, keys, signed_in, name, key, status
):
    extra = [uuid.uuid4()] if name == "notifications:pair" else []
    response = signed_in(cast.elsewhere_unit).get(reverse(name, args=[keys[key], *extra]))
    assert response.status_code == status
    (entry,) = AuditEvent.objects.filter(verb="access.refused")
    assert (entry.chain, entry.subject_id, entry.data["page"]) == (
        case_chain(asked.case.public_id), str(keys[key]), name,
    )  # fmt: skip
