"""The embedded PostgreSQL and Redis: for a demo that keeps its data, and for a test run that leaves nothing.

Where DATABASE_URL and REDIS_URL are set, those servers are used and nothing is started.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from . import folders
from .keeper import Keeper
from .postgres import APPLICATION, OWNER, Postgres
from .redis_server import Redis
from .values import test_values

STARTED = "LSCP_TEST_SERVICES"
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
_services: "Services | None" = None


class Services:
    """Servers started together, watched by a keeper so that none outlives this process."""

    def __init__(self, folder: Path, *, fast: bool, temporary: bool) -> None:
        self.folder = folder
        self.fast = fast
        self.environment: dict[str, str] = {}
        self.postgres: Postgres | None = None
        self.redis: Redis | None = None
        self.keeper = Keeper(None if temporary else folder / "keeper.log")
        if temporary:
            self.keeper.folder(folder)

    def start(self) -> dict[str, str]:
        """Start whatever the environment does not name. Returns the addresses of all."""
        if not os.environ.get("DATABASE_URL"):
            self.start_postgres()
        if not os.environ.get("REDIS_URL"):
            self.start_redis()
        return self.environment

    def start_postgres(self) -> Postgres:
        """Start PostgreSQL and add its two addresses to the environment."""
        server = Postgres(self.folder / "postgres", fast=self.fast)
        self.keeper.postgres(server.folder)
        server.start()
        self.postgres = server
        self.environment["DATABASE_URL"] = server.url(APPLICATION)
        self.environment["DATABASE_OWNER_URL"] = server.url(OWNER)
        return server

    def start_redis(self) -> Redis:
        """Start Redis and add its address to the environment."""
        server = Redis(self.folder / "redis")
        try:
            server.start()
        except BaseException:  # also when somebody asks to stop just now
            server.stop()
            raise
        self.redis = server
        assert server.process is not None
        self.keeper.process(server.process.pid)
        self.environment["REDIS_URL"] = server.url
        return server

    def stop(self) -> None:
        """Stop everything that was started and wait until it is gone."""
        self.keeper.close()
        if self.redis:
            self.redis.stop()  # it has ended; this collects it


def ensure_for_tests() -> dict[str, str]:
    """Set up the environment of a test run, once, and return it.

    Starts PostgreSQL and Redis unless DATABASE_URL or REDIS_URL name servers; the processes of a parallel run
    share the servers that the first one started, each with a Redis database of its own. What was started ends
    with the process that started it, however that ends. Call it before Django's settings are read.
    """
    global _services  # noqa: PLW0603 - one set of servers per process
    if _services is None and STARTED not in os.environ:
        folder = folders.temporary_folder()
        _services = Services(folder, fast=True, temporary=True)
        atexit.register(_services.stop)
        wanted = test_values(folder) | _services.start()
        for name, value in wanted.items():
            os.environ.setdefault(name, value)
        os.environ[STARTED] = ",".join(sorted(wanted | dict.fromkeys(ADDRESSES, "")))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker and "LSCP_TEST_WORKER" not in os.environ:
        os.environ["LSCP_TEST_WORKER"] = worker
        os.environ["REDIS_URL"] = redis_database(os.environ["REDIS_URL"], int(worker.removeprefix("gw")) + 1)
    return {name: os.environ[name] for name in os.environ[STARTED].split(",") if name in os.environ}


def stop_for_tests() -> None:
    """Stop what `ensure_for_tests` started in this process. Happens at exit anyway."""
    if _services is not None:
        _services.stop()


def redis_database(url: str, number: int) -> str:
    """The same Redis server, another of its sixteen databases."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{number % 16}"))


@contextmanager
def temporary_redis() -> Iterator[Redis]:
    """A Redis server for one test, which may stop and start it."""
    services = Services(folders.temporary_folder(), fast=True, temporary=True)
    try:
        server = services.start_redis()
        yield server
        server.stop()
    finally:
        services.stop()


@contextmanager
def temporary_postgres() -> Iterator[Postgres]:
    """An empty PostgreSQL server with the two roles for one test, which may stop and start it."""
    services = Services(folders.temporary_folder(), fast=True, temporary=True)
    try:
        yield services.start_postgres()
    finally:
        services.stop()
