"""The shape of a transition table, and its picture. No states of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """One named step: the statuses it may start from, the status it leads to, and who takes it."""

    sources: frozenset[str]
    target: str
    title: str = ""


Table = Mapping[str, Transition]


def problems(table: Table, *, statuses: Iterable[str], initial: str) -> list[str]:
    """Say what is wrong with a table: unknown statuses, or statuses nobody can reach."""
    known = set(statuses)
    found = []
    for name, step in table.items():
        found += [f"{name}: unknown status {s}" for s in sorted({*step.sources, step.target} - known)]
    reached, frontier = {initial}, [initial]
    while frontier:
        here = frontier.pop()
        for step in table.values():
            if here in step.sources and step.target not in reached:
                reached.add(step.target)
                frontier.append(step.target)
    return found + [f"{status} cannot be reached" for status in sorted(known - reached)]


def mermaid(table: Table, *, labels: Mapping[str, str], initial: str) -> str:
    """The table as a Mermaid state diagram, in a stable order so that a diff means a change."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {value}: {label}" for value, label in labels.items()]
    lines.append(f"    [*] --> {initial}")
    for name, step in table.items():
        lines += [f"    {source} --> {step.target}: {step.title or name}" for source in sorted(step.sources)]
    return "\n".join(lines) + "\n"
