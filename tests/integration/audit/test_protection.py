"""What the database refuses to the application, for the record and every field-level history."""

import pytest
from django.core.checks import Error, Tags, run_checks
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, transaction

from lscp.audit import protection

TABLES = protection.append_only_tables()


def test_every_history_table_is_known():
    assert "audit_auditevent" in TABLES
    assert {name for name in TABLES if name.startswith("people_")} == {
        "people_personevent", "people_relationshipevent",
    }  # fmt: skip
    assert "accounts_membershipevent" in TABLES


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET {} = {}", "ALTER TABLE {} DISABLE TRIGGER ALL"],
)
def test_application_role_may_not_change_what_is_append_only(table, statement):
    column = "verb" if table == "audit_auditevent" else "pgh_label"
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement.format(table, column, column))


@pytest.mark.django_db
def test_application_role_may_move_the_head_but_not_remove_it():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditchain SET length = length")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("TRUNCATE audit_auditchain")


@pytest.mark.django_db(transaction=True)
def test_triggers_refuse_even_the_owner(cast, owner_cursor):
    with pytest.raises(Exception, match="Cannot update or delete rows"):
        owner_cursor("UPDATE audit_auditevent SET verb = 'x'")
    with pytest.raises(Exception, match="Cannot update or delete rows"):
        owner_cursor("DELETE FROM accounts_membershipevent")


@pytest.mark.django_db
def test_application_role_finds_no_weakness():
    assert protection.weaknesses() == []


@pytest.mark.django_db
def test_nobody_is_served_by_a_role_that_may_alter_the_record(settings, monkeypatch):
    settings.LOCAL = False
    protection.refuse_unprotected()
    monkeypatch.setattr(protection, "weaknesses", lambda: ["It owns audit_auditevent."])
    with pytest.raises(ImproperlyConfigured, match=r"can alter the record\. It owns audit_auditevent\."):
        protection.refuse_unprotected()
    settings.LOCAL = True
    protection.refuse_unprotected()


@pytest.mark.django_db
def test_check_names_a_role_that_may_alter_the_record(settings, monkeypatch):
    settings.USES_OWNER_ROLE = False
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
    monkeypatch.setattr(protection, "weaknesses", lambda using: ["It owns audit_auditevent."])
    (found,) = run_checks(tags=[Tags.database], databases=["default"])
    assert (type(found), found.id) == (CheckWarning, "audit.E001")
    settings.LOCAL = False
    (found,) = run_checks(tags=[Tags.database], databases=["default"])
    assert type(found) is Error
    assert "It owns audit_auditevent." in found.msg
    settings.USES_OWNER_ROLE = True
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_owner_is_found_to_be_a_weakness(owner_role):
    with owner_role():
        found = protection.weaknesses()
        assert len(found) == len(TABLES)
        assert found[0].startswith("It owns ")


@pytest.mark.django_db(transaction=True)
def test_rights_given_back_by_hand_are_found_and_taken_again(owner_role):
    with owner_role(), connection.cursor() as cursor:
        cursor.execute("GRANT UPDATE ON people_personevent TO lscp_app")
    try:
        assert protection.weaknesses() == ["It may change or remove rows of people_personevent."]
    finally:
        with owner_role():
            assert "people_personevent" in protection.restrict("lscp_app")
    assert protection.weaknesses() == []


@pytest.mark.django_db
def test_restricting_does_nothing_without_ownership_or_role():
    assert protection.restrict("nobody_of_this_name") == []
    assert protection.restrict("lscp_owner") == []
