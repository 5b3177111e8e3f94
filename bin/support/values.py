"""Keys and settings that the demo and the tests make for themselves. Production is given its own."""

import base64
import json
import os
import secrets
from pathlib import Path


def fresh_keys() -> dict[str, str]:
    """New keys under the names that the settings read."""

    def key() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    return {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SEALING_KEYS": f"k1:{key()}",
        "AUDIT_KEY": key(),
        "MATCHING_KEY": key(),
    }


def kept_keys(folder: Path) -> dict[str, str]:
    """The keys of a demo: made at its first start, then read from a file that only its user may read."""
    file = folder / "keys.json"
    if not file.exists():
        unfinished = folder / "keys.json.part"
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as output:
            json.dump(fresh_keys(), output)
        unfinished.rename(file)
    kept: dict[str, str] = json.loads(file.read_text())
    return kept


def folder_values(folder: Path) -> dict[str, str]:
    """Settings that name folders of their own below `folder`, which are made."""
    names = {"MEDIA_ROOT": "media", "AUDIT_CHECKPOINT_DIR": "checkpoints", "STATE_DIR": "state"}
    values = {}
    for setting, name in names.items():
        path = folder / name
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        values[setting] = str(path)
    return values


def test_values(folder: Path) -> dict[str, str]:
    """Settings for a test run. DEMO_MODE is off: a test that wants it says so."""
    return fresh_keys() | folder_values(folder) | {"LSCP_USE_OWNER": "1", "EMAIL_URL": "memorymail://"}
