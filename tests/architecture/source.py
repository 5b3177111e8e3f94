"""Our own source as the structural tests read it: files, syntax trees, names. Nothing is imported here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("lscp", "notifications", "rapid_reviews", "cspr", "learning")


@cache
def python_files() -> tuple[Path, ...]:
    """Every module of the product, without migrations."""
    found = (file for app in APPS for file in sorted((ROOT / app).rglob("*.py")))
    return tuple(file for file in found if "migrations" not in file.parts)


@cache
def templates() -> tuple[Path, ...]:
    """Every template, of pages and of messages."""
    return tuple(sorted(file for file in (ROOT / "templates").rglob("*") if file.suffix in {".html", ".txt"}))


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(file.read_text(), filename=str(file))


def short(file: Path) -> str:
    """The path from the root of the repository."""
    return file.relative_to(ROOT).as_posix()


def dotted(file: Path) -> str:
    """The module's name."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def attributes(file: Path, name: str) -> Iterator[ast.Attribute]:
    """Every `something.name` in a module."""
    return (node for node in ast.walk(tree(file)) if isinstance(node, ast.Attribute) and node.attr == name)


def calls(file: Path, name: str) -> Iterator[ast.Call]:
    """Every call of `name(…)` or `something.name(…)` in a module."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and called(node) == name:
            yield node


def called(node: ast.Call) -> str:
    """The last part of the name that is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def first_text(node: ast.Call) -> str | None:
    """The first argument of a call, where it is a literal text."""
    first = node.args[0] if node.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
