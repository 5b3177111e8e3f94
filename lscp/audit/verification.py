"""Proving the record: every entry fits the one before it, every head its chain, every checkpoint the entries.

What entries call signed is proved against its own table (`lscp.audit.evidence`).

Reads only. Works on one moment of the database, whoever writes meanwhile.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from lscp.audit import chain as hashing
from lscp.audit import checkpoints, evidence
from lscp.audit.models import GENERAL, AuditChain, AuditEvent
from lscp.kernel import clock

AT_ONCE: Final = 2000
MOST_SHOWN: Final = 20
LONGEST_WAIT: Final = dt.timedelta(minutes=90)
"""How old an entry may be (real time) before a checkpoint has written it down: they are made hourly."""


@dataclass
class Proof:
    """What was looked at, and what does not fit, in sentences. `notes` are worth knowing, not faults.

    `signed` is what entries say was signed: by kind and key, the digest and where the entry stands.
    `named` are the digests of the checkpoints that entries name, by number. `covered` is how far checkpoints
    go in each chain; `waiting` is since when the first entry waits that none has written down.
    """

    chains: int = 0
    entries: int = 0
    checkpoints: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    signed: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    named: dict[int, str] = field(default_factory=dict)
    covered: dict[str, int] = field(default_factory=dict)
    waiting: dt.datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def prove(chain: str = "", *, expected: tuple[int, str] | None = None) -> Proof:
    """Prove every chain, or the one with this key, against itself and the checkpoints.

    Checkpoints are read first: a head written down before the moment that is read must be in it. Whether
    every checkpoint that the record names is there is asked afterwards: its file was written before its
    entry. `expected` is the number and digest of a checkpoint as somebody kept them elsewhere.
    """
    proof = Proof()
    written_down = list(checkpoints.read_all())
    for one in written_down:
        proof.covered |= {key: length for key, (length, _) in one.heads.items()}
    is_alone = not connection.in_atomic_block
    with transaction.atomic():
        if is_alone:  # inside another transaction that one's view must do
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _prove_chains(proof, chain)
        _prove_signed(proof)
        if not chain:
            _prove_none_is_gone(proof)
        _prove_checkpoints(proof, written_down, chain)
    _prove_files(proof, expected)
    return proof


def name_of(chain: str, reference: str = "") -> str:
    """What a chain is called in a sentence."""
    if chain == GENERAL:
        return "The general record"
    return f"The record of case {reference}" if reference else f"The record {chain}"


def _prove_chains(proof: Proof, chain: str) -> None:
    entries, heads = AuditEvent.objects.all(), AuditChain.objects.all()
    if chain:
        entries, heads = entries.filter(chain=chain), heads.filter(key=chain)
    waiting = {head.key: head for head in heads}
    rows = entries.order_by("chain", "position").iterator(chunk_size=AT_ONCE)
    for key, group in groupby(rows, key=lambda entry: entry.chain):
        proof.chains += 1
        _prove_chain(proof, key, group, waiting.pop(key, None))
    for head in waiting.values():
        if head.length or head.head:
            proof.problems.append(
                f"{name_of(head.key)} is gone: its head names {head.length} entries, none are there."
            )


def _prove_chain(proof: Proof, key: str, entries: Iterable[AuditEvent], head: AuditChain | None) -> None:
    position, previous, name = 0, "", name_of(key)
    for entry in entries:
        proof.entries += 1
        name = name_of(key, entry.reference)
        if entry.position != position + 1:
            missing = f"entry {position + 1} is" if entry.position == position + 2 else (
                f"entries {position + 1} to {entry.position - 1} are"
            )  # fmt: skip
            proof.problems.append(f"{name}: {missing} missing.")
        elif entry.previous != previous:
            proof.problems.append(
                f"{name}: entry {entry.position} does not follow from entry {position}. "
                "One of the two was altered, or put in by hand."
            )
        if entry.hash != hashing.entry_hash(entry):
            proof.problems.append(
                f"{name}: entry {entry.position} was altered after it was written, or put in by hand."
            )
        if evidence.SIGNED in entry.data:
            label, key, digest = entry.data[evidence.SIGNED]
            proof.signed[label, key] = (digest, f"{name}, entry {entry.position}")
        _note_checkpoints(proof, entry)
        position, previous = entry.position, entry.hash
    _prove_head(proof, name, position, previous, head)


def _note_checkpoints(proof: Proof, entry: AuditEvent) -> None:
    """What this entry tells of checkpoints: one that it names, or that none has written it down yet."""
    if entry.verb == checkpoints.WRITTEN:
        number, digest = entry.data["number"], entry.data["digest"]
        if proof.named.get(number, digest) != digest:
            proof.problems.append(f"Checkpoint {number} is named twice in the record, each time as another.")
        proof.named[number] = digest
    elif entry.position > proof.covered.get(entry.chain, 0):
        proof.waiting = min(proof.waiting or entry.at, entry.at)


def _prove_none_is_gone(proof: Proof) -> None:
    """Whether every record that must have a chain has one."""
    there = set(AuditChain.objects.filter(length__gt=0).values_list("key", flat=True))
    proof.problems += [
        f"{name_of(key)} is gone: what it speaks of is there, and it has no entry."
        for key in evidence.expected_chains()
        if key not in there
    ]


def _prove_files(proof: Proof, expected: tuple[int, str] | None) -> None:
    """Whether every checkpoint that is named is there, and none is overdue."""
    there = {one.number: one.digest for one in checkpoints.read_all()}
    for number, digest in sorted(proof.named.items()):
        if number not in there:
            proof.problems.append(f"Checkpoint {number} is missing: the record names it, and it has no file.")
        elif there[number] not in ("", digest):
            proof.problems.append(f"Checkpoint {number} is not the one that the record names.")
    if expected and there.get(expected[0]) != expected[1]:
        proof.problems.append(f"Checkpoint {expected[0]} is missing, or is not the one that was expected.")
    proof.problems += [
        f"The file {name} is named like a checkpoint and is none." for name in checkpoints.strays()
    ]
    if proof.waiting and proof.waiting < clock.real_now() - LONGEST_WAIT:
        since = clock.london_date(proof.waiting).isoformat()
        late = (
            f"Entries have waited for a checkpoint since {since}. They are made hourly: either that has "
            "stopped, or files were taken away."
        )
        # The product's clock of a demonstration or a test is not the real one.
        (proof.notes if settings.LOCAL else proof.problems).append(late)


def _prove_signed(proof: Proof) -> None:
    """Whether what the entries call signed still stands in its table as it was signed."""
    wanted = ((label, key, digest) for (label, key), (digest, _) in proof.signed.items())
    for label, key, wrong in evidence.differing(wanted):
        words = str(apps.get_model(label)._meta.verbose_name)
        proof.problems.append(f"{proof.signed[label, key][1]}: the {words} that it speaks of {wrong}.")


def _prove_head(proof: Proof, name: str, position: int, last: str, head: AuditChain | None) -> None:
    if head is None:
        proof.problems.append(f"{name}: the head of the chain is missing.")
    elif head.length > position:
        proof.problems.append(
            f"{name}: the end was cut off. The head names {head.length} entries, the last is {position}."
        )
    elif (head.length, head.head) != (position, last):
        proof.problems.append(f"{name}: the head of the chain was altered, or entries were added by hand.")
    elif head.seal != hashing.head_seal(head.key, head.length, head.head):
        proof.problems.append(
            f"{name}: the head of the chain was set by hand. Entries after {position} may have been cut off."
        )


def _prove_checkpoints(proof: Proof, found: list[checkpoints.Checkpoint], chain: str) -> None:
    proof.checkpoints = len(found)
    if not found:
        proof.notes.append(
            "There is no checkpoint yet, so a chain that was rebuilt whole would not be found."
        )
    proof.problems += [f"Checkpoint {one.number} {one.problem}." for one in found if one.problem]
    promised: dict[tuple[str, int], tuple[str, int]] = {}
    for one in found:
        for key, (length, head) in one.heads.items():
            if not chain or key == chain:
                promised.setdefault((key, length), (head, one.number))
    for (key, length), (reference, there) in _there(promised):
        head, number = promised[(key, length)]
        if there != head:
            proof.problems.append(
                f"{name_of(key, reference)}: entry {length} is not the one that checkpoint {number} "
                "wrote down. The chain was rebuilt or cut short."
            )


def _there(promised: Iterable[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], tuple[str, str]]]:
    """For each chain and position: the reference and the hash that stand there now ("" when nothing does)."""
    places = sorted(promised)
    for first in range(0, len(places), AT_ONCE):
        part = places[first : first + AT_ONCE]
        chains: dict[str, list[int]] = {}
        for key, length in part:
            chains.setdefault(key, []).append(length)
        rows = AuditEvent.objects.filter(
            Q(chain__in=list(chains)), position__in=sorted({length for _, length in part})
        ).values_list("chain", "position", "reference", "hash")
        standing = {(key, position): (reference, hashed) for key, position, reference, hashed in rows}
        for place in part:
            yield place, standing.get(place, ("", ""))
