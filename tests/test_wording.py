"""Every message to the user begins alike: in lower case, as what follows a sign or a program's name does."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import coachtui

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(coachtui.__file__).parent

SAYING = frozenset({"say", "refuse", "Outcome"})
"""What takes a message first, beside every error."""

NAMED = frozenset({"message"})
"""What a message is called where it is handed over by name."""

NAMES = ("COACHTUI_NOW",)
"""What begins a message as it is written everywhere."""


def messages(tree: ast.AST) -> Iterator[ast.expr]:
    """The texts that are said, each alternative by itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if node.args and (name in SAYING or name.endswith("Error")):
                yield from alternatives(node.args[0])
        elif isinstance(node, ast.keyword) and node.arg in NAMED:
            yield from alternatives(node.value)


def alternatives(node: ast.expr) -> Iterator[ast.expr]:
    """One text, or the two of a choice."""
    if isinstance(node, ast.IfExp):
        yield from alternatives(node.body)
        yield from alternatives(node.orelse)
    else:
        yield node


def beginning(node: ast.expr) -> str:
    """The text that a message begins with; empty where that is a value."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
    return first.value.lstrip() if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


FILES = sorted(FOLDER.rglob("*.py"))


def test_the_messages_of_the_program_are_found() -> None:
    found = [beginning(one) for path in FILES for one in messages(ast.parse(path.read_text("utf-8")))]
    assert "nothing to undo" in found
    assert len([text for text in found if text]) > 150


def test_a_message_begins_in_lower_case() -> None:
    loud = {
        f"{path.relative_to(FOLDER)}: {text}"
        for path in FILES
        for one in messages(ast.parse(path.read_text("utf-8")))
        if (text := beginning(one))[:1].isupper() and not text.startswith(NAMES)
    }
    assert loud == set()
