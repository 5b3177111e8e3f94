"""Times and query counts. What is compared is measured in turn, so that a busy moment meets both."""

import gc
import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection


@dataclass
class Queries:
    """What one piece of work asked the database: each statement with its seconds."""

    statements: list[tuple[str, float]] = field(default_factory=list)

    def __len__(self):
        return len(self.statements)

    @property
    def seconds(self):
        """The time spent waiting for the database."""
        return sum(seconds for _sql, seconds in self.statements)

    def slowest(self, count=3):
        """The statements that took longest."""
        return sorted(self.statements, key=lambda one: -one[1])[:count]


@contextmanager
def counted():
    """Every statement made inside, savepoints and transaction marks left out."""
    queries = Queries()

    def keep(execute, sql, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if not str(sql).startswith(("SAVEPOINT", "RELEASE")):
                queries.statements.append((str(sql), time.perf_counter() - begun))

    with connection.execute_wrapper(keep):
        yield queries


def seconds_of(work):
    """How long one run takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def processor_seconds_of(work):
    """How long the processor worked on one run: other work on the machine does not change it."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def medians(*works, rounds=15, warm=2):
    """The median seconds of each piece of work, run in turn after a warm-up."""
    for work in works:
        for _ in range(warm):
            work()
    taken = [[] for _ in works]
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for place, work in enumerate(works):
                taken[place].append(seconds_of(work))
    finally:
        gc.enable()
    return [statistics.median(times) for times in taken]


def milliseconds(seconds):
    """For notes beside a ratio."""
    return f"{seconds * 1000:.1f} ms"


def explained(queryset):
    """The plan as it ran, for findings."""
    return queryset.explain(analyze=True, buffers=True)
