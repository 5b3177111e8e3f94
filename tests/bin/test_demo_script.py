"""The refusals of bin/demo: one clear sentence each, before anything is set up or started."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from support import folders
from support.environment import ROOT
from support.problems import Problem

as_root = pytest.mark.skipif(not folders.is_root(), reason="only root lends the database another user")
unprivileged = pytest.mark.skipif(folders.is_root(), reason="nothing is closed to root")


@pytest.fixture
def place():
    """A folder that a demo may use, whoever runs this."""
    folder = folders.temporary_folder()
    yield folder
    subprocess.run(["rm", "-rf", folder], check=True)


def demo(*arguments, **variables):
    """Run bin/demo, which is expected to refuse at once."""
    kept = {name: value for name, value in os.environ.items() if name not in {"LSCP_STATE_DIR", "PYTHONPATH"}}
    return subprocess.run(
        [ROOT / "bin" / "demo", *arguments],
        env=kept | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def refusal(outcome):
    """The one line of a refusal; anything else that was said makes the test fail."""
    assert outcome.returncode == 2
    assert outcome.stdout == ""
    said = outcome.stderr.strip().splitlines()
    assert len(said) == 1, outcome.stderr
    return said[0]


def test_busy_port_is_one_sentence_that_says_what_to_do(place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = demo("--port", str(port), LSCP_STATE_DIR=str(place / "state"))
    assert refusal(outcome) == (
        f"Port {port} on 127.0.0.1 cannot be used (Address already in use): stop the program that uses it, "
        f"or choose another with --port {port + 1}."
    )


def test_impossible_port_is_one_sentence(place):
    outcome = demo("--port", "70000", LSCP_STATE_DIR=str(place / "state"))
    assert refusal(outcome) == "70000 is not a port: choose a number from 1024 to 65535 with --port."


def test_folder_that_is_a_file_is_one_sentence_that_says_what_to_do(place):
    file = place / "state"
    file.write_text("mine")
    outcome = demo(LSCP_STATE_DIR=str(file))
    assert refusal(outcome) == (
        f"{file} is a file, not a folder: move it away or set LSCP_STATE_DIR to another folder."
    )
    assert file.read_text() == "mine"


def test_folder_that_cannot_be_written_is_one_sentence_that_says_what_to_do():
    # The kernel's own folder refuses even root.
    outcome = demo(LSCP_STATE_DIR="/proc/lscp-demo")
    assert refusal(outcome) == (
        "Cannot write to /proc/lscp-demo (No such file or directory): give yourself write permission there "
        "or set LSCP_STATE_DIR to a folder you can write to."
    )


@unprivileged
def test_folder_of_somebody_else_is_one_sentence(place):
    place.chmod(0o500)
    outcome = demo(LSCP_STATE_DIR=str(place / "state"))
    place.chmod(0o700)
    assert "Permission denied" in refusal(outcome)


def test_folder_with_other_files_is_refused_and_left_as_it_was(place):
    (place / "letter").write_text("mine")
    for arguments in ([], ["--fresh"]):
        outcome = demo(*arguments, LSCP_STATE_DIR=str(place))
        assert (
            refusal(outcome)
            == f"{place} already holds other files (letter): set LSCP_STATE_DIR to an empty folder."
        )
    assert [entry.name for entry in place.iterdir()] == ["letter"]


def test_second_demo_with_the_same_data_is_refused(place):
    folder = folders.prepare_state_folder(place / "state")
    lock = folders.take_lock(folder)
    try:
        outcome = demo("--port", "0", LSCP_STATE_DIR=str(folder))
    finally:
        os.close(lock)
    assert refusal(outcome) == (
        f"Another demo is already running with the data in {folder}: stop it first (Ctrl-C in its window), "
        "or set LSCP_STATE_DIR to another folder and --port to another port."
    )


def test_fresh_leaves_a_database_of_the_readers_own_alone(place, monkeypatch):
    from support import demo_data

    folder = folders.prepare_state_folder(place / "state")
    (folder / "keys.json").write_text("{}")
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@db.example/real")
    with pytest.raises(Problem, match=r"^--fresh starts over only in the demo's own database\."):
        demo_data.start_over(folder)
    assert (folder / "keys.json").exists()


def test_python_that_will_not_do_is_one_sentence(tmp_path):
    script = tmp_path / "bin" / "support" / "python.sh"
    script.parent.mkdir(parents=True)
    script.write_text((ROOT / "bin" / "support" / "python.sh").read_text().replace("/usr/", "/nowhere/usr/"))
    for name in ("python3", "python3.12"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\nexit 1\n")
        program.chmod(0o755)
    for name in ("dirname", "bash"):
        (tmp_path / name).symlink_to(
            next(Path(folder, name) for folder in ("/usr/bin", "/bin") if Path(folder, name).exists())
        )
    outcome = subprocess.run(
        ["bash", "-c", f"source {script}"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refusal(outcome) == (
        "Python 3.11 or 3.12 is needed and was not found: install one of them, "
        "or name it with LSCP_PYTHON=/path/to/python."
    )


# --- where the data may lie --------------------------------------------------------------------------


@as_root
@pytest.mark.parametrize("folder", ["/root/demo", "/home/somebody/demo", "/root"])
def test_data_folder_inside_a_home_is_refused_for_root(folder):
    existed, mode = Path(folder).exists(), Path("/root").stat().st_mode
    said = refusal(demo(LSCP_STATE_DIR=folder))
    assert said.startswith(f"{folder} lies inside the home folder ")
    assert said.endswith("set LSCP_STATE_DIR to a folder outside every home, such as /var/lib/lscp-demo.")
    assert Path(folder).exists() is existed
    assert Path("/root").stat().st_mode == mode


@as_root
def test_data_folder_reached_through_a_link_into_a_home_is_refused_for_root(place):
    link = place / "link"
    link.symlink_to("/root")
    assert "lies inside the home folder /root" in refusal(demo(LSCP_STATE_DIR=str(link / "demo")))


@as_root
def test_data_folder_that_the_database_cannot_reach_is_refused_for_root(place):
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    said = refusal(demo(LSCP_STATE_DIR=str(closed / "demo")))
    assert said.startswith(f"{closed} is closed to other users, so the database cannot reach its data")
    assert closed.stat().st_mode & 0o777 == 0o700


@as_root
def test_default_data_folder_of_root_lies_outside_every_home():
    folder = folders.default_state_folder()
    assert folder == Path("/var/lib/lscp-demo")
    assert folders.home_that_holds(folder) is None


@as_root
def test_temporary_data_folder_of_root_lies_outside_every_home(monkeypatch):
    monkeypatch.setenv("TMPDIR", "/root")
    monkeypatch.setattr("tempfile.tempdir", None)
    folder = folders.temporary_folder()
    try:
        assert folders.home_that_holds(folder) is None
    finally:
        folder.rmdir()


@unprivileged
def test_default_data_folder_follows_the_users_own_setting(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert folders.default_state_folder() == tmp_path / "lscp-demo"


# --- starting over -----------------------------------------------------------------------------------


def test_starting_over_removes_the_demos_data_and_keeps_its_lock(place):
    folder = folders.prepare_state_folder(place / "state")
    lock = folders.take_lock(folder)
    (folder / "postgres").mkdir()
    (folder / "postgres" / "data").write_text("old")
    (folder / "keys.json").write_text("{}")
    folders.empty_state_folder(folder)
    os.close(lock)
    assert sorted(entry.name for entry in folder.iterdir()) == [folders.MARKER, "lock"]


def test_folder_without_the_demos_mark_is_never_emptied(place):
    (place / "letter").write_text("mine")
    with pytest.raises(Problem, match=r"is not a demo's data folder, so nothing was removed\.$"):
        folders.empty_state_folder(place)
    assert (place / "letter").read_text() == "mine"


def test_keys_of_a_demo_are_kept_and_are_for_its_user_only(place):
    from support.values import kept_keys

    first = kept_keys(place)
    assert kept_keys(place) == first
    assert sorted(first) == ["AUDIT_KEY", "MATCHING_KEY", "SEALING_KEYS", "SECRET_KEY"]
    assert len(set(first.values())) == 4
    assert (place / "keys.json").stat().st_mode & 0o777 == 0o600
