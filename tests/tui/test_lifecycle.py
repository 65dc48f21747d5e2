"""The dashboard in a terminal of its own: how it is left, put to sleep, resized and robbed of its file."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachtui.services.desk import Desk
from tests.tui.conftest import Clock, Opened, at
from tests.tui.terminals import LEFT, OWN_TITLE, PATIENCE, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these terminals are POSIX")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A dashboard that has painted its first screen."""
    it = Terminal(tmp_path)
    it.sees("all keys")
    yield it
    it.close()


def is_whole(db: Path) -> bool:
    """Whether the file is sound and nobody holds it."""
    with contextlib.closing(sqlite3.connect(db, timeout=0)) as file:
        file.execute("begin exclusive")
        (answer,) = file.execute("pragma integrity_check").fetchone()
        return str(answer) == "ok"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_leaves_a_sane_terminal_and_a_whole_file(
    terminal: Terminal, number: signal.Signals
) -> None:
    assert not terminal.is_sane()
    terminal.process.send_signal(number)
    assert terminal.ends() == 128 + number
    assert LEFT in terminal.seen
    assert terminal.seen.index(OWN_TITLE) > terminal.seen.index(b"\x1b[22;2t")
    assert terminal.is_sane()
    assert is_whole(terminal.db)
    last = terminal.seen[terminal.seen.index(LEFT) :].decode()
    assert f"coachtui was ended by {number.name}: everything is kept in ~/coach.db" in last
    assert "Traceback" not in last


def test_what_is_typed_when_a_signal_ends_it_is_kept_as_it_says(terminal: Terminal) -> None:
    terminal.press("i")
    terminal.sees("take it")
    terminal.press("Bob: half a tho")
    terminal.sees("tho")
    terminal.process.send_signal(signal.SIGTERM)
    terminal.ends()
    with contextlib.closing(sqlite3.connect(terminal.db)) as file:
        (kept,) = file.execute("select value from setting where key = 'drafts'").fetchone()
    assert "Bob: half a tho" in kept


