"""Colours of a terminal, by SGR: five styles, and none where the user wants none."""

from __future__ import annotations

import os

CODES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "blue": "94"}
"""The SGR parameter of each style."""


def has_colours() -> bool:
    """Whether colours are wanted (no-color.org: NO_COLOR counts when it is not empty)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in (None, "", "dumb")


def paint(text: str, style: str) -> str:
    """The text in a style; as it is without one."""
    return f"\x1b[{CODES[style]}m{text}\x1b[0m" if style else text
