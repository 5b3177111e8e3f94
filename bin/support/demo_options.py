"""The arguments of bin/demo, and what can be refused before anything is set up."""

import argparse

from . import folders
from .ports import refuse_busy_port


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the arguments: fresh, port, host."""
    parser = argparse.ArgumentParser(prog="bin/demo", description="Run the demo until Ctrl-C.")
    parser.add_argument("--fresh", action="store_true", help="start over with new demo data")
    parser.add_argument("--port", type=int, default=8000, help="port of the web pages (default 8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    return parser.parse_args(arguments)


def refuse_early(options: argparse.Namespace) -> None:
    """Raise Problem for a port or folder that will not do."""
    folder = folders.prepare_state_folder(folders.chosen_state_folder())
    folders.refuse_if_locked(folder)
    refuse_busy_port(options.host, options.port)
