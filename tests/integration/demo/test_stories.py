"""The demonstration's cases: every status, believable clocks, a record that holds, and who sees which."""

import pytest
from django.core.management import call_command
from django.test import override_settings

from lscp.accounts.models import User
from lscp.audit.models import AuditEvent
from lscp.deadlines.models import Clock, Fact, Rung
from lscp.demo import accounts, loading, names
from lscp.demo.stories import concluded, reviews
from lscp.demo.stories.library import PLOTS
from lscp.kernel import clock
from lscp.messaging.models import OutboundMessage
from lscp.tasks.models import SafetyAction
from notifications.enums import NotificationStatus
from notifications.models import Notification
from notifications.queries.summary import current
from tests.demo_database import demo  # noqa: F401 - a fixture

STORIES_OF = {
    "leeds": {plot.key for plot in PLOTS if plot.partnership == "leeds"},
    "elsewhere": {plot.key for plot in PLOTS if plot.partnership == "elsewhere"},
}
UNSENT = {"draft", "abandoned"}
RESTRICTED = {"restricted"}
LEEDS_READS = STORIES_OF["leeds"] - UNSENT - RESTRICTED
BOTH_READ = LEEDS_READS | STORIES_OF["elsewhere"]
DECIDED = {
    "baby", "overdue", "differs", "exploited", "late", "natural-death", "care-leaver", "local-learning",
    "accident", "criteria-not-met", "reopened", "look-again",
    *(plot.key for plot in (*reviews.PLOTS, *concluded.PLOTS)),
}  # fmt: skip
DECIDED_ELSEWHERE = {"elsewhere-accident", "elsewhere-notified"}

SEES = {
    "practitioner@police.example": {"reopened", "dissent", "exploited", "late", "split", "round-two"},
    "lead@police.example": set(),
    "rag@police.example": BOTH_READ | RESTRICTED,
    "executive@police.example": DECIDED | DECIDED_ELSEWHERE,
    "practitioner@council.example": {
        "conflicted", "differs", "natural-death", "care-leaver", "other-learning", "panel-national",
    },
    "lead@council.example": set(),
    "rag@council.example": LEEDS_READS | RESTRICTED,
    "executive@council.example": LEEDS_READS | RESTRICTED,
    "notifier@council.example": LEEDS_READS | RESTRICTED,
    "legal@council.example": LEEDS_READS,
    "scrutiny@council.example": set(),
    "practitioner@icb.example": set(),
    "lead@icb.example": set(),
    "rag@icb.example": BOTH_READ | RESTRICTED,
    "executive@icb.example": DECIDED | DECIDED_ELSEWHERE,
    "practitioner@hospital.example": {
        "unborn", "twin-merged", "sudic", "restricted", "look-again", "awaiting", "baby", "local-learning",
        "criteria-not-met", "merged", "report-drafted", "self-checked", "half-signed", "agreed",
        "review-transferred",
    },
    "lead@hospital.example": {"baby"},
    "practitioner@communityhealth.example": {"draft", "lead-disagrees", "overdue", "transferred", "to-send"},
    "lead@communityhealth.example": {"lead-disagrees"},
    "practitioner@school.example": {
        "abandoned", "safety-open", "twin", "half-views", "teenager", "accident", "given-back",
        "sent",
    },
    "lead@school.example": {"half-views"},
    "practitioner@housing.example": {"safety-called", "linked", "meeting-held"},
    "lead@housing.example": set(),
    "practitioner@probation.example": {"returned"},
    "lead@probation.example": set(),
    "manager@lscp.example": LEEDS_READS | RESTRICTED,
    "unit@lscp.example": LEEDS_READS | RESTRICTED,
    "scrutineer@lscp.example": LEEDS_READS,
    "audits@lscp.example": set(),
    "training@lscp.example": set(),
    "admin@lscp.example": set(),
    "author@independent.example": set(),
    "practitioner@elsewhere.example": STORIES_OF["elsewhere"],
    "rag@elsewhere.example": STORIES_OF["elsewhere"],
    "notifier@elsewhere.example": STORIES_OF["elsewhere"],
    "executive@elsewhere.example": STORIES_OF["elsewhere"],
    "unit@elsewhere.example": STORIES_OF["elsewhere"],
}  # fmt: skip


