"""Where sealed files lie: a private folder (or object store) that no web server reads, under random names."""

from __future__ import annotations

import secrets
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from lscp.documents.models import Attachment
from lscp.people import sealing
from lscp.people.models import SealingKey


def keep(sealed: bytes) -> str:
    """Write sealed bytes under a new random name and give the name."""
    name = secrets.token_hex(24)
    return default_storage.save(f"sealed/{name[:2]}/{name}", ContentFile(sealed))


def contents(file: Attachment) -> bytes | sealing.Disposed:
    """The file as it was handed in, or `DISPOSED` when its case's key was destroyed."""
    return unsealed(file.stored_as, file.key, bound_to=file.public_id)


def unsealed(name: str, key: SealingKey, *, bound_to: uuid.UUID) -> bytes | sealing.Disposed:
    """What was kept under a name for the record with this identifier, or `DISPOSED`."""
    with default_storage.open(name, "rb") as stored:
        return sealing.unseal_bytes(key, stored.read(), bound_to=bound_to.bytes)


def forget(name: str) -> None:
    """Delete what was written for a change that was then rolled back."""
    default_storage.delete(name)
