"""A list of rows that draws what is looked at: ten thousand rows cost what a hundred do.

Rows have keys, so that the highlight stays on the same thing when everything around it changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, var
from textual.scroll_view import ScrollView

from coachtui.exchange.glyphs import UNICODE, Glyphs
from coachtui.tui.drawing.parts import EMPTY, Page, Parts
from coachtui.tui.widgets.lines import Painted

if TYPE_CHECKING:
    from textual.strip import Strip


class Rows(ScrollView, Painted, can_focus=True, inherit_bindings=False):
    """A list with one highlighted row."""

    DEFAULT_CSS = """
    Rows { scrollbar-size: 0 0; overflow-x: hidden; }
    """

    virtual_size: Reactive[Size] = var(Size(0, 0))
    """All rows; another number of them lays out nothing, and paints only the rows that differ."""

    cursor: var[int] = var(-1)
    """The highlighted row, or -1 where no row can be."""

    @dataclass
    class Highlighted(Message):
        """Another row is highlighted."""

        rows: Rows
        key: str

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """A row was clicked that was highlighted already."""

        rows: Rows
        key: str

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._glyphs = glyphs
        self._page: Page = EMPTY
        self._drawn: dict[int, Parts] = {}
        """The rows of the page that were on the screen, each drawn once."""

    @property
    def key(self) -> str:
        """What the highlighted row stands for; empty without one."""
        return self._page.keys[self.cursor] if self.cursor >= 0 else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """What the rows that can be highlighted stand for."""
        return tuple(key for key in self._page.keys if key)

    @property
    def below(self) -> int:
        """How many rows are hidden below the lower edge."""
        return max(len(self._page.keys) - self.scroll_offset.y - self.size.height, 0)

    def show(self, page: Page) -> None:
        """Show other rows: the highlight stays on its key, or else at its place."""
        before, at = self.key, self.cursor
        self._page = page
        self.virtual_size = Size(0, len(page.keys))
        self.cursor = self._find(before) if before and before in page.keys else self._near(max(at, 0))
        if self.key != before:
            self.post_message(self.Highlighted(self, self.key))
        top = self.scroll_offset.y
        shown = range(top, top + self.size.height)
        drawn = {index: page.paint(index) for index in shown if index < len(page.keys)}
        differing = [index for index in shown if self._drawn.get(index) != drawn.get(index)]
        self._drawn = drawn
        if len(differing) > self.size.height // 2:
            self.refresh()
        else:
            for index in differing:
                self.refresh_line(index)
        if self.cursor != at:
            self.call_after_refresh(self._keep_in_view)

    def highlight(self, key: str) -> bool:
        """Highlight the row with this key; False when there is none."""
        if key not in self._page.keys:
            return False
        self._move_to(self._find(key))
        return True

    def move(self, rows: int) -> None:
        """Move the highlight by so many rows, as far as there are some; else scroll."""
        if self.cursor < 0:
            self.scroll_relative(y=rows, animate=False)
            return
        step = 1 if rows > 0 else -1
        at = self.cursor
        for _ in range(abs(rows)):
            following = self._next(at, step)
            if following is None:
                break
            at = following
        if at == self.cursor and step < 0:
            self.scroll_to(y=0, animate=False)
        elif at == self.cursor:
            self.scroll_to(y=len(self._page.keys), animate=False)
        self._move_to(at)

    def move_to_edge(self, last: bool) -> None:
        """Highlight the first row, or the last one."""
        size = len(self._page.keys)
        self.scroll_to(y=size if last else 0, animate=False)
        at = self._next(size, -1) if last else self._next(-1, 1)
        if at is not None:
            self._move_to(at)

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        index = self.scroll_offset.y + y
        width = self.size.width
        if index >= len(self._page.keys):
            return self.strip((), width)
        if (parts := self._drawn.get(index)) is None:
            parts = self._drawn[index] = self._page.paint(index)
        if index != self.cursor or not self.has_focus:
            return self.strip(parts, width)
        marked = _marked(parts, self._page.marker, self._glyphs.cursor)
        return self.strip(marked, width, over="cursor")

    def watch_virtual_size(self, size: Size) -> None:
        """What is scrolled to is still there."""
        self._scroll_update(size)

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the two rows between which the highlight moved."""
        for index in (before, after):
            self.refresh_line(index)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Only the focused list shows its highlight; no style sheet of ours knows another difference."""
        self.refresh_line(self.cursor)

    def on_focus(self, event: events.Focus) -> None:
        """As Textual does it, but the rows that are not highlighted stay as they are."""
        event.prevent_default()
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """The same, back."""
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def on_resize(self) -> None:
        """The highlight is in view at every size."""
        self.call_after_refresh(self._keep_in_view)

    def on_click(self, event: events.Click) -> None:
        """A click highlights; a click on the highlighted row chooses it."""
        index = self.scroll_offset.y + event.y
        if index < len(self._page.keys) and self._page.keys[index]:
            if index == self.cursor and event.chain > 1:
                self.post_message(self.Chosen(self, self.key))
            self._move_to(index)

    def _find(self, key: str) -> int:
        return self._page.keys.index(key)

    def _next(self, at: int, step: int) -> int | None:
        """The next row after this one that can be highlighted."""
        keys = self._page.keys
        at += step
        while 0 <= at < len(keys):
            if keys[at]:
                return at
            at += step
        return None

    def _near(self, at: int) -> int:
        """The row nearest to this place that can be highlighted, or -1."""
        size = len(self._page.keys)
        if at < size and self._page.keys[at]:
            return at
        following = self._next(min(at, size) - 1, 1)
        if following is None:
            following = self._next(min(at, size), -1)
        return -1 if following is None else following

    def _move_to(self, at: int) -> None:
        if at != self.cursor:
            self.cursor = at
            self.post_message(self.Highlighted(self, self.key))
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        """Scroll so that the highlighted row, and a heading right above it, is on the screen."""
        height = self.size.height
        if self.cursor < 0 or not height:
            return
        top = self.cursor
        while top > 0 and not self._page.keys[top - 1] and self.cursor - top < min(2, height - 1):
            top -= 1
        y = self.scroll_offset.y
        if top < y:
            self.scroll_to(y=top, animate=False)
        elif self.cursor >= y + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)


def _marked(parts: Parts, at: int, sign: str) -> Parts:
    """The parts with the sign in the cell that is kept free for it."""
    text = parts[0][0]
    if at < len(text):
        return ((text[:at] + sign + text[at + 1 :], parts[0][1]), *parts[1:])
    return ((text.ljust(at)[:at] + sign, parts[0][1]), *parts[1:])
