"""Lets PostgreSQL count what its tables hold."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    """`manage.py count_tables`, as the owner of the tables."""

    help = "Counts what the tables hold, so that questions are planned well after much was loaded at once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Count."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write("The tables are counted.")
