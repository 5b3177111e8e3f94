"""The one error that a person at a terminal should read: what is wrong and what to do, in a sentence."""

import sys
from collections.abc import Callable


class Problem(Exception):
    """Something the reader can put right. The text is complete: no trace is shown with it."""


def run(main: Callable[[], int]) -> None:
    """Run `main` and leave with its status; a Problem becomes one line and status 2."""
    try:
        status = main()
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        status = 2
    sys.exit(status)
