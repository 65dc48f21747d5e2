"""A pseudo-terminal with the dashboard in it, for tests that need a real one."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

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

    def __init__(
        self,
        folder: Path,
        *,
        is_leader: bool = True,
        now: str = "2026-11-24T10:21",
        size: tuple[int, int] = (80, 24),
        words: Sequence[str] = ("-m", "coachtui"),
        db: Path | None = None,
    ) -> None:
        """Starts Python with these words in a window of this size; `now` empty is the real time."""
        self.db = db or folder / "coach.db"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "TZ": "Europe/Paris",
            "COACHTUI_DB": str(self.db),
            **({"COACHTUI_NOW": now} if now else {}),
        }
        self._ends, far = os.openpty()
        self.resize(*size, signalled=False)
        before = termios.tcgetattr(far)
        take_over = (lambda: fcntl.ioctl(far, termios.TIOCSCTTY, 0)) if is_leader else None
        self.process = subprocess.Popen(
            [sys.executable, *words],
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

    def command(self, *words: str, reads: str = "") -> subprocess.CompletedProcess[str]:
        """Runs a command line in another terminal, with a text for it to read."""
        return subprocess.run(
            [sys.executable, "-m", "coachtui", *words],
            env=self.environment,
            input=reads,
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

    def rest(self, seconds: float = 0.12) -> float:
        """Reads on until nothing has come for so long; when the last came, by `time.perf_counter`."""
        last = time.perf_counter()
        while select.select([self._ends], [], [], seconds)[0]:
            self.seen += os.read(self._ends, 65536)
            last = time.perf_counter()
        return last

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
