"""Another program holds the file for as long as real ones do: five seconds, and longer than we wait."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminals import Terminal

pytestmark = pytest.mark.benchmark

MOVING = 1.0
"""Seconds within which a key is answered meanwhile, on however busy a machine."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    it = Terminal(tmp_path)
    it.sees("all keys")
    it.command("add", "Kim: quote 5m")
    it.sees("from another terminal")
    yield it
    it.close()


@contextlib.contextmanager
def held(terminal: Terminal) -> Iterator[None]:
    """Nobody else can read or write the file meanwhile."""
    with contextlib.closing(sqlite3.connect(terminal.db, isolation_level=None)) as other:
        other.execute("begin exclusive")
        yield
        other.execute("rollback")


def enter(terminal: Terminal, text: str) -> None:
    """Capture a line."""
    terminal.press("i")
    terminal.sees("take it")
    terminal.press(f"\x1b[200~{text}\x1b[201~")
    terminal.sees(text.split()[-1])
    terminal.press("\r")


def test_while_the_file_is_held_for_five_seconds_the_screen_moves_and_then_the_line_is_kept(
    terminal: Terminal,
) -> None:
    with held(terminal):
        until = time.monotonic() + 5
        enter(terminal, "Bob: patience")
        terminal.sees("another program is writing")
        slowest = 0.0
        while time.monotonic() < until:
            for key, answer in (("?", "All keys"), ("\x1b", "quote")):
                began = time.monotonic()
                terminal.press(key)
                terminal.sees(answer)
                slowest = max(slowest, time.monotonic() - began)
                terminal.rest()
        assert slowest <= MOVING
    terminal.sees("→")
    assert "Bob: patience" in terminal.command("queue").stdout


def test_a_file_that_is_held_for_longer_gives_the_line_back_and_says_why(terminal: Terminal) -> None:
    with held(terminal):
        enter(terminal, "Bob: patience")
        terminal.sees("another program is writing")
        terminal.sees("another program is using coach.db: nothing was changed")
        terminal.rest()
    assert "patience" not in terminal.command("queue").stdout
    terminal.press("\r")
    terminal.sees("→")
    assert "Bob: patience" in terminal.command("queue").stdout
