"""Where sealed files lie: a private folder (or object store) that no web server reads, under random names."""

from __future__ import annotations

import hashlib
import secrets
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from lscp.documents.models import Attachment
from lscp.people import sealing
from lscp.people.models import SealingKey


def keep(sealed: bytes, *, work: uuid.UUID | None = None) -> str:
    """Write sealed bytes under a new random name and give the name.

    With the key of the `work` that makes them, the name follows from the key: a second try writes over what a
    killed worker left.
    """
    if work is None:
        return default_storage.save(_at(secrets.token_hex(24)), ContentFile(sealed))
    name = name_for(work)
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(sealed))


def name_for(work: uuid.UUID) -> str:
    """Where what a piece of work makes is kept."""
    return _at(hashlib.sha256(work.bytes).hexdigest()[:48])


def _at(name: str) -> str:
    return f"sealed/{name[:2]}/{name}"


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
