"""What follows from proving the record: a heartbeat, an alarm while it does not hold, a notice on pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.models import Membership, User
from lscp.accounts.roles import MANAGES_PEOPLE, UNIT_ROLES
from lscp.audit.events import RecordProved
from lscp.deadlines.health import beat, heartbeats
from lscp.deadlines.models import Heartbeat
from lscp.kernel import clock
from lscp.kernel.believed import believed
from lscp.kernel.dates import british_datetime
from lscp.messaging import service as messaging
from lscp.web.components import Banner
from lscp.web.wording import plural

BEAT = "record proof"
WARNED = frozenset({*MANAGES_PEOPLE, *UNIT_ROLES})


@dataclass(frozen=True)
class LastProof:
    """What the last proof of the whole record found, in real time."""

    words: str
    faults: int

    @property
    def holds(self) -> bool:
        """Whether it found nothing wrong."""
        return not self.faults


def last_proof() -> LastProof | None:
    """The last proof of the whole record, or None before the first."""
    row = heartbeats().get(BEAT)
    if row is None:
        return None
    when = british_datetime(row.beat_at)
    if not row.failed:
        return LastProof(
            f"The record was last proved on {when}: {plural(row.did, 'entry', 'entries')}, all fit", 0
        )
    return LastProof(f"The record did not hold when it was last proved, on {when}", row.failed)


def holds() -> bool:
    """Whether the last proof found nothing wrong; true before the first, which the night brings."""
    return not Heartbeat.objects.filter(name=BEAT, failed__gt=0).exists()


def after_proof(event: RecordProved) -> None:
    """Keep what the proof found; tell managers and administrators of faults, once a day, and of their end.

    Runs in the transaction that the proof's result is written in.
    """
    held = holds()
    beat(BEAT, did=event.entries, failed=event.faults)
    if event.faults:
        _tell("record_does_not_hold", count=event.faults)
    elif not held:
        _tell("record_holds_again")


def _tell(kind: str, **values: Any) -> None:
    day = clock.london_date(clock.real_now()).isoformat()
    messaging.enqueue(
        kind, to=_keepers(), dedupe_key=f"{kind}:{day}", path=reverse("record:partnership"), **values
    )


def _keepers() -> list[User]:
    """The managers and system administrators of every partnership today: the record is one for all of them."""
    held = Membership.objects.today().filter(role__in=MANAGES_PEOPLE)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))


@believed
def _last_proof() -> LastProof | None:
    return last_proof()


def banner(request: HttpRequest) -> Banner | None:
    """For the Business Unit and administrators, until a later proof passes."""
    user = request.user
    if not (user.is_authenticated and user.holds(*WARNED)):
        return None
    found = _last_proof()
    if found is None or found.holds:
        return None
    return Banner(
        f"{found.words}. Entries may have been changed, removed or added by hand. "
        "Tell whoever runs this service at once, and change nothing meanwhile.",
        "problem",
    )
