"""One table: what was measured, the figure, the aim, and whether it was reached. Nothing is asserted."""

import os
import platform
import traceback
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One line of the table. `reached` is None where there is no aim."""

    what: str
    figure: str
    aim: str = ""
    reached: bool | None = None

    @property
    def verdict(self):
        """The last column."""
        return {True: "yes", False: "NO", None: "-"}[self.reached]


@dataclass
class Report:
    """Collects rows under headings while the measures run, and prints each part as it comes."""

    rows: list[tuple[str, Row]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    heading: str = ""

    def under(self, heading):
        """The measures that follow belong to this heading."""
        self.heading = heading

    def at_most(self, what, value, most, *, unit="", note=""):
        """A figure that should not be larger than its aim."""
        self._add(Row(what, _figure(value, unit, note), f"at most {_figure(most, unit)}", value <= most))

    def at_least(self, what, value, least, *, unit="", note=""):
        """A figure that should not be smaller than its aim."""
        self._add(Row(what, _figure(value, unit, note), f"at least {_figure(least, unit)}", value >= least))

    def note(self, what, value, *, unit="", note=""):
        """A figure that helps to read the others and has no aim."""
        self._add(Row(what, _figure(value, unit, note)))

    def failed(self, what):
        """A measure that could not be taken: its trace is printed under the table."""
        self.failures.append(f"{what}\n{traceback.format_exc()}")
        self._add(Row(what, "could not be measured", "", False))

    def _add(self, row):
        self.rows.append((self.heading, row))
        print(f"  {row.what}: {row.figure}", flush=True)

    def print_table(self):
        """The whole table and the machine it belongs to."""
        lines = [("What", "Figure", "Aim", "Reached?")]
        lines += [(row.what, row.figure, row.aim, row.verdict) for _heading, row in self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(4)]

        def say(line):
            print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())

        print(f"\n{machine()}\n")
        say(lines[0])
        heading = ""
        for (part, _row), line in zip(self.rows, lines[1:], strict=True):
            if part != heading:
                heading = part
                print(f"\n{heading}")
            say(line)
        for failure in self.failures:
            print(f"\n{failure}")


def machine():
    """What ran this: processors, memory, versions. Ratios travel between machines, times do not."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
        cursor.execute("SELECT string_agg(name || ' ' || current_setting(name), ', ' ORDER BY name) FROM pg_settings "
                       "WHERE name IN ('shared_buffers', 'work_mem', 'fsync', 'jit')")  # fmt: skip
        (settings,) = cursor.fetchone()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{os.cpu_count()} processors ({_processor()}), {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, PostgreSQL {version.split()[0]} ({settings}); load {load}"
    )


def _processor():
    try:
        with open("/proc/cpuinfo") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def _figure(value, unit="", note=""):
    if isinstance(value, float):
        value = f"{value:,.2f}" if abs(value) < 100 else f"{value:,.0f}"
    text = f"{value}{unit and ('' if unit in '×%' else ' ')}{unit}"
    return f"{text} ({note})" if note else text
