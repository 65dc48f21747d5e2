"""The colours: one palette for dark and one for light terminals, and the terminal's own.

Every text is at least 4.5:1 on its ground; the three kinds differ by 38 or more (CIE76) under each
kind of colour blindness. Colour is never the only sign (`glyphs`).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

DARK = Theme(
    name="coachtui-dark",
    primary="#5B9DFF",
    secondary="#D98200",
    accent="#F0E442",
    warning="#D98200",
    error="#FF7A85",
    success="#7FC98F",
    foreground="#D6D9DE",
    background="#15171C",
    surface="#15171C",
    panel="#15171C",
    boost="#23262E",
    dark=True,
    variables={
        "sprint": "#5B9DFF",
        "buffer": "#D98200",
        "meeting": "#F5F0DC",
        "now": "#F0E442",
        "on-now": "#15171C",
        "dim": "#8A919D",
        "frame": "#5A6270",
        "frame-focus": "#F5F0DC",
        "cursor": "#2B3240",
        "border": "#F5F0DC",
        "border-blurred": "#5A6270",
        "input-cursor-background": "#F5F0DC",
        "input-cursor-foreground": "#15171C",
        "input-cursor-text-style": "none",
        "dim-style": "none",
        "loud-style": "bold",
    },
)
"""Ground #15171C: sprint 6.6:1, buffer 6.1:1, meeting 15.7:1, dim 5.7:1."""

LIGHT = Theme(
    name="coachtui-light",
    primary="#005BBB",
    secondary="#B35900",
    accent="#005BBB",
    warning="#B35900",
    error="#B3261E",
    success="#1B6E33",
    foreground="#2B2B2B",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#FFFFFF",
    boost="#EEF0F3",
    dark=False,
    variables={
        "sprint": "#005BBB",
        "buffer": "#B35900",
        "meeting": "#2B2B2B",
        "now": "#2B2B2B",
        "on-now": "#FFFFFF",
        "dim": "#5F6670",
        "frame": "#A6ADB8",
        "frame-focus": "#2B2B2B",
        "cursor": "#E3EAF5",
        "border": "#2B2B2B",
        "border-blurred": "#A6ADB8",
        "input-cursor-background": "#2B2B2B",
        "input-cursor-foreground": "#FFFFFF",
        "input-cursor-text-style": "none",
        "dim-style": "none",
        "loud-style": "bold",
    },
)
"""Ground white: sprint 6.5:1, buffer 4.8:1, meeting 14.2:1, dim 5.8:1."""

FALLBACK = {
    "sprint": "ansi_bright_blue",
    "buffer": "ansi_yellow",
    "meeting": "ansi_default",
    "now": "ansi_default",
    "on-now": "ansi_default",
    "dim": "ansi_default",
    "frame": "ansi_default",
    "frame-focus": "ansi_default",
    "cursor": "ansi_default",
    "dim-style": "dim",
    "loud-style": "bold reverse",
}
"""Our colours in themes that do not name them: those that follow the terminal's sixteen."""


ROLES = {
    "sprint": ("sprint", "", ""),
    "buffer": ("buffer", "", ""),
    "meeting": ("meeting", "", "bold"),
    "dim": ("dim", "", "dim-style"),
    "strong": ("", "", "bold"),
    "urgent": ("", "", "bold"),
    "chip": ("on-now", "now", "loud-style"),
    "nowline": ("now", "", ""),
    "ok": ("success", "", "bold"),
    "wrong": ("error", "", "bold"),
    "key": ("", "", "bold"),
    "frame": ("frame", "", ""),
    "cursor": ("", "cursor", "loud-style"),
}
"""What a part of a line can be, and of which of a theme's variables its look is made: letters, ground
and style (or the style itself). Not component classes: those would cost each key some milliseconds."""


def looks(variables: Mapping[str, str]) -> dict[str, Style]:
    """The style of each role in a theme; letters and ground are left open where the role has none."""
    return {
        role: Style(
            color=Color.parse(variables[letters]).rich_color if letters else None,
            bgcolor=Color.parse(variables[ground]).rich_color if ground else None,
        )
        + Style.parse(variables.get(style, style) or "none")
        for role, (letters, ground, style) in ROLES.items()
    }


ALIASES = {"dark": DARK.name, "light": LIGHT.name, "ansi": "ansi-dark"}
"""Short names for settings."""


def exists(name: str) -> bool:
    """Whether there is such a theme: one of ours, or one that Textual brings."""
    from textual.theme import BUILTIN_THEMES

    return name in ALIASES or name in (DARK.name, LIGHT.name) or name in BUILTIN_THEMES


def preferred(asked: str = "", kept: str = "") -> str:
    """The theme to begin with: what was asked for; without colour the terminal's own; what was kept; dark."""
    return ALIASES.get(asked, asked) or ("ansi-dark" if os.environ.get("NO_COLOR") else kept or DARK.name)
