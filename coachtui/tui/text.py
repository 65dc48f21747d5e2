"""The only way that text from outside becomes something on the screen.

Text is data: it is cleaned, measured and cut by terminal cells, and never read as markup. Widths
are cells.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

LONGEST = 4_000
"""Characters of one text that are looked at; no line of a terminal shows more."""

SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029")
"""Characters that separate words but are no part of a line."""

INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
"""Unicode categories that a terminal obeys, or joins by rules of its own, instead of showing."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@lru_cache(4096)
def clean(text: str) -> str:
    """The text as one line that only shows: no control, no direction mark, no joiner."""
    return whole(text[:LONGEST])


def whole(text: str) -> str:
    """The same for a field that holds a text of any length."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if letter in SPACES else letter
        for letter in text
        if letter in SPACES or category(letter) not in INVISIBLE
    )


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """The cleaned text in at most so many cells, ending in the ellipsis where it was longer."""
    text = clean(text)
    if len(text) <= cells and text.isascii():
        return text
    if cell_len(text) <= cells:
        return text
    if cells < 1:
        return ""
    taken = 0
    for index, letter in enumerate(text):
        taken += get_character_cell_size(letter)
        if taken > cells - 1:
            return text[:index].rstrip() + ellipsis
    return text


def fit(text: str, cells: int, ellipsis: str = "…") -> str:
    """The cleaned text in exactly so many cells, padded on the right."""
    text = cut(text, cells, ellipsis)
    return text + " " * (cells - cell_len(text))


def content(text: str, style: str = "") -> Content:
    """The cleaned text for a widget or a border; `style` is ours, never the text's."""
    return Content.styled(clean(text), style)


class NoControls(LineFilter):
    """The second wall: whatever reached a line, no control character reaches the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, without control characters in their text."""
        if not any(_CONTROL.search(segment.text) for segment in segments):
            return segments
        return [Segment(_CONTROL.sub("", text), style, control) for text, style, control in segments]
