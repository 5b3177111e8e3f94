"""What the database refuses to the application: the record, field-level history, and what was signed."""

import pytest
from django.core.checks import Error, Tags, run_checks
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import InternalError, ProgrammingError, connection, transaction

from lscp.audit import append_only, protection
from lscp.people import sealing

TABLES = append_only.append_only_tables()
GUARDS = {guard.table: guard for guard in append_only.guards()}


def test_every_history_table_is_known():
    assert "audit_auditevent" in TABLES
    assert {name for name in TABLES if name.startswith("people_")} == {
        "people_personevent", "people_relationshipevent",
    }  # fmt: skip
    assert "accounts_membershipevent" in TABLES


def test_what_was_signed_is_append_only():
    assert {
        "signing_signedview", "signing_voiding", "notifications_decision", "notifications_decisionsignature",
        "notifications_legalnote", "notifications_comment", "meetings_minutesversion", "meetings_addendum",
    } <= set(TABLES)  # fmt: skip
    assert GUARDS["deadlines_clock"].may_change == ("is_live",)
    assert GUARDS["deadlines_fact"].may_change == ("is_live",)
    assert set(GUARDS["signing_signinground"].stays) >= {"question", "choices", "rests_on"}
    assert "opened_at" in GUARDS["signing_signinground"].may_change


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET {} = {}", "ALTER TABLE {} DISABLE TRIGGER ALL"],
)
def test_application_role_may_not_change_what_is_append_only(table, statement):
    column = GUARDS[table].stays[-1]
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement.format(table, column, column))


@pytest.mark.django_db
def test_application_role_may_move_the_head_but_not_remove_it():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditchain SET length = length")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("TRUNCATE audit_auditchain")


@pytest.mark.django_db
@pytest.mark.parametrize("table", [name for name, guard in GUARDS.items() if guard.may_change])
def test_application_role_may_change_only_the_columns_that_may_change(table):
    guard = GUARDS[table]
    with connection.cursor() as cursor:
        for column in guard.may_change:
            cursor.execute(f'UPDATE {table} SET "{column}" = "{column}" WHERE false')
        for column in guard.stays:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(f'UPDATE {table} SET "{column}" = "{column}" WHERE false')
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(f"DELETE FROM {table} WHERE false")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_sealedvalue SET ciphertext = 'x' WHERE id = %s",
        "UPDATE people_sealedvalue SET is_frozen = false WHERE id = %s",
        "DELETE FROM people_sealedvalue WHERE id = %s",
    ],
)
def test_frozen_value_stays_even_where_the_session_asks_triggers_to_let_it_pass(given_case, statement):
    value = sealing.seal(given_case, "as it was signed")
    sealing.freeze([value])
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'people_sealedvalue'::regclass")
        names = [name for (name,) in cursor.fetchall() if name.startswith("pgtrigger")]
        assert names, "without a trigger this proves nothing"
        asked = ",".join(["people_sealedvalue:frozen_stays", *names])
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + asked + "}"])
        with pytest.raises(InternalError, match="Cannot update or delete rows"), transaction.atomic():
            cursor.execute(statement, [value.id])
    value.refresh_from_db()
    assert value.open() == "as it was signed"


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
        assert [one for one in found if one.startswith("It owns ")] == found
        assert len(found) == len(GUARDS)


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


@pytest.mark.django_db(transaction=True)
def test_column_given_back_by_hand_and_triggers_that_can_be_passed_by_are_found(owner_role):
    with owner_role(), connection.cursor() as cursor:
        cursor.execute("GRANT UPDATE (choice) ON signing_signedview TO lscp_app")
        cursor.execute("ALTER TABLE people_sealedvalue DISABLE TRIGGER USER")
        cursor.execute(protection.NEVER_IGNORES.replace("RETURN FALSE", "RETURN current_setting('a') = 'b'"))
    try:
        found = protection.weaknesses()
        assert "It may change or remove rows of signing_signedview." in found
        assert any(one.endswith("of people_sealedvalue is switched off.") for one in found)
        assert "It may ask the triggers to let it pass (pgtrigger.ignore)." in found
    finally:
        with owner_role(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE people_sealedvalue ENABLE TRIGGER USER")
            protection.restrict("lscp_app")
    assert protection.weaknesses() == []


@pytest.mark.django_db
def test_restricting_does_nothing_without_ownership_or_role():
    assert protection.restrict("nobody_of_this_name") == []
    assert protection.restrict("lscp_owner") == []
