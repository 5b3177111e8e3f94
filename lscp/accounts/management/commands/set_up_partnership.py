"""Sets up a partnership with its Business Unit and its first manager; the rest is done on the pages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email, validate_slug
from django.db import transaction

from lscp.accounts import actions
from lscp.accounts.kinds import AgencyKind
from lscp.accounts.models import Partnership
from lscp.accounts.roles import Role
from lscp.accounts.system import system_actor
from lscp.kernel.access import Refused


class Command(BaseCommand):
    """`manage.py set_up_partnership`: each is run once, by whoever installs the service."""

    help = "Sets up a partnership with its Business Unit and first manager, who gets a message to sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        """What nobody can leave for later."""
        parser.add_argument("--name", required=True, help="Leeds Safeguarding Children Partnership")
        parser.add_argument("--slug", required=True, help="short name in page addresses: leeds")
        parser.add_argument("--prefix", required=True, help="begins every case reference: LEE")
        parser.add_argument("--area", required=True, help="the local authority area or areas")
        parser.add_argument("--front-door", required=True, help="what the front door is called")
        parser.add_argument("--front-door-phone", required=True)
        parser.add_argument("--contact-email", required=True, help="the Business Unit's shared address")
        parser.add_argument("--manager-email", required=True)
        parser.add_argument("--manager-name", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make all of it, or nothing."""
        try:
            validate_slug(options["slug"])
            validate_email(options["contact_email"])
            validate_email(options["manager_email"])
            self.set_up(options)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{options['name']} is set up. {options['manager_email']} gets a message to sign in."
        )

    @transaction.atomic
    def set_up(self, options: dict[str, Any]) -> None:
        """Through the same actions as the pages, by the system itself."""
        if Partnership.objects.filter(slug=options["slug"]).exists():
            raise CommandError(f"There is a partnership {options['slug']} already.")
        system = system_actor()
        partnership = actions.add_partnership(
            name=options["name"],
            slug=options["slug"],
            reference_prefix=options["prefix"].upper(),
            area_name=options["area"],
            front_door_name=options["front_door"],
            front_door_phone=options["front_door_phone"],
            contact_email=options["contact_email"],
            by=system,
        )
        unit = actions.add_agency(
            name=f"{options['name']} Business Unit", kind=AgencyKind.BUSINESS_UNIT, by=system
        )
        actions.place_agency(unit, partnership, by=system)
        actions.bring_in_person(
            partnership,
            email=options["manager_email"],
            name=options["manager_name"],
            agency=unit,
            role=Role.LSCP_MANAGER,
            by=system,
        )
