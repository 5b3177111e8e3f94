"""Write the shipped list of bank holidays anew. A development command: commit the file it changes."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from lscp.deadlines import snapshot
from lscp.kernel import clock


class Command(BaseCommand):
    """Makes `bank_holidays.json` with the `holidays` package."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which whole years to cover."""
        parser.add_argument("--first-year", type=int, default=2018)
        parser.add_argument("--last-year", type=int, default=2030)

    def handle(self, *args: object, first_year: int, last_year: int, **options: object) -> None:
        """Build and write the list."""
        try:
            made = snapshot.build(first_year, last_year, clock.today())
        except ImportError as error:
            raise CommandError(
                "The holidays package is not installed. Install requirements/dev.txt first."
            ) from error
        self.stdout.write(f"Wrote {snapshot.write(made)}")
