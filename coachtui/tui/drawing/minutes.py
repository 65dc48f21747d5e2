"""Minutes to read: the lines of their Markdown, broken at words, headings loud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size

from coachtui.tui.drawing.parts import EMPTY, NARROWEST, page

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.tui.drawing.parts import Page, Parts

_ESCAPED = re.compile(r"\\([^\w\s])", re.ASCII)
_HEADING = re.compile(r"#{1,2} ")
_REMARK = re.compile(r"\*([^*]+)\*")
"""A line of its own that says what these minutes are: a draft, corrected."""


def draw(text: str, cells: int, glyphs: Glyphs) -> Page:
    """The rows of minutes at this width; they scroll, none can be highlighted."""
    if cells < NARROWEST:
        return EMPTY
    rows: list[tuple[str, Parts]] = []
    before = ""
    for one in text.splitlines():
        heading, remark = _HEADING.match(one), _REMARK.fullmatch(one)
        look = "strong" if heading else "chip" if remark else ""
        text_ = remark[1] if remark else one[heading.end() :] if heading else one
        plain = unescaped(text_)
        indent = "  " if plain.startswith("- ") else ""
        for place, row in enumerate(wrapped(plain, cells - 4)):
            lead = "  " + (indent if place else "")
            rows.append(("", ((lead, ""), (glyphs.say(row), look))))
        if not one and not before.startswith("## "):
            rows.append(("", ((" ", ""),)))
        before = one
    return page(rows)


def unescaped(markdown: str) -> str:
    """A line of our Markdown as it is meant to be read."""
    return _ESCAPED.sub(r"\1", markdown)


def wrapped(text: str, cells: int) -> list[str]:
    """A text in rows of at most so many cells, broken at spaces where there are some."""
    rows: list[str] = []
    row, taken = "", 0
    for word in text.split():
        size = cell_len(word)
        if row and taken + 1 + size <= cells:
            row, taken = f"{row} {word}", taken + 1 + size
            continue
        if row:
            rows.append(row)
        if size > cells:
            *full, word = _pieces(word, cells)
            rows += full
            size = cell_len(word)
        row, taken = word, size
    return [*rows, row] if row else rows


def _pieces(word: str, cells: int) -> list[str]:
    """A long word in pieces of at most so many cells."""
    pieces: list[str] = []
    start, left = 0, cells
    for end, letter in enumerate(word):
        left -= get_character_cell_size(letter)
        if left < 0 and end > start:
            pieces.append(word[start:end])
            start, left = end, cells - get_character_cell_size(letter)
    return [*pieces, word[start:]]
