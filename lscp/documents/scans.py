"""The virus check: ClamAV reads each waiting file; unreachable means the file keeps waiting, unread."""

from __future__ import annotations

import io
import logging
from typing import Any, Final
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket, ResponseError
from django.conf import settings
from django.db import transaction

from lscp.accounts.roles import UNIT_ROLES
from lscp.accounts.system import system_actor
from lscp.audit import service as audit
from lscp.documents import storage
from lscp.documents.enums import ScanState
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.messaging import service as messaging
from lscp.messaging.recipients import people_with
from lscp.people.sealing import Disposed

log = logging.getLogger(__name__)

TIMEOUT: Final = 30
"""Seconds to wait for the scanner's answer."""
BATCH: Final = 20


def scan_waiting() -> int:
    """Check every file that waits; safe late, twice or in parallel. Returns how many were settled."""
    settled = 0
    for pk in Attachment.all_records.filter(scan_state=ScanState.WAITING).values_list("pk", flat=True)[
        :BATCH
    ]:
        try:
            settled += _settle(pk)
        except ResponseError as problem:
            log.warning("the virus scanner did not answer for one file: %s", type(problem).__name__)
        except (ClamdError, OSError) as problem:
            log.warning("the virus scanner could not be asked: %s", type(problem).__name__)
            break
    return settled


def is_clean(data: bytes) -> bool:
    """Whether the scanner finds nothing in a file that is read at once and not kept.

    True without asking where no scanner is set (a demonstration). Raises `ClamdError` or `OSError` when it
    cannot be asked.
    """
    if not settings.CLAMAV_URL:
        return True
    word = _ask(data)
    if word not in ("OK", "FOUND"):
        raise ClamdError("no answer")
    return word == "OK"


@transaction.atomic
def _settle(pk: int) -> bool:
    file = (
        Attachment.all_records.select_for_update(of=("self",), skip_locked=True)
        .select_related("case__partnership", "key", "added_by")
        .filter(pk=pk, scan_state=ScanState.WAITING)
        .first()
    )
    if file is None:
        return False
    data = storage.contents(file)
    if isinstance(data, Disposed):
        return False
    word = _ask(data)
    if word not in ("OK", "FOUND"):
        log.warning("the virus scanner gave no answer for one file")
        return False
    file.scan_state = ScanState.CLEAN if word == "OK" else ScanState.INFECTED
    file.scanned_at = clock.now()
    file.save(update_fields=["scan_state", "scanned_at"])
    audit.record(
        "documents.file_scanned",
        subject=file,
        by=system_actor(),
        case=file.case,
        number=file.number,
        state=file.get_scan_state_display().lower(),
    )
    if file.scan_state == ScanState.INFECTED:
        _tell(file)
    return True


def _ask(data: bytes) -> str:
    """ "OK", "FOUND" or "ERROR", as the scanner says. Raises `ClamdError` or `OSError` when it cannot."""
    answer: Any = _scanner().instream(io.BytesIO(data))
    return str(answer["stream"][0])


def _scanner() -> ClamdNetworkSocket | ClamdUnixSocket:
    address = urlsplit(settings.CLAMAV_URL)
    if address.scheme == "unix":
        return ClamdUnixSocket(path=address.path, timeout=TIMEOUT)
    return ClamdNetworkSocket(address.hostname or "", address.port or 3310, timeout=TIMEOUT)


def _tell(file: Attachment) -> None:
    """Whoever added it and the Business Unit learn that a file was locked away; never its name."""
    people = [file.added_by, *people_with(file.case.partnership, UNIT_ROLES)]
    knowing = [p for p in people if Attachment.visible_to(p).filter(pk=file.pk).exists()]
    messaging.enqueue(
        "file_not_safe",
        to=knowing,
        dedupe_key=f"file_not_safe:{file.public_id}",
        case=file.case,
        number=file.number,
    )
