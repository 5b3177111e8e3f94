"""`manage.py verify_audit`: proves the record, or the record of one case."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lscp.audit import checkpoints, proofs, verification
from lscp.audit.models import GENERAL, AuditEvent


def _checkpoint(text: str) -> tuple[int, str]:
    """The number and the digest of a checkpoint as they were noted."""
    number, _, digest = text.strip().partition(":")
    if not (number.isascii() and number.isdigit() and digest):
        raise ArgumentTypeError("write the number and the digest of the checkpoint, as in 12:3fa9…")
    return int(number), digest.strip().lower()


class Command(BaseCommand):
    """Ends with 0 when everything fits, else with 1 and a sentence for each thing that does not.

    A proof of the whole record counts like the nightly one: it raises the alarm, or ends it.
    """

    help = "Proves the record: finds entries altered, removed or put in by hand, and rebuilt chains."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to prove."""
        parser.add_argument("--case", default="", metavar="REFERENCE", help="only the record of this case")
        parser.add_argument("--general", action="store_true", help="only what belongs to no case")
        parser.add_argument(
            "--expect",
            type=_checkpoint,
            metavar="NUMBER:DIGEST",
            help="the checkpoint that you keep elsewhere must be there, as it was (printed by checkpoint_audit)",
        )
        parser.add_argument("--public-key", action="store_true", help="print the key that checks checkpoints")

    def handle(self, *_: Any, **options: Any) -> None:
        """Prove, and say what was found."""
        if options["public_key"]:
            self.stdout.write(checkpoints.public_key())
            return
        chain = self._chain(options)
        expected = options["expect"]
        proof = verification.prove(chain, expected=expected) if chain else proofs.prove_all(expected=expected)
        for note in proof.notes:
            self.stdout.write(f"Note: {note}")
        looked_at = f"{proof.entries} entries in {proof.chains} chains and {proof.checkpoints} checkpoints"
        if proof.holds:
            self.stdout.write(f"The record holds: {looked_at} were looked at, and all fit.")
            newest = checkpoints.newest()
            if newest:
                self.stdout.write(f"The newest checkpoint is {newest.name}")
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
