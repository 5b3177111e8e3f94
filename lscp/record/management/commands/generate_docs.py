"""`manage.py generate_docs`: writes docs/generated/, or with `--check` says what is out of date."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lscp.record.generated import documents


class Command(BaseCommand):
    """State diagrams, permission matrix, verbs, messages and clocks, as the code has them."""

    help = "Writes docs/generated/ from the code; with --check it only compares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to write."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail when a file is out of date"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Write what differs, or name it and fail."""
        folder = settings.BASE_DIR / "docs" / "generated"
        made = documents()
        stale = [
            name
            for name, text in made.items()
            if not (folder / name).exists() or (folder / name).read_text() != text
        ]
        unknown = sorted(file.name for file in folder.glob("*.md") if file.name not in made)
        if options["check"]:
            if stale or unknown:
                raise CommandError(
                    f"Out of date: {', '.join([*stale, *unknown])}. Run `bin/run python manage.py generate_docs`."
                )
            self.stdout.write("The generated documents are as the code has them.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            (folder / name).write_text(made[name])
        self.stdout.write(f"Written: {', '.join(stale) or 'nothing, all are up to date'}.")
