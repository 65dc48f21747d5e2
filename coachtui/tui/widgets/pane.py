"""A framed pane: its number and name, numbers on the right, and its keys in the lower border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.reactive import var

from coachtui.tui.commands import Entry, budgeted, entries
from coachtui.tui.drawing.parts import Page
from coachtui.tui.text import clean, content
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from typing import Self

    from textual.app import ComposeResult
    from textual.geometry import Size

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.views import Snapshot


class Pane(Vertical):
    """What the three panes share; each draws its page from the snapshot."""

    snapshot: var[Snapshot | None] = var(None)
    """What to show."""

    NUMBER = 0
    """The key that goes to this pane."""

    NAME = ""
    """What its frame says."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id=self.NAME.lower(), classes="pane")
        self._glyphs = glyphs
        self.rows = Rows(glyphs, id=f"{self.NAME.lower()}-rows")
        self._framed: tuple[object, ...] = ()
        """What the borders say."""
        self._edges: tuple[Region, ...] = ()
        """What is painted again while the borders are set; empty for all."""

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.rows

    def watch_snapshot(self) -> None:
        """Another snapshot: draw what differs."""
        self.draw()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Another size has another page, which is there before it is painted: nothing is painted twice."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            self.draw()
        return changed

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """As Textual does; but a title paints its line again and not the whole pane."""
        return super().refresh(*(regions or self._edges), repaint=repaint, layout=layout, recompose=recompose)

    def on_rows_highlighted(self) -> None:
        """The frame says how much is below."""
        self.call_after_refresh(self._frame)

    def on_descendant_focus(self) -> None:
        """The focused pane says its keys."""
        self._frame()

    def on_descendant_blur(self) -> None:
        """The other panes say nothing."""
        self._frame()

    def draw(self) -> None:
        """Draw the pane again where it differs."""
        if not self.is_mounted or not self.size.width:
            return
        self.rows.show(self.page(self.size.width, self.size.height))
        self._frame()

    def page(self, width: int, height: int) -> Page:
        """The rows at this size."""
        raise NotImplementedError

    def numbers(self, width: int) -> str:
        """What the upper border says on the right."""
        raise NotImplementedError

    def note(self) -> str:
        """What the lower border says on the right."""
        below = self.rows.below
        return f"{below} more {self._glyphs.more}" if below else ""

    def offered(self, kind: str) -> tuple[Entry, ...]:
        """The pane's own keys that a footer or its border offers."""
        return entries(kind, self.NAME.lower())

    def _frame(self) -> None:
        """Both borders: whole words only, the rest of the line is border."""
        focused = self.has_class("-active")
        room = self.outer_size.width - 6
        if room < 12 or not self.snapshot:
            return
        name, numbers, note = f"{self.NUMBER} {self.NAME}", self.numbers(room), self.note()
        offered = self.offered("border") if focused else ()
        fitting = budgeted(offered, room - len(note) - 2 * bool(note))
        framed = (numbers, note, fitting, room, focused)
        if framed == self._framed:
            return  # setting a title paints it again, whatever it says
        self._framed = framed
        width, height = self.outer_size.width, self.size.height
        self._edges = Region(-1, -1, width, 1), Region(-1, height, width, 1)
        self.border_title = self._edge(name, numbers, room, focused)
        self.styles.border_subtitle_align = "left" if fitting else "right"
        self.border_subtitle = (
            self._edge(_said(fitting), note, room, focused) if fitting else content(note, "$dim")
        )
        self._edges = ()

    def _edge(self, before: str, after: str, room: int, focused: bool) -> Content:
        """A border's text on the left and on the right, with border in between."""
        name = (clean(before), "bold" if focused else "")
        fill = room - len(before) - len(after) - 2
        if not after or fill < 1:
            return Content.assemble(name)
        frame = "$frame-focus" if focused else "$frame"
        line = (self._glyphs.bar if focused else self._glyphs.rest) * fill
        return Content.assemble(name, " ", (line, frame), " ", (clean(after), "$dim"))


def _said(fitting: tuple[Entry, ...]) -> str:
    return "  ".join(f"{entry.keys} {entry.title}" for entry in fitting)
