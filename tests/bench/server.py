"""The web server of production on a free port of this machine, for a bounded number of requests."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

GUNICORN = [
    "-m",
    "gunicorn",
    "lscp.wsgi",
    "--workers=2",
    "--threads=2",
    "--no-control-socket",
    "--log-level=error",
]
PATIENCE = 60  # seconds
# What a service must be told before it starts; nothing is scanned, sent or reached by these names here.
TOLD = {
    "ALLOWED_HOSTS": "127.0.0.1",
    "SITE_URL": "https://127.0.0.1",
    "CLAMAV_URL": "tcp://127.0.0.1:3310",
    "EMAIL_URL": "smtp://127.0.0.1:2525",
}


@contextmanager
def serving(settings):
    """A server under these settings; gives its port and is gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, *GUNICORN, f"--bind=127.0.0.1:{port}"]
    environment = {name: value for name, value in os.environ.items() if name != "BUILDING"}
    environment |= {**TOLD, "DJANGO_SETTINGS_MODULE": settings}
    process = subprocess.Popen(command, env=environment)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def requests_a_second(port, address, cookie, *, requests, readers=4):
    """How many a second are answered when several readers ask one page after another."""
    _many(port, address, cookie, requests // 10 + readers, readers)
    begun = time.perf_counter()
    _many(port, address, cookie, requests, readers)
    return requests / (time.perf_counter() - begun)


def _many(port, address, cookie, requests, readers):
    problems = []

    def read(count):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(count):
            link.request("GET", address, headers={"Cookie": cookie})
            answer = link.getresponse()
            body = answer.read()
            if answer.status != 200 or body.count(b"<tr") < 25:
                problems.append(f"{address} answered {answer.status} {answer.headers.get('Location', '')}")
                break
        link.close()

    shares = [requests // readers + (place < requests % readers) for place in range(readers)]
    threads = [threading.Thread(target=read, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise AssertionError(problems[0])


def _wait(port, process):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the web server ended by itself")
        try:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            link.request("GET", "/health/live")
            if link.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            link.close()
    raise RuntimeError(f"the web server did not answer within {PATIENCE} seconds")
