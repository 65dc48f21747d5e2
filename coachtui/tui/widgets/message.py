"""The line that answers: what happened, what can be told, what had to move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.reactive import var

from coachtui.tui import commands
from coachtui.tui.drawing.parts import line, wrapped
from coachtui.tui.drawing.parts import width as cells
from coachtui.tui.text import clean
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.item_views import Outcome
    from coachtui.tui.drawing.parts import Parts

MOVES = 3
"""Moves that are named; more are counted."""


ROOM = ((24, 3), (18, 2), (0, 1))
"""On a screen of at least so many rows a sentence may take so many lines; what is longer is cut."""


class MessageLine(Lines):
    """The last thing that was said; it stays until there is another."""

    said: var[tuple[tuple[Parts, str, str], ...]] = var((), always_update=True)
    """Each line: what stands before it, its text, and the key behind it."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="message")
        self._glyphs = glyphs

    def watch_said(self) -> None:
        """Another answer."""
        self._lay_out()

    def say(self, *lines: str) -> None:
        """Say something, in one line or more."""
        self.said = tuple((((" ", ""),), text, "") for text in lines)

    def refuse(self, reason: str) -> None:
        """Say why not."""
        self.said = ((((f" {self._glyphs.wrong} ", "wrong"),), reason, ""),)

    def answer(self, outcome: Outcome, undo: str) -> None:
        """Say what was done, how to take it back, and each move that it caused."""
        moved = outcome.moved[:MOVES]
        more = len(outcome.moved) - len(moved)
        said = [(((f" {self._glyphs.done} ", "ok"),), commands.in_keys(outcome.message), undo)]
        said += [(((f"   {self._glyphs.arrow} ", "dim"),), one, "") for one in moved]
        if more:
            said.append(((("   ", ""),), f"and {more} more moved", ""))
        self.said = tuple(said)

    def add(self, text: str) -> None:
        """Say something below the answer."""
        self.said = (*self.said, (((" ", ""),), text, ""))

    def warn(self, text: str, key: str, *, alone: bool) -> None:
        """Say what should be done in time, and the key for it; below the answer, or alone."""
        warning = (((" ! ", "wrong"),), text, key)
        self.said = (warning,) if alone else (*self.said, warning)

    def correct(self, before: str, after: str) -> None:
        """Say a warning as it is now, where it is still shown; an empty one is taken away."""
        said = [(edge, after if text == before else text, key) for edge, text, key in self.said]
        if said != list(self.said):
            self.said = tuple(one for one in said if one[1])

    def on_resize(self) -> None:
        """Another width shows more or less of it."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.size.width or self.app.size.width
        most = next(lines for rows, lines in ROOM if self.app.size.height >= rows)
        drawn: list[Parts] = []
        for before, text, after in self.said:
            edge, key = cells(before), ((f"   {after}", "key"),) if after else ()
            room = width - edge - cells(key)
            said = _fitting(self._glyphs.say(text), room)
            first, *more = [said] if cell_len(said) <= room else wrapped(said, room, most)
            drawn.append(line(before, (first, ""), key, width, self._glyphs))
            drawn += [line(((" " * edge, ""),), (one, ""), (), width, self._glyphs) for one in more]
        self.show(drawn)


def _fitting(text: str, room: int) -> str:
    """The text, or where it is too long all but the reason in brackets that it ends with."""
    text = clean(text)
    short = text.rpartition(" (")[0]
    return short if short and text.endswith(")") and cell_len(text) > room >= cell_len(short) else text
