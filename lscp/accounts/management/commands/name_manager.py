"""Names a manager for a partnership that has none left; everything else is done on the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from lscp.accounts import actions
from lscp.accounts.models import Partnership
from lscp.accounts.system import system_actor
from lscp.kernel.access import Refused
from lscp.kernel.dates import british_date


class Command(BaseCommand):
    """`manage.py name_manager`: run by whoever looks after the installation, when nobody else can."""

    help = (
        "Names a manager for a partnership whose last manager has gone. The person and the others of its Business "
        "Unit get a message, and the record keeps who, from when and why."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, where, from when, and why."""
        parser.add_argument("--partnership", required=True, help="its short name in page addresses: leeds")
        parser.add_argument("--email", required=True, help="of the new manager")
        parser.add_argument("--name", default="", help="needed for somebody without an account")
        parser.add_argument("--reason", required=True, help="a short phrase for the record; name no child")
        parser.add_argument(
            "--from", dest="from_on", type=_day, help="first day, 2026-04-02; today if left out"
        )
        parser.add_argument("--until", dest="until_on", type=_day, help="last day; open if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Name them, or say why not."""
        partnership = Partnership.objects.filter(slug=options["partnership"]).first()
        if partnership is None:
            known = ", ".join(Partnership.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(
                f"There is no partnership {options['partnership']}. There is: {known or 'none'}."
            )
        try:
            validate_email(options["email"])
            made = actions.name_manager(
                partnership, email=options["email"], name=options["name"], reason=options["reason"],
                from_on=options["from_on"], until_on=options["until_on"], by=system_actor(),
            )  # fmt: skip
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{made.user} ({made.user.email}) is the manager of {partnership} from {british_date(made.from_on)}. "
            "They and the others of the Business Unit get a message."
        )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is not a day. Write it as 2026-04-02.") from None
