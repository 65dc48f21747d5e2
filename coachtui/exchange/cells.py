"""Clean text measured and cut by terminal cells; widths are cells."""

from __future__ import annotations

from unicodedata import category, east_asian_width

WIDE = frozenset("WF")
"""East Asian widths that take two cells."""

INVISIBLE = frozenset({"Mn", "Me", "Cf"})
"""Unicode categories that take none."""


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in at most `width` cells, ended by the one-cell ellipsis where it was longer."""
    if cells(text) <= width:
        return text
    end, left = 0, width - 1
    while (left := left - _cells_of(text[end])) >= 0:
        end += 1
    return text[:end].rstrip() + ellipsis if width > 0 else ""


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in exactly `width` cells, padded on the right."""
    text = cut(text, width, ellipsis)
    return text + " " * (width - cells(text))


def _cells_of(letter: str) -> int:
    if letter.isascii():
        return 1
    if category(letter) in INVISIBLE:
        return 0
    return 2 if east_asian_width(letter) in WIDE else 1
