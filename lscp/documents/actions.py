"""Attaching a file and taking it back. Who may is asked by the record's own actions before these."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lscp.audit import service as audit
from lscp.documents import kinds, storage
from lscp.documents.enums import ScanState
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.people import sealing


@transaction.atomic
def attach(
    *,
    record: Any,
    kind: str,
    case: Any,
    upload: UploadedFile[Any],
    by: Any,
    agency: Any = None,
    purpose: str = "",
    description: str = "",
) -> Attachment:
    """Keep a file for a record: sealed, unread until it is checked for viruses.

    `kind` is the record's name in `access.holds_files`. The caller holds the record's lock and has asked its
    policy. Raises `kinds.Unsuitable` when the file is not of an allowed kind or too large.
    """
    if upload.size is not None and upload.size > settings.UPLOAD_MAX_BYTES:
        raise kinds.Unsuitable("The file is too large")
    data = upload.read()
    extension, media_type = kinds.kind_of(upload.name or "", data)
    identifier = uuid.uuid4()
    key, sealed = sealing.seal_bytes(case, data, bound_to=identifier.bytes)
    name = storage.keep(sealed)
    try:
        file = Attachment.all_records.create(
            public_id=identifier,
            case=case,
            record_kind=kind,
            record_id=record.public_id,
            number=Attachment.all_records.filter(record_kind=kind, record_id=record.public_id).count() + 1,
            purpose=purpose,
            agency=agency,
            original_name=sealing.seal(case, upload.name or ""),
            description=sealing.seal(case, description) if description else None,
            extension=extension,
            media_type=media_type,
            size=len(data),
            key=key,
            stored_as=name,
            scan_state=ScanState.WAITING if settings.CLAMAV_URL else ScanState.NOT_SCANNED,
            added_by=by,
        )
        audit.record(
            "documents.file_added", subject=file, by=by, case=case, number=file.number, kind=extension
        )
    except Exception:
        storage.forget(name)
        raise
    if file.scan_state == ScanState.WAITING:
        transaction.on_commit(_kick, robust=True)
    return file


@transaction.atomic
def withdraw(file: Attachment, *, reason: str, by: Any) -> None:
    """Take a file back: it stays on the record, unread. The caller has asked the record's policy."""
    file.withdrawn_at, file.withdrawn_by = clock.now(), by
    file.withdrawn_because = sealing.seal(file.case, reason)
    file.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    audit.record("documents.file_withdrawn", subject=file, by=by, case=file.case, number=file.number)


def _kick() -> None:
    """Ask a worker to check the file now; without a broker the minute's sweep does it."""
    from lscp.documents import tasks  # noqa: PLC0415 - circular import: tasks scan what is kept here

    tasks.kick_scan()
