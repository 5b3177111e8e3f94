"""The table that counts tries and used one-time codes for every web process alike."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_user_added_in")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
