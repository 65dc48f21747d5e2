"""The dashboard in a terminal of its own: how it is left, put to sleep, resized and robbed of its file."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coachtui.services.desk import Desk
from tests.tui.conftest import Clock, Opened, at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these terminals are POSIX")

PATIENCE = 15.0
"""Seconds after which something that should have come will not; only a failing test waits so long."""

ESCAPES = re.compile(
    rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])"
)

LEFT = b"\x1b[?1049l"
"""Leaves the second screen."""

OWN_TITLE = b"\x1b[23;2t"
"""Gives the title back."""


class Terminal:
    """A pseudo-terminal with the dashboard in it."""

    def __init__(self, folder: Path, *, is_leader: bool = True, now: str = "2026-11-24T10:21") -> None:
        self.db = folder / "coach.db"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "TZ": "Europe/Paris",
            "COACHTUI_DB": str(self.db),
            "COACHTUI_NOW": now,
        }
        self._ends, far = os.openpty()
        self.resize(80, 24, signalled=False)
        before = termios.tcgetattr(far)
        take_over = (lambda: fcntl.ioctl(far, termios.TIOCSCTTY, 0)) if is_leader else None
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coachtui"],
            stdin=far,
            stdout=far,
            stderr=far,
            env=self.environment,
            start_new_session=True,
            preexec_fn=take_over,
        )
        self._far = far
        self._before = before
        self.seen = b""
        """All that was written to it."""

    def is_sane(self) -> bool:
        """Whether the terminal is set as it was."""
        return bool(termios.tcgetattr(self._far) == self._before)

    def close(self) -> None:
        """Nothing of it is left."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        for end in (self._ends, self._far):
            with contextlib.suppress(OSError):
                os.close(end)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs a command line in another terminal."""
        return subprocess.run(
            [sys.executable, "-m", "coachtui", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )

    def resize(self, columns: int, rows: int, *, signalled: bool = True) -> None:
        """Another size; the kernel tells the program."""
        fcntl.ioctl(self._ends, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if signalled:
            self.process.send_signal(signal.SIGWINCH)

    def press(self, keys: str) -> None:
        """Types."""
        os.write(self._ends, keys.encode())

    def read(self, until: Callable[[bytes], bool]) -> None:
        """Reads on until what came since the last time is as it should be."""
        since = len(self.seen)
        deadline = time.monotonic() + PATIENCE
        while not until(self.seen[since:]):
            ready, _, _ = select.select([self._ends], [], [], max(deadline - time.monotonic(), 0))
            assert ready, f"it never came; last there was {self.seen[-2000:]!r}"
            try:
                more = os.read(self._ends, 65536)
            except OSError:
                more = b""
            assert more, f"the terminal was left; last there was {self.seen[-2000:]!r}"
            self.seen += more

    def sees(self, text: str) -> None:
        """Waits until a text is written."""
        self.read(lambda new: text in ESCAPES.sub(b"", new).decode(errors="replace"))

    def ends(self) -> int:
        """Waits for the end, reading what is still said; the exit status."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "it did not end"
            if select.select([self._ends], [], [], 0.05)[0]:
                self.seen += os.read(self._ends, 65536)
        while select.select([self._ends], [], [], 0)[0]:
            self.seen += os.read(self._ends, 65536)
        return self.process.returncode

    def vanish(self) -> None:
        """The window is closed."""
        os.close(self._far)
        os.close(self._ends)


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


def test_another_terminals_item_is_there_at_once(terminal: Terminal) -> None:
    terminal.command("add", "Bob: invoice question 10m")
    terminal.sees("from another terminal: Bob: invoice question")


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
    terminal.sees("coach.db was moved or replaced: nothing was changed")
    assert terminal.db.read_bytes() == before
    terminal.press("\x1b")
    terminal.sees("i interrupt")
    terminal.press("\x0c")
    terminal.sees("opening the file again")
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
