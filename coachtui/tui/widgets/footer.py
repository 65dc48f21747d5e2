"""The last line: what can be pressed now, in whole words only, as many as the width allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.tui.commands import budgeted, pressed
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.tui.commands import Entry
    from coachtui.tui.drawing.parts import Parts


class Footer(Lines):
    """The keys of the moment."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="footer")
        self._glyphs = glyphs
        self._entries: Sequence[Entry] = ()

    def offer(self, entries: Sequence[Entry]) -> None:
        """Offer these; those that do not fit are left out, the least important first."""
        self._entries = [entry._replace(keys=self._glyphs.say(entry.keys)) for entry in entries]
        self._lay_out()

    def on_resize(self) -> None:
        """Another width has room for others."""
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """A click on an entry presses its key."""
        at = 1
        for entry in budgeted(self._entries, self.size.width - 2):
            if at <= event.x < at + entry.width:
                self.app.simulate_key(pressed(entry, event.x - at))
            at += entry.width + 2

    def _lay_out(self) -> None:
        self.show((hints(budgeted(self._entries, self.size.width - 2)),))


def hints(entries: Sequence[Entry]) -> Parts:
    """Entries as parts: the keys loud, the words plain."""
    parts: list[tuple[str, str]] = []
    for entry in entries:
        parts += [("  " if parts else " ", ""), (entry.keys, "key"), (f" {entry.title}", "dim")]
    return tuple(parts)
