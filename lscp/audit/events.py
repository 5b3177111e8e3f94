"""What other apps may act upon when the record was proved."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RecordProved:
    """The whole record was proved: how many entries were looked at, and how many faults were found."""

    entries: int
    faults: int
