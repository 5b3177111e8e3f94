"""The environment of the demo's programs: the variables that production sets, with the demo's own values."""

import os
import socket
from pathlib import Path

from .environment import PYTHON
from .values import folder_values, kept_keys


def demo_environment(folder: Path, addresses: dict[str, str], host: str, site: str) -> dict[str, str]:
    """Variables for web, worker, beat and manage.py. `addresses` are those of the started servers."""
    mail = folder / "mail"
    mail.mkdir(mode=0o700, exist_ok=True)
    local = ["localhost", "127.0.0.1", "[::1]"]
    hosts = local if host in {"127.0.0.1", "localhost", "::1"} else ["*"]
    values = {
        "DEMO_MODE": "1",
        "SITE_URL": site,
        "ALLOWED_HOSTS": ",".join(hosts),
        "CSRF_TRUSTED_ORIGINS": ",".join({site, site.replace("localhost", socket.gethostname())}),
        "EMAIL_URL": f"filemail:///{mail}",
        "DJANGO_SETTINGS_MODULE": "lscp.settings",
        "PYTHONUNBUFFERED": "1",
    }
    chosen = {name: os.environ[name] for name in ("EMAIL_URL", "CLAMAV_URL") if os.environ.get(name)}
    settled = {"VIRTUAL_ENV": str(PYTHON.parent.parent)}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONPATH", "DEBUG", "DEVELOPMENT", "PRODUCTION"}
    }
    return kept | settled | kept_keys(folder) | folder_values(folder) | addresses | values | chosen
