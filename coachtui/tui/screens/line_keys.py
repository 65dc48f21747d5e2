"""The keys of a line that is typed, for every screen that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coachtui.tui.widgets.prompt import Prompt


class LineKeys:
    """The part of a screen that carries out the commands of its line; named before the screen."""

    prompt: Prompt

    def action_command(self, name: str) -> None:
        """Carry out a command: by the method that is called like it."""
        getattr(self, f"do_{name.replace('-', '_')}")()

    def do_submit(self) -> None:
        """Enter what is typed."""
        self.prompt.enter()

    def do_complete(self) -> None:
        """Complete what is typed."""
        self.prompt.complete()

    def do_other_buffer(self) -> None:
        """Another buffer for what is captured; where no line is captured, the line says so."""
        self.prompt.choose_next()

    def do_older(self) -> None:
        """The line before."""
        self.prompt.recall(-1)

    def do_newer(self) -> None:
        """The line after."""
        self.prompt.recall(1)

    def do_close(self) -> None:
        """Close the line."""
        self.prompt.close()
