"""The terminal's title, the bell and the desktop's notices: says what `attention` decided, once.

Nothing is written while nothing differs: between two minutes the terminal is left alone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

from coachtui.tui import attention

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coachtui.services.views import Snapshot


class Signals:
    """Tells what happens to a person who looks elsewhere."""

    level: str
    """One of `attention.LEVELS`."""

    def __init__(
        self,
        write: Callable[[str], None],
        level: str = "all",
        *,
        name: str = "",
        environment: Mapping[str, str] = os.environ,
        spawn: Callable[[Sequence[str]], None] | None = None,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        """Nothing is written before `begin`.

        Args:
            write: sends characters to the terminal as they are.
            level: how far signals go.
            name: what every title begins with.
            environment: what tells which terminal and which desktop this is.
            spawn: runs a program and does not wait for it.
            seconds: a clock that only goes on.
        """
        self.level = level
        self._write = write
        self._name = name
        self._environment = environment
        self._spawn = spawn or _run_aside
        self._seconds = seconds
        self._pressed = seconds()
        self._title = ""
        self._is_on = False

    def pressed(self) -> None:
        """A key: somebody is here."""
        self._pressed = self._seconds()

    def begin(self) -> None:
        """Keep the terminal's own title for later."""
        self._is_on = True
        self._write(attention.SAVE_TITLE)

    def end(self) -> None:
        """Give the terminal its own title back."""
        if self._is_on:
            self._is_on, self._title = False, ""
            self._write(attention.RESTORE_TITLE)

    def turn(self) -> str:
        """Go to the next level and say which."""
        levels = attention.LEVELS
        self.level = levels[(levels.index(self.level) + 1) % len(levels)]
        return self.level

    def attend(self, before: Snapshot | None, after: Snapshot | None) -> None:
        """Tell what differs between two snapshots."""
        if not self._is_on or after is None:
            return
        title = self._name + ("coachtui" if self.level == "off" else attention.title(after))
        if title != self._title:
            self._title = title
            self._write(attention.title_sequence(title))
        if self.level == "all" and before is not None and (text := attention.crossed(before, after)):
            self._write("\x07")
            if self._seconds() - self._pressed >= attention.AWAY:
                self._notify(text)

    def _notify(self, text: str) -> None:
        """Show it on the desktop, by the terminal or else by the desktop's own program."""
        if sequence := attention.notice_sequence(text, self._environment):
            self._write(sequence)
        elif words := attention.notice_command(text, self._environment, shutil.which("notify-send")):
            self._spawn(words)


def _run_aside(words: Sequence[str]) -> None:
    """Run a program on a thread of its own, which also takes note of its end."""

    def run() -> None:
        """Run it; a desktop that does not answer is no reason to stop."""
        silent = subprocess.DEVNULL
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(words, stdin=silent, stdout=silent, stderr=silent, timeout=10, check=False)

    Thread(target=run, daemon=True, name="coachtui-notice").start()
