"""One Redis server on a loopback port with its own password. It keeps nothing: the database is the truth."""

import secrets
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from . import binaries
from .ports import free_port
from .problems import Problem


@dataclass
class Redis:
    """A server that works in `folder`. Stopped and started again it keeps port and password, not content."""

    folder: Path
    port: int = 0
    password: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for REDIS_URL."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start the server and wait until it answers. Raises Problem when it does not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        attempts = 1 if self.port else 5
        for _ in range(attempts):
            self.port = self.port or free_port()
            self._launch()
            if self._wait():
                return
            self.stop()
            self.port = 0 if attempts > 1 else self.port
        raise Problem(f"Redis did not start. The reason is in {self.folder / 'redis.log'}.")

    def stop(self) -> None:
        """Stop the server and wait until it is gone."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _launch(self) -> None:
        settings = self.folder / "redis.conf"
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self.password}",
            f'dir "{self.folder}"',
            'save ""',
            "appendonly no",
            "daemonize no",
        ]
        settings.touch(mode=0o600)
        settings.write_text("\n".join(lines) + "\n")
        with (self.folder / "redis.log").open("ab") as log:
            self.process = subprocess.Popen(
                [binaries.redis_server(), settings], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                cwd=self.folder, start_new_session=True,
            )  # fmt: skip

    def _wait(self, seconds: float = 15) -> bool:
        """Whether the server we started answered to its password in time."""
        deadline = time.monotonic() + seconds
        question = f"AUTH {self.password}\r\nPING\r\n".encode()
        while time.monotonic() < deadline and self.process is not None and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                    connection.sendall(question)
                    return connection.recv(64).startswith(b"+OK")  # else somebody's server took the port
            except OSError:
                time.sleep(0.02)
        return False
