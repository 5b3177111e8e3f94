"""The generated documents are as the code has them, and the command that says so notices when they are not."""

import io

import pytest
from django.core.management import CommandError, call_command


def test_generated_documents_are_fresh():
    said = io.StringIO()
    call_command("generate_docs", "--check", stdout=said)
    assert said.getvalue() == "The generated documents are as the code has them.\n"


def test_stale_and_foreign_documents_are_named(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    call_command("generate_docs", stdout=io.StringIO())
    folder = tmp_path / "docs" / "generated"
    assert sorted(file.name for file in folder.iterdir()) == [
        "audit-verbs.md", "clocks.md", "messages.md", "permissions.md", "states.md",
    ]  # fmt: skip
    call_command("generate_docs", "--check", stdout=io.StringIO())
    (folder / "clocks.md").write_text("something else")
    (folder / "foreign.md").write_text("nobody makes this")
    with pytest.raises(CommandError, match=r"Out of date: clocks\.md, foreign\.md"):
        call_command("generate_docs", "--check")
