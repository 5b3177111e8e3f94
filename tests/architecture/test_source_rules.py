"""Rules that a reviewer would otherwise have to remember, asked of every module and template."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lscp.kernel.scoping import ScopedRecord
from tests.architecture import source

LONGEST_MODULE = 400

# What shows things to people asks `visible_to`, a query or a policy. Where one has to fetch a row before
# it can ask, the reason stands here.
SHOWS = re.compile(r"(^|/)(views|forms|pages|presentation|panels|blocks|templatetags)(/|\.py$|_)")
FETCHES_BEFORE_IT_ASKS = {
    "lscp/deadlines/views/base.py": "fetches the case and asks sees_case in the same function",
    "lscp/meetings/views/base.py": "fetches the case and asks who sees it in the same function",
    "lscp/meetings/pages.py": "counts what the meeting's own page, already scoped, speaks of",
}
WAKES_WORKERS = {
    "lscp/messaging/tasks.py": "wakes the delivery after a commit",
    "lscp/documents/tasks.py": "wakes the scanner after a commit",
    "lscp/meetings/tasks.py": "wakes the binding of a reader's papers after a commit",
    "rapid_reviews/tasks.py": "wakes the import of a long file after its commit",
    "lscp/demo/wake.py": "the demonstration's clock moved",
}
# Statuses that have no transition table: each has one way forward, in one module.
SETS_STATUS = {
    "lscp/kernel/scoping.py": "apply(), the way through a transition table",
    "lscp/meetings/actions/meeting.py": "held or cancelled, once",
    "lscp/meetings/actions/minutes.py": "circulated, once",
    "lscp/meetings/actions/bundle.py": "a reader's copy: waiting, ready or given up; asked for again begins anew",
}
PLAIN_TEXT_ONLY = re.compile(r"\{%\s*autoescape\s+off")
UNSAFE = re.compile(r"\|\s*safe\b|\|\s*safeseq\b")
# Escapes every value itself, because a template for each cell cost most of a long page; tests/unit/web/test_tables.py.
TRUSTED_ON_PURPOSE = {"lscp/web/tables.py"}
SAFE_ON_PURPOSE = {"templates/mfa/totp/activate_form.html": "the square code that django-allauth draws"}
RULES_IN_TEMPLATES = re.compile(r"\buser\.(is_|holds|has_)|\bperms\.|\.status\s*==")


def test_layers_are_kept():
    command = Path(sys.executable).with_name("lint-imports")
    outcome = subprocess.run([command], cwd=source.ROOT, check=False, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout[-3000:]


def test_every_layer_of_ours_is_in_the_chain():
    chain = (source.ROOT / "pyproject.toml").read_text()
    outside = {"demo", "web"}  # lscp.web knows only the kernel; lscp.demo exists in demonstrations only
    apps = {folder.parent.name for folder in (source.ROOT / "lscp").glob("*/apps.py")} - outside
    assert sorted(app for app in apps if f'"(lscp.{app})"' not in chain) == []


@pytest.mark.parametrize("file", source.python_files(), ids=source.short)
def test_module_is_short_enough(file):
    lines = file.read_text().count("\n")
    assert lines <= LONGEST_MODULE


def test_what_shows_things_starts_from_what_the_reader_may_see():
    found = {
        source.short(file)
        for file in source.python_files()
        if SHOWS.search(source.short(file)) and any(source.attributes(file, "all_records"))
    }
    assert found - set(FETCHES_BEFORE_IT_ASKS) == set()
    assert set(FETCHES_BEFORE_IT_ASKS) - found == set(), "no longer needed: take them out"


def test_scoped_records_have_no_unscoped_manager():
    def below(model):
        return [one for child in model.__subclasses__() for one in (child, *below(child))]

    records = [model for model in below(ScopedRecord) if not model._meta.abstract]
    assert records
    assert [model.__name__ for model in records if hasattr(model, "objects")] == []
    assert [m.__name__ for m in records if m.visible_to.__func__ is ScopedRecord.visible_to.__func__] == []


def test_workers_are_woken_in_few_places():
    found = {
        source.short(file)
        for file in source.python_files()
        if any(source.calls(file, "delay")) or any(source.calls(file, "apply_async"))
    }
    assert found == set(WAKES_WORKERS)


def test_no_task_waits_in_the_broker_for_its_time():
    found = [
        source.short(file)
        for file in source.python_files()
        for node in source.calls(file, "apply_async")
        if {word.arg for word in node.keywords} & {"eta", "countdown"}
    ]
    assert found == []


def test_status_moves_only_through_its_table():
    found = set()
    for file in source.python_files():
        for node in ast.walk(source.tree(file)):
            targets = node.targets if isinstance(node, ast.Assign) else []
            if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
                found.add(source.short(file))
    assert found == set(SETS_STATUS)


def test_status_of_a_scoped_record_is_never_updated_past_its_table():
    found = [
        f"{source.short(file)}:{node.lineno}"
        for file in source.python_files()
        # Delivery: a message is no record of a stage; the demonstration's past counts as sent.
        if not source.short(file).startswith(("lscp/messaging/", "lscp/demo/"))
        for node in source.calls(file, "update")
        if any(word.arg == "status" for word in node.keywords)
    ]
    assert found == []


def test_no_markup_is_trusted():
    found = {source.short(file) for file in source.templates() if UNSAFE.search(file.read_text())}
    assert found == set(SAFE_ON_PURPOSE)
    pages = {
        source.short(file)
        for file in source.templates()
        if PLAIN_TEXT_ONLY.search(file.read_text()) and file.suffix != ".txt"
    }
    assert pages == set(), "only plain-text mail may be written without escaping"
    trusting = {
        source.short(file)
        for file in source.python_files()
        if any(source.calls(file, "mark_safe")) or any(source.calls(file, "SafeString"))
    }
    assert trusting == TRUSTED_ON_PURPOSE


def test_templates_print_verdicts_and_make_none():
    found = {source.short(file) for file in source.templates() if RULES_IN_TEMPLATES.search(file.read_text())}
    assert found == set()


def test_styles_and_scripts_stand_in_files():
    inline = re.compile(r"<style\b|\sstyle=\"|<script(?![^>]*(\bsrc=|application/json))[^>]*>|\son[a-z]+=\"")
    pages = [file for file in source.templates() if "/account/email/" not in file.as_posix()]
    assert [source.short(file) for file in pages if inline.search(file.read_text())] == []
