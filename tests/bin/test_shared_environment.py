"""A .venv that another folder uses too is never set up from here; one that was moved here is made anew."""

import os

import pytest

from support.environment import refuse_shared
from support.problems import Problem


@pytest.fixture
def other(tmp_path):
    """Another tree with an environment of its own."""
    venv = tmp_path / "other" / ".venv"
    venv.mkdir(parents=True)
    (venv / "pyvenv.cfg").write_text(f"home = /usr/bin\ncommand = /usr/bin/python3.12 -m venv {venv}\n")
    return venv


@pytest.fixture
def here(tmp_path):
    """Where this tree has its environment."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder / ".venv"


def test_link_is_refused_with_what_to_do(other, here):
    here.symlink_to(other)
    with pytest.raises(Problem) as refused:
        refuse_shared(here)
    assert str(refused.value) == (
        f"{here} is a link to {other}, and setting up here would change what that folder uses: "
        f"remove the link (rm {here}) and run this again, which makes a .venv of its own."
    )


def test_link_that_leads_nowhere_is_refused(here):
    here.symlink_to(here.parent / "gone")
    with pytest.raises(Problem, match="is a link"):
        refuse_shared(here)


def test_environment_mounted_from_another_tree_is_refused(other, here, monkeypatch):
    here.mkdir()
    (here / "pyvenv.cfg").write_text((other / "pyvenv.cfg").read_text())
    # What a mount of one folder at two places looks like, without the right to make one.
    monkeypatch.setattr(os.path, "samestat", lambda one, two: True)
    with pytest.raises(Problem, match="is the same folder as"):
        refuse_shared(here)


def test_copy_and_moved_and_own_environments_are_accepted(other, here):
    refuse_shared(here)
    here.mkdir()
    refuse_shared(here)
    note = here / "pyvenv.cfg"
    note.write_text((other / "pyvenv.cfg").read_text())
    refuse_shared(here)
    note.write_text("command = /usr/bin/python3.12 -m venv /gone/.venv\n")
    refuse_shared(here)
    note.write_text(f"command = /usr/bin/python3.12 -m venv {here}\n")
    refuse_shared(here)