def test_q_leaves_nothing_behind(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.ends() == 0
    assert LEFT in terminal.seen
    assert OWN_TITLE in terminal.seen
    assert terminal.is_sane()
    assert b"Traceback" not in terminal.seen


@pytest.mark.parametrize("is_leader", [True, False], ids=["with a signal", "without one"])
def test_a_vanished_terminal_ends_the_program(tmp_path: Path, is_leader: bool) -> None:
    terminal = Terminal(tmp_path, is_leader=is_leader)
    try:
        terminal.sees("all keys")
        terminal.vanish()
        assert terminal.process.wait(PATIENCE) != 0
        assert is_whole(terminal.db)
    finally:
        terminal.close()


def test_it_can_be_put_to_sleep_and_brought_back(terminal: Terminal) -> None:
    terminal.press("\x1a")
    terminal.read(lambda new: LEFT in new)
    _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    assert OWN_TITLE in terminal.seen
    assert terminal.is_sane()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.sees("all keys")
    terminal.press("q")
    assert terminal.ends() == 0
    assert terminal.seen.count(b"\x1b[22;2t") == terminal.seen.count(OWN_TITLE) == 2


def test_every_size_can_be_lived_through(terminal: Terminal) -> None:
    for columns, rows in ((1, 1), (2, 60), (300, 2), (500, 200), (1, 1)):
        terminal.resize(columns, rows)
    terminal.resize(100, 30)
    terminal.sees("all keys")
    terminal.press("q")
    assert terminal.ends() == 0


def test_what_happened_while_it_stood_still_is_there_when_it_goes_on(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    try:
        terminal.sees("10:2")
        terminal.process.send_signal(signal.SIGSTOP)
        terminal.command("add", "Ana: while you slept 5m")
        terminal.process.send_signal(signal.SIGCONT)
        terminal.sees("while you slept")
    finally:
        terminal.close()


async def test_a_closed_lid_changes_nothing_but_the_time(opened: Opened, planned: Desk, clock: Clock) -> None:
    async with opened(period=0.02) as session:
        assert "10:21" in session.text
        clock.now = at("15:02")
        while "15:02" not in session.text:
            await session.pilot.pause(0.01)
        assert "0 of 4 sprints" in session.text
        assert len(session.queue()) == 4


def test_a_key_paints_what_differs_and_no_more(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, size=(160, 48))
    try:
        terminal.sees("all keys")
        for number in range(4):
            terminal.command("add", f"Bob: invoice {number} 5m")
        terminal.sees("invoice 3")
        terminal.press("2")
        terminal.rest(1)
        painted = []
        for keys in ("j", "i", "\x1b[200~Ana: contract 10m\x1b[201~", "\r"):
            before = len(terminal.seen)
            terminal.press(keys)
            terminal.read(bool)
            terminal.rest(0.3)
            painted.append(len(terminal.seen) - before)
        whole = 160 * 48
        assert all(one < share * whole for one, share in zip(painted, (0.8, 3, 0.8, 6), strict=True))
    finally:
        terminal.close()


def test_a_text_of_one_read_runs_no_command(terminal: Terminal) -> None:
    terminal.command("add", "Bob: invoice question 10m")
    terminal.sees("from another terminal")
    terminal.press("2")
    terminal.rest()
    terminal.press("xd done, quit\r")
    terminal.sees("typed into coachtui: enter takes it, esc keeps it as a draft")
    assert "Bob: invoice question" in terminal.command("queue").stdout
    assert "done, quit" not in terminal.command("queue").stdout


def test_another_terminals_item_is_there_at_once(terminal: Terminal) -> None:
    terminal.command("add", "Bob: invoice question 10m")
    terminal.sees("from another terminal: Bob: invoice question")


def test_a_promise_that_was_shown_survives_being_killed_at_once(terminal: Terminal) -> None:
    terminal.press("i")
    terminal.sees("take it")
    terminal.press("\x1b[200~Bob: kept for ever 5m\x1b[201~")
    terminal.sees("for ever")
    terminal.press("\r")
    terminal.sees("for ever 5m → B1 10:30 today")
    terminal.process.kill()
    terminal.process.wait()
    assert is_whole(terminal.db)
    assert "Bob: kept for ever" in terminal.command("queue").stdout


def test_a_deleted_file_is_said_to_be_deleted_and_opens_again_once_it_is_back(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.command("add", "Ana: in the file 5m")
    terminal.sees("in the file")
    away = terminal.db.rename(tmp_path / "away.db")
    terminal.sees("was deleted or moved away")
    away.rename(terminal.db)
    terminal.press("\x0c")
    terminal.sees("the file is open again")
    terminal.press("q")
    assert terminal.ends() == 0


def test_a_replaced_file_is_neither_written_nor_hidden(terminal: Terminal, tmp_path: Path) -> None:
    terminal.command("add", "Ana: in both files 5m")
    terminal.sees("in both files")
    other = tmp_path / "other.db"
    shutil.copy(terminal.db, other)
    other.replace(terminal.db)
    before = terminal.db.read_bytes()
    terminal.sees("nothing is written; ctrl+l opens it")
    terminal.press("i")
    terminal.sees("take it")
    terminal.press("\x1b[200~Bob: kept 5m\x1b[201~")
    terminal.sees("kept 5m")
    terminal.press("\r")
    terminal.sees("another file is in the place of ours: nothing is written; ctrl+l opens it")
    assert terminal.db.read_bytes() == before
    terminal.press("\x1b")
    terminal.sees("i interrupt")
    terminal.press("\x0c")
    terminal.sees("the file is open again")
    terminal.press("i")
    terminal.sees("kept 5m")
    terminal.press("\r")
    terminal.sees("Bob: kept")
    assert "Bob: kept" in terminal.command("queue").stdout
    terminal.press("q")
    assert terminal.ends() == 0


def test_a_file_of_a_newer_program_is_left_alone(terminal: Terminal) -> None:
    with contextlib.closing(sqlite3.connect(terminal.db)) as file:
        file.execute("pragma user_version = 999")
    terminal.sees("a newer coachtui upgraded the file: nothing is written; start coachtui again")
    terminal.press("q")
    assert terminal.ends() == 0


def test_while_another_program_holds_the_file_the_screen_keeps_moving(terminal: Terminal) -> None:
    with contextlib.closing(sqlite3.connect(terminal.db, isolation_level=None)) as other:
        other.execute("begin exclusive")
        terminal.press("i")
        terminal.sees("enter take it")
        terminal.press("\x1b[200~Bob: patience 5m\x1b[201~")
        terminal.sees("patience")
        terminal.press("\r")
        terminal.sees("another program is writing")
        terminal.press("?")
        terminal.sees("All keys")
        other.execute("rollback")
    terminal.press("\x1b")
    terminal.sees("patience")
    assert "patience" in terminal.command("queue").stdout
