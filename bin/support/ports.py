"""Free and busy ports."""

import socket

from .problems import Problem


def free_port() -> int:
    """A loopback port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refuse_busy_port(host: str, port: int) -> None:
    """Raise Problem when `port` cannot be listened on."""
    if not 0 < port < 65536:
        raise Problem(f"{port} is not a port: choose a number from 1024 to 65535 with --port.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Problem(
                f"Port {port} is reserved for root: choose another, such as --port 8001."
            ) from error
        except socket.gaierror as error:
            raise Problem(
                f"{host} is not an address of this machine: leave --host out, or use 0.0.0.0."
            ) from error
        except OSError as error:
            raise Problem(
                f"Port {port} on {host} cannot be used ({error.strerror}): stop the program that uses it, or "
                f"choose another with --port {port + 1}."
            ) from error
