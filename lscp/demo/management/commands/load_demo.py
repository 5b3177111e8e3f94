"""Builds the demonstration's data."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from lscp.demo import loading
from lscp.kernel import requests


class Command(BaseCommand):
    """`manage.py load_demo`."""

    help = "Builds partnerships, agencies, accounts and demo cases, once; in demo mode only."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, or say that it is built."""
        try:
            with requests.opened():
                built = loading.load()
        except ImproperlyConfigured as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("Demonstration loaded." if built else "Loaded already: nothing done.")
