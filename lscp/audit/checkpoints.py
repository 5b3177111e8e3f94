"""Checkpoints: the heads of all chains, signed and kept in files outside the database.

Somebody with the database and the audit key could rebuild a whole chain so that it fits in itself. It
would still differ from the heads that were written down before, and each checkpoint names the one
before it. Signed with Ed25519 under a key derived from the audit key: whoever holds the public key can
check a checkpoint without being able to make one (docs/adr/0003).

The first checkpoint of a day (real time, UTC) lists every head, the others only what has moved since.
Each is named in the general chain once its file is there, so that a file taken away is missed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from lscp.audit import service
from lscp.audit.models import GENERAL, AuditChain, AuditEvent
from lscp.kernel import clock

WRITTEN: Final = "audit.checkpoint_written"
_NAME: Final = re.compile(r"checkpoint-([0-9]{1,18})\.json")

Heads = dict[str, tuple[int, str]]

_author: Callable[[], Any] | None = None


def written_by(author: Callable[[], Any]) -> None:
    """Say who writes checkpoints: the product's own actor, which lives in a layer above."""
    global _author  # noqa: PLW0603 - one process-wide hook, set at start-up by lscp.accounts
    _author = author


@dataclass(frozen=True)
class Checkpoint:
    """One file as it was read: its number, its content, and what is wrong with it ("" when nothing)."""

    number: int
    made_at: str
    previous: str
    is_full: bool
    heads: Heads
    digest: str
    problem: str = ""

    @property
    def name(self) -> str:
        """What to keep elsewhere and to give to `verify_audit --expect`."""
        return f"{self.number}:{self.digest}"


def make() -> Path | None:
    """Write the next checkpoint, unless nothing has moved since the last. Returns its file, if any.

    The entry that names a checkpoint is not counted as a move. Safe in parallel: a file is never
    overwritten, and whoever comes second writes nothing.
    """
    folder = settings.AUDIT_CHECKPOINT_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    heads: Heads = {
        key: (length, head)
        for key, length, head in AuditChain.objects.filter(length__gt=0).values_list("key", "length", "head")
    }
    last, known = _last_and_known(folder)
    moved = {key: value for key, value in heads.items() if known.get(key) != value}
    if not moved or _is_own_entry(moved, known):
        return None
    now = clock.real_now()
    is_full = last is None or last.made_at[:10] != now.date().isoformat()
    body = {
        "number": last.number + 1 if last else 1,
        "made_at": now.isoformat(timespec="seconds"),
        "previous": last.digest if last else "",
        "is_full": is_full,
        "heads": {key: list(value) for key, value in sorted((heads if is_full else moved).items())},
    }
    made = _write(folder, body)
    if made:
        _name_in_record(_read(made))
    return made


def newest() -> Checkpoint | None:
    """The checkpoint with the highest number, as it was read."""
    files = _files(settings.AUDIT_CHECKPOINT_DIR)
    return _read(files[-1]) if files else None


def strays() -> list[str]:
    """Files in the folder that are named like a checkpoint and have no number."""
    found = settings.AUDIT_CHECKPOINT_DIR.glob("checkpoint-*.json")
    return sorted(file.name for file in found if not _NAME.fullmatch(file.name))


def read_all() -> Iterator[Checkpoint]:
    """Every checkpoint in order, each judged: signature, number, and whether it names the one before."""
    previous: Checkpoint | None = None
    for file in _files(settings.AUDIT_CHECKPOINT_DIR):
        previous = _judged(_read(file), previous)
        yield previous


def public_key() -> str:
    """The key that checks checkpoints, for whoever keeps copies of them, in hexadecimal."""
    raw, plain = serialization.Encoding.Raw, serialization.PublicFormat.Raw
    return _private_key().public_key().public_bytes(raw, plain).hex()


@transaction.atomic
def _name_in_record(made: Checkpoint) -> None:
    if _author is None:
        raise RuntimeError("nobody was named as the author of checkpoints (written_by)")
    head, _ = AuditChain.objects.get_or_create(key=GENERAL)
    service.record(WRITTEN, subject=head, by=_author(), number=made.number, digest=made.digest)


def _is_own_entry(moved: Heads, known: Heads) -> bool:
    """Whether all that moved is the entry that names the checkpoint before."""
    if set(moved) != {GENERAL}:
        return False
    added = AuditEvent.objects.filter(chain=GENERAL, position__gt=known.get(GENERAL, (0, ""))[0])
    return list(added.values_list("verb", flat=True)[:2]) == [WRITTEN]


def _private_key() -> Ed25519PrivateKey:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"lscp audit checkpoints")
    return Ed25519PrivateKey.from_private_bytes(derived.derive(settings.AUDIT_KEY.encode()))


def _write(folder: Path, body: dict[str, Any]) -> Path | None:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    signed = {"checkpoint": text, "signature": _private_key().sign(text.encode()).hex(), "key": public_key()}
    target = folder / f"checkpoint-{body['number']:08d}.json"
    handle, unfinished = tempfile.mkstemp(dir=folder, prefix="unfinished-")
    try:
        with os.fdopen(handle, "w") as output:
            json.dump(signed, output, indent=1)
            output.flush()
            os.fsync(output.fileno())
        os.link(unfinished, target)  # fails where the file is there already
    except FileExistsError:
        return None
    finally:
        os.unlink(unfinished)
    return target


def _files(folder: Path) -> list[Path]:
    return sorted(
        (file for file in folder.glob("checkpoint-*.json") if _NAME.fullmatch(file.name)), key=_number
    )


def _number(file: Path) -> int:
    found = _NAME.fullmatch(file.name)
    return int(found[1]) if found else 0


def _read(file: Path) -> Checkpoint:
    number = _number(file)
    try:
        signed = json.loads(file.read_text())
        text = signed["checkpoint"]
        body = json.loads(text)
        heads = {key: (length, head) for key, (length, head) in body["heads"].items()}
        found = Checkpoint(
            number, body["made_at"], body["previous"], body["is_full"], heads, _digest(text),
            "" if body["number"] == number else "is not the one its name says",
        )  # fmt: skip
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key())).verify(
            bytes.fromhex(signed["signature"]), text.encode()
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Checkpoint(number, "", "", False, {}, "", "cannot be read")
    except InvalidSignature:
        return Checkpoint(number, "", "", False, {}, "", "was altered: its signature does not fit")
    return found


def _judged(found: Checkpoint, previous: Checkpoint | None) -> Checkpoint:
    """Add what is wrong with its place among the others."""
    problem = found.problem
    expected = previous.number + 1 if previous else 1
    if not problem and found.number != expected:
        problem = f"stands where checkpoint {expected} is missing"
    elif not problem and previous and not previous.problem and found.previous != previous.digest:
        problem = f"does not name checkpoint {previous.number} as the one before it"
    fields = {**found.__dict__, "problem": problem}
    return Checkpoint(**fields)


def _last_and_known(folder: Path) -> tuple[Checkpoint | None, Heads]:
    """The newest checkpoint, and the heads known from it back to the last full one."""
    recent: list[Checkpoint] = []
    for file in reversed(_files(folder)):
        recent.append(_read(file))
        if recent[-1].is_full:
            break
    known: Heads = {}
    for checkpoint in reversed(recent):
        known.update(checkpoint.heads)
    return (recent[0] if recent else None), known


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