def test_every_story_reaches_the_end_it_tells_of(demo):  # noqa: F811
    reached = dict(Notification.all_records.values_list("pk", "status"))
    assert {key: reached[pk] for key, pk in demo.items()} == {plot.key: plot.ends for plot in PLOTS}


def test_every_status_occurs_in_the_first_partnership(demo):  # noqa: F811
    there = Notification.all_records.filter(partnership__slug="leeds").values_list("status", flat=True)
    assert set(there) == set(NotificationStatus.values)


def test_who_sees_which_story(demo):  # noqa: F811
    stories = {pk: key for key, pk in demo.items()}
    found = {
        account.email: {
            stories[pk]
            for pk in Notification.visible_to(User.objects.get(email=account.email)).values_list(
                "pk", flat=True
            )
        }
        for account in accounts.ACCOUNTS
    }
    assert found == SEES


def test_record_of_the_demonstration_is_proven(demo, capsys):  # noqa: F811
    call_command("verify_audit")
    assert "all fit" in capsys.readouterr().out


def test_everything_happened_in_the_past_and_in_order(demo):  # noqa: F811
    now = clock.now()
    assert AuditEvent.objects.filter(at__gt=now).count() == 0
    assert OutboundMessage.objects.filter(queued_at__gt=now).count() == 0
    assert Fact.objects.filter(on__gt=clock.today()).count() == 0
    chains = {}
    for chain, at in AuditEvent.objects.order_by("chain", "position").values_list("chain", "at"):
        chains.setdefault(chain, []).append(at)
    assert len(chains) > len(PLOTS)
    assert [chain for chain, moments in chains.items() if moments != sorted(moments)] == []
    whole = [at for moments in chains.values() for at in moments]
    assert (max(whole) - min(whole)).days >= 30


def test_some_clocks_are_early_some_late_and_told(demo):  # noqa: F811
    live = Clock.all_records.filter(is_live=True, is_open=True, due_at__isnull=False)
    today = clock.today()
    assert live.filter(due_at__lt=clock.now()).exists()
    assert live.filter(due_on__gt=today).exists()
    late = Clock.all_records.get(case__notification=demo["overdue"], rule_key="notify_panel", is_live=True)
    assert late.due_at < clock.now()
    assert late.met_at is None
    executive = User.objects.get(email="executive@council.example")
    told = OutboundMessage.objects.filter(recipient=executive, reference=late.case.reference)
    assert told.filter(kind__contains="clock").exists() or told.filter(kind__contains="deadline").exists()
    assert Rung.objects.filter(fired_at=None, fire_at__lte=clock.now()).count() == 0


def test_no_partners_clock_is_late_once_their_views_are_asked_for(demo):  # noqa: F811
    late = Clock.all_records.filter(
        rule_key="notify_partners", is_live=True, is_open=True, due_at__lt=clock.now()
    )
    assert list(late.values_list("case__reference", flat=True)) == []


def test_safety_actions_stay_open_or_were_called(demo):  # noqa: F811
    stories = {pk: key for key, pk in demo.items()}
    rows = SafetyAction.all_records.values_list("case__notification", "call_recorded_at")
    assert {stories[pk]: called is not None for pk, called in rows} == {
        "draft": False,
        "safety-open": False,
        "safety-called": True,
    }


def test_nothing_waits_to_be_sent_in_a_flood(demo):  # noqa: F811
    waiting = OutboundMessage.objects.filter(status="queued", deliver_after__lte=clock.now())
    assert waiting.count() == 0
    assert OutboundMessage.objects.filter(status="sent").count() > 200


def test_every_case_says_that_it_is_fictional(demo):  # noqa: F811
    for plot in PLOTS:
        if plot.key == "abandoned":
            continue  # put aside before its story was told
        notification = Notification.all_records.get(pk=demo[plot.key])
        words = [
            row.words for section in current(notification) for group in section.groups for row in group.rows
        ]
        assert any(text.startswith(names.MARK) for text in words), plot.key


def test_loading_again_does_nothing(demo):  # noqa: F811
    before = AuditEvent.objects.count()
    with override_settings(DEMO_MODE=True):
        assert loading.load() is False
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.key)
def test_people_of_a_story_have_names_of_the_list(plot):
    people = {person.name for person in (*plot.tale.children, *plot.tale.family)}
    assert people <= set(names.PEOPLE)
