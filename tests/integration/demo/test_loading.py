"""What the demonstration holds, and that it is built once and nowhere else."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from lscp.accounts.models import AgencyInPartnership, GroupSeat, Partnership, User
from lscp.audit.models import AuditEvent
from lscp.demo import loading

pytestmark = pytest.mark.django_db

# As the product's issue lists them.
PARTNERS = ("police", "council", "icb")
EVERYDAY = ("hospital", "communityhealth", "school", "housing", "probation")
EXPECTED = {
    *(f"{who}@{where}.example" for where in PARTNERS for who in ("practitioner", "lead", "rag", "executive")),
    *(f"{who}@{where}.example" for where in EVERYDAY for who in ("practitioner", "lead")),
    "notifier@council.example", "legal@council.example", "scrutiny@council.example",
    "manager@lscp.example", "unit@lscp.example", "scrutineer@lscp.example", "audits@lscp.example",
    "training@lscp.example", "admin@lscp.example", "author@independent.example",
    *(f"{who}@elsewhere.example" for who in ("practitioner", "rag", "notifier", "executive", "unit")),
}  # fmt: skip


def test_accounts_are_those_promised_and_open_with_the_demo_password(people):
    found = User.objects.filter(is_system=False)
    assert set(found.values_list("email", flat=True)) == EXPECTED
    assert all(user.check_password("demo") for user in found)


def test_police_and_health_work_in_both_partnerships_and_nobody_else_does(people):
    both = {
        email
        for email, user in people.items()
        if len({membership.partnership_id for membership in user.memberships_today()}) == 2
    }
    assert both == {
        "rag@police.example", "executive@police.example", "rag@icb.example", "executive@icb.example",
    }  # fmt: skip


def test_council_executive_is_also_the_decision_maker(people):
    roles = {membership.role for membership in people["executive@council.example"].memberships_today()}
    assert roles == {"executive", "la_decision_maker"}


def test_each_partnership_has_its_three_statutory_partners_and_a_chair(people):
    for partnership in Partnership.objects.all():
        places = AgencyInPartnership.objects.today().filter(partnership=partnership)
        partners = places.exclude(statutory_partner="").values_list("statutory_partner", flat=True)
        assert sorted(partners) == ["health", "local_authority", "police"], partnership
        for kind in ("rag", "executive"):
            chairs = GroupSeat.objects.today().filter(
                group__partnership=partnership, group__kind=kind, seat="chair"
            )
            assert chairs.count() == 1, (partnership, kind)


def test_superiors_are_of_the_same_agency(people):
    practitioner = people["practitioner@school.example"].memberships.get()
    assert practitioner.superior == people["lead@school.example"]
    assert people["unit@elsewhere.example"].memberships.get().superior is None


def test_everything_is_on_the_record(people):
    assert AuditEvent.objects.filter(verb="accounts.person_added").count() == len(EXPECTED)


def test_loading_twice_builds_nothing_twice(demo_mode, monkeypatch):
    monkeypatch.setattr(loading, "STORIES", [])  # with its stories: test_stories.py
    assert loading.load() is True
    before = User.objects.count()
    assert loading.load() is False
    assert User.objects.count() == before


def test_nothing_is_loaded_or_listed_outside_demo_mode():
    with pytest.raises(ImproperlyConfigured):
        loading.load()
    for command in ("load_demo", "demo_accounts"):
        with pytest.raises(CommandError):
            call_command(command, stdout=StringIO())
    assert not Partnership.objects.exists()


def test_accounts_are_printed_for_the_terminal(demo_mode):
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert {
        word
        for word in out.getvalue().split()
        if word.endswith(".example") and "@" in word and not word.endswith("@")
    } >= EXPECTED
