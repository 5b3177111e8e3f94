"""Migrations that seal a plain column: texts move, tables that nobody can change included, and move back."""

import os

import environ
import pytest
from django.db import DatabaseError, connection, migrations, models, transaction
from django.db.migrations.loader import MigrationLoader

from lscp.cases.actions import open_case
from lscp.people import sealing
from lscp.people.columns import SealColumns, Typed
from lscp.people.models import SealedValue

STAYS = """
CREATE FUNCTION note_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'it stays'; END $$;
CREATE TRIGGER note_stays BEFORE UPDATE OR DELETE ON people_note FOR EACH ROW EXECUTE FUNCTION note_stays();
"""
pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [
    migrations.CreateModel(
        "Note",
        fields=[
            ("id", models.BigAutoField(primary_key=True)),
            ("case", models.ForeignKey("cases.case", on_delete=models.PROTECT, related_name="+")),
            ("why", models.TextField(blank=True)),
            ("how", models.CharField(max_length=300)),
        ],
    ),
    migrations.RunSQL(STAYS),
]


@pytest.fixture
def given_case(cast, transactional_db):
    return open_case(cast.here, by=cast.lscp_unit)


@pytest.fixture
def owner(given_case):
    """Connected as the owner of the tables, as migrations are; nothing of it stays."""
    role = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = environ.Env.db_url_config(os.environ["DATABASE_OWNER_URL"])["USER"]
    try:
        with transaction.atomic():
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict["USER"] = role


@pytest.fixture
def forwards(owner):
    """Take operations on a scratch table: the state they lead to, and the steps there."""

    def take(operations, before):
        steps = []
        for operation in operations:
            after = before.clone()
            operation.state_forwards("people", after)
            with connection.schema_editor(atomic=False) as editor:
                operation.database_forwards("people", editor, before, after)
            steps.append((operation, before, after))
            before = after
        return before, steps

    return take


@pytest.fixture
def plain(forwards):
    """The state with a table of plain texts whose rows nobody can change."""
    return forwards(BEFORE, MigrationLoader(connection).project_state())[0]


def backwards(steps):
    for operation, before, after in reversed(steps):
        with connection.schema_editor(atomic=False) as editor:
            operation.database_backwards("people", editor, after, before)


def note(state):
    return state.apps.get_model("people", "Note")


def texts_of(model):
    return list(model.objects.order_by("pk").values_list("why", "how"))


def test_typed_texts_move_into_sealed_values_and_back(cast, given_case, plain, forwards):
    other = open_case(cast.here, by=cast.lscp_unit)
    given = [("Her aunt rang ” 🙂", "By letter"), ("", "By e-mail"), ("Her aunt rang", "By letter")]
    for case, (why, how) in zip([given_case, given_case, other], given, strict=True):
        note(plain).objects.create(case_id=case.pk, why=why, how=how)
    sealing_both = SealColumns(Typed("note", ("why", "how"), required=frozenset({"how"})))
    sealed, steps = forwards([sealing_both], plain)
    values = SealedValue.objects.select_related("key").in_bulk()
    rows = list(note(sealed).objects.order_by("pk").values_list("case_id", "why_id", "how_id"))
    opened = [tuple(values[key].open() if key else "" for key in keys) for _case, *keys in rows]
    assert opened == given
    assert {values[key].key.case_id == case for case, *keys in rows for key in keys if key} == {True}
    assert {value.is_frozen for value in values.values()} == {True}
    with pytest.raises(DatabaseError, match="it stays"), transaction.atomic():
        note(sealed).objects.update(why=None)
    with pytest.raises(DatabaseError, match="null value"), transaction.atomic():
        note(sealed).objects.create(case_id=given_case.pk, how_id=None)
    backwards(steps)
    assert texts_of(note(plain)) == given


def test_text_of_a_case_that_was_disposed_of_is_given_up(cast, given_case, plain, forwards):
    note(plain).objects.create(case_id=given_case.pk, why="Her aunt rang", how="By letter")
    sealing.key_of(given_case)
    sealing.destroy_key(given_case, by=cast.lscp_manager)
    sealed, _steps = forwards(
        [SealColumns(Typed("note", ("why", "how"), required=frozenset({"why", "how"})))], plain
    )
    keys = note(sealed).objects.values_list("why_id", "how_id").get()
    values = SealedValue.objects.select_related("key").in_bulk(keys)
    assert [(bytes(values[key].ciphertext), str(values[key].open())) for key in keys] == [
        (b"", "disposed of")
    ] * 2


def test_what_was_sealed_before_a_disposal_comes_back_as_disposed_of(cast, given_case, plain, forwards):
    note(plain).objects.create(case_id=given_case.pk, why="Her aunt rang", how="")
    _sealed, steps = forwards([SealColumns(Typed("note", ("why", "how")))], plain)
    sealing.destroy_key(given_case, by=cast.lscp_manager)
    backwards(steps)
    assert texts_of(note(plain)) == [("disposed of", "")]


def test_history_and_row_share_what_was_the_same(cast, given_case, plain, forwards):
    history = [
        migrations.CreateModel(
            "NoteEvent",
            fields=[
                ("pgh_id", models.BigAutoField(primary_key=True)),
                ("case", models.ForeignKey("cases.case", on_delete=models.DO_NOTHING, related_name="+")),
                ("why", models.TextField(blank=True)),
            ],
        )
    ]
    state, _steps = forwards(history, plain)
    other = open_case(cast.here, by=cast.lscp_unit)
    for case, why in [
        (given_case, "Her uncle rang"),
        (given_case, "Her aunt rang"),
        (other, "Her aunt rang"),
    ]:
        state.apps.get_model("people", "NoteEvent").objects.create(case_id=case.pk, why=why)
    note(state).objects.create(case_id=given_case.pk, why="Her aunt rang", how="By letter")
    sealed, steps = forwards([SealColumns(Typed("note", ("why",), events="noteevent"))], state)
    event = sealed.apps.get_model("people", "NoteEvent")
    before, same, apart = event.objects.order_by("pk").values_list("why_id", flat=True)
    assert note(sealed).objects.values_list("why_id", flat=True).get() == same
    values = SealedValue.objects.select_related("key").in_bulk([before, same, apart])
    assert [values[key].open() for key in (before, same, apart)] == [
        "Her uncle rang", "Her aunt rang", "Her aunt rang",
    ]  # fmt: skip
    assert (values[same].key.case_id, values[apart].key.case_id) == (given_case.pk, other.pk)
    backwards(steps)
    assert list(event_texts(state)) == ["Her uncle rang", "Her aunt rang", "Her aunt rang"]


def event_texts(state):
    return state.apps.get_model("people", "NoteEvent").objects.order_by("pk").values_list("why", flat=True)
