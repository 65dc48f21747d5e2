"""Parts of lines on the screen: the one place where roles become styles and strips.

Strips have an explicit background, and text in them is only text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from coachtui.tui.text import clean
from coachtui.tui.themes import looks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual.geometry import Region, Size

    from coachtui.tui.drawing.parts import Parts


class Painted(Widget):
    """A widget that can draw parts."""

    _looks: dict[str, Style] | None = None
    _under: Style | None = None
    """What all lines of one painting lie on: Textual works it out from all ancestors, each time."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint these lines."""
        self._under = self.rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._under = None

    def strip(self, parts: Parts, width: int, *, over: str = "") -> Strip:
        """The parts as one strip of exactly this width; the role `over` is laid over the whole."""
        base = self._under or self.rich_style
        if over:
            base += self.look(over)
        styled = [
            Segment(clean(text), base + self.look(role) if role else base) for text, role in parts if text
        ]
        return Strip(styled).adjust_cell_length(width, base)

    def look(self, role: str) -> Style:
        """How a role looks in the present theme."""
        if self._looks is None:
            self._looks = looks(self.app.theme_variables)
        return self._looks[role]

    def notify_style_update(self) -> None:
        """Another theme has other looks."""
        super().notify_style_update()
        self._looks = None


class Lines(Painted):
    """A few lines that somebody else lays out."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Parts, ...] = ()

    @property
    def lines(self) -> tuple[Parts, ...]:
        """What is shown, from top to bottom."""
        return self._lines

    def show(self, lines: Sequence[Parts]) -> None:
        """Show these lines; draws nothing when they are what is shown already."""
        lines = tuple(lines)
        if lines == self._lines:
            return
        grown = len(lines) != len(self._lines)
        self._lines = lines
        self.refresh(layout=grown)

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return "\n".join("".join(text for text, _ in parts) for parts in self._lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One line."""
        return self.strip(self._lines[y] if y < len(self._lines) else (), self.size.width)
