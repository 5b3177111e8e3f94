"""`manage.py verify_audit`: proves the record, or the record of one case."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lscp.audit import checkpoints, proofs, verification
from lscp.audit.models import GENERAL, AuditEvent


class Command(BaseCommand):
    """Ends with 0 when everything fits, else with 1 and a sentence for each thing that does not.

    A proof of the whole record counts like the nightly one: it raises the alarm, or ends it.
    """

    help = "Proves the record: finds entries altered, removed or put in by hand, and rebuilt chains."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to prove."""
        parser.add_argument("--case", default="", metavar="REFERENCE", help="only the record of this case")
        parser.add_argument("--general", action="store_true", help="only what belongs to no case")
        parser.add_argument("--public-key", action="store_true", help="print the key that checks checkpoints")

    def handle(self, *_: Any, **options: Any) -> None:
        """Prove, and say what was found."""
        if options["public_key"]:
            self.stdout.write(checkpoints.public_key())
            return
        chain = self._chain(options)
        proof = verification.prove(chain) if chain else proofs.prove_all()
        for note in proof.notes:
            self.stdout.write(f"Note: {note}")
        looked_at = f"{proof.entries} entries in {proof.chains} chains and {proof.checkpoints} checkpoints"
        if proof.holds:
            self.stdout.write(f"The record holds: {looked_at} were looked at, and all fit.")
            return
        for problem in proof.problems[: verification.MOST_SHOWN]:
            self.stderr.write(problem)
        raise CommandError(
            f"The record does not hold: {len(proof.problems)} faults were found in {looked_at}.", returncode=1
        )

    def _chain(self, options: dict[str, Any]) -> str:
        if options["general"]:
            return GENERAL
        if not options["case"]:
            return ""
        found = AuditEvent.objects.filter(reference=options["case"]).values_list("chain", flat=True).first()
        if found is None:
            raise CommandError(f"There is no entry for a case {options['case']}.", returncode=2)
        return found
