"""What is locked: every Python package with a hash, every front-end package without an address."""

import json
import re
import tomllib

import pytest

from support.environment import ROOT

REQUIREMENTS = ["runtime.txt", "demo.txt", "dev.txt"]
# Written in parts, because no file of ours may name such a host.
REGISTRY = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", "npm" + "js", "yarn" + "pkg"]))


def lines(name):
    return (ROOT / "requirements" / name).read_text().splitlines()


def locked(name):
    """Package → version, as the file pins it."""
    pins = (re.match(r"([a-z0-9-]+)==(\S+)", line) for line in lines(name))
    return {pin[1]: pin[2] for pin in pins if pin}


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_carry_hashes_and_no_addresses(name):
    text = (ROOT / "requirements" / name).read_text()
    blocks = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    assert [block for block in blocks if not re.match(r"[a-z0-9-]+==\S+", block)] == []
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert re.findall(r"https?://|--index|--extra-index|--find-links|--trusted-host", text) == []


@pytest.mark.parametrize(("smaller", "larger"), [("runtime.txt", "demo.txt"), ("demo.txt", "dev.txt")])
def test_larger_environment_holds_the_smaller_one_in_the_same_versions(smaller, larger):
    small, large = locked(smaller), locked(larger)
    assert small
    assert {name: large.get(name) for name in small} == small


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    wanted = project["project"]["dependencies"] + groups["local"] + groups["dev"]
    names = {re.match(r"[A-Za-z0-9-]+", entry)[0].lower() for entry in wanted if isinstance(entry, str)}
    assert names - set(locked("dev.txt")) == set()
    assert len(names) > 40


def test_front_end_lock_has_hashes_and_no_addresses():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert set(packages) == {"node_modules/govuk-frontend", "node_modules/htmx.org"}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [
        name for name, package in packages.items() if not package["integrity"].startswith("sha512-")
    ] == []


def test_no_script_or_lock_names_a_registry():
    folders = ["bin", "requirements", ".ci", "tests/bin"]
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.is_file()]
    files += [
        ROOT / name
        for name in ("pyproject.toml", "package.json", "package-lock.json", ".npmrc", "Dockerfile")
    ]
    texts = {file: file.read_text() for file in files if file.suffix != ".pyc"}
    assert [str(file) for file, text in texts.items() if REGISTRY.search(text)] == []
    assert len(texts) > 30
