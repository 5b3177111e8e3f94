"""The application's database role may add to the record and read it, never change or remove it.

The trigger of 0001 refuses updates and deletes from everybody; this takes the right itself from the
role that web, worker and beat connect as, and covers TRUNCATE, which a trigger here cannot.
"""

from django.conf import settings
from django.db import migrations

TABLES = "audit_auditevent"

FORWARD = """
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM "{role}";
    REVOKE DELETE, TRUNCATE ON audit_auditchain FROM "{role}";
  END IF;
END $$;
"""

BACKWARD = """
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
    GRANT UPDATE, DELETE ON {tables} TO "{role}";
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            FORWARD.format(role=settings.DATABASE_APP_ROLE, tables=TABLES),
            BACKWARD.format(role=settings.DATABASE_APP_ROLE, tables=TABLES),
        )
    ]
