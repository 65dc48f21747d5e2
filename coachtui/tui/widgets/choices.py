"""What can follow a prefix: a small box at the bottom right, for those who do not know it by heart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from coachtui.tui import commands
from coachtui.tui.text import content
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from coachtui.tui.widgets.message import MessageLine

HINT_AFTER = 0.3
"""Seconds after which a prefix says what can follow; who knows it never sees it."""

FRAME = 4
"""Cells that the frame and the blanks inside it take."""


class Choices(Lines):
    """The second keys of a prefix, a row each; gone with the next key."""

    def __init__(self, message: MessageLine) -> None:
        super().__init__(id="choices")
        self.display = False
        self._message = message
        """The line that it stands above, and that says the same where there is no room."""
        self._timer: Timer | None = None

    def wait(self, prefix: str, then: Callable[[], object]) -> None:
        """Show what can follow the prefix, a context of the commands, unless another key comes first.

        `then` is called when it is shown.
        """
        self.close()

        def show() -> None:
            """Nobody knew it by heart."""
            self._open(prefix)
            then()

        self._timer = self.set_timer(HINT_AFTER, show)

    def close(self) -> None:
        """Away with it, whether it is there already or not."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.display = False

    def _open(self, prefix: str) -> None:
        followers = [(commands.shown(one)[0], one.title) for one in commands.within(prefix)]
        rows = [*followers, (commands.SIGNS["escape"], "not now")]
        keys = max(cell_len(key) for key, _ in rows)
        width = max(len(prefix) + 2, *(keys + 2 + cell_len(word) for _, word in rows)) + FRAME
        below = self._message.size.height + 1
        size = self.app.size
        if len(rows) + 2 + below + 2 > size.height or width + 2 > size.width:
            said = "   ".join(f"{key} {word}" for key, word in followers)
            self._message.say(f"{prefix}:  {said}   {' '.join(rows[-1])}")
            return
        self.border_title = content(prefix, "bold")
        self.show([((f"{key:<{keys}}  ", "key"), (word, "")) for key, word in rows])
        self.styles.width = width
        self.styles.margin = (0, 0, below, 0)
        self.styles.offset = (size.width - width, 0)
        self.display = True
