"""What one command is, and where commands work."""

from __future__ import annotations

from typing import NamedTuple

HELP = 100
"""The priority of the entry that every footer keeps."""

EVERYWHERE = "everywhere"
"""The context of keys that work in every pane and on the lists that cover them."""

PANES = "panes"
"""The context of keys that work in every pane."""

CONTEXTS = {
    EVERYWHERE: "Everywhere",
    PANES: "In every pane",
    "today": "1 Today",
    "queue": "2 Queue",
    "meetings": "3 Meetings",
    "snooze": "After s",
    "away": "After Z",
    "series": "After e, E, r, x, J or K on a meeting that comes again",
    "another time": "After s on a meeting that is planned for another time",
    "actions": "In the list of open actions",
    "meeting": "In all about one meeting",
    "line": "While typing a line",
    "list": "In a list that covers the panes",
    "promises": "In the ledger, and on a person's page",
    "cards": "On a card",
    "plan": "While planning a day",
    "wrap": "While wrapping up",
    "lane": "In the backlog",
    "forecast": "On the forecast",
    "recap": "While looking back",
    "board": "While planning or wrapping up",
    "sheet": "On what covers the panes",
    "review": "While reviewing a meeting",
    "minutes": "On minutes",
}
"""Where a command works, and the heading that says so."""

TOGETHER = (
    *(frozenset({pane, PANES, EVERYWHERE}) for pane in ("today", "queue", "meetings")),
    *(frozenset({board, "board", EVERYWHERE}) for board in ("plan", "wrap")),
    *(
        frozenset({sheet, "sheet", EVERYWHERE})
        for sheet in ("actions", "promises", "lane", "forecast", "recap", "minutes")
    ),
    frozenset({"meeting", "meetings", "sheet", EVERYWHERE}),
)
"""The contexts whose keys one screen waits for at the same time: there no key has two meanings."""


class Command(NamedTuple):
    """One command: what it is called, how it is reached, and where it is shown.

    A key is written as Textual names it; `keys.shown` says what to print for it. `footer` and `border` are
    priorities (0: not there), the highest stays longest when the line gets short.
    """

    id: str
    """Rebinds it in a key map; also what the screen is asked to do."""
    keys: tuple[str, ...]
    title: str
    """One or two words, for the footer, the borders and the palette."""
    help: str
    """One sentence that says what happens."""
    where: str = PANES
    footer: int = 0
    border: int = 0
    with_: tuple[str, ...] = ()
    """Commands that share this one's entry: "] [ slot"."""
    short: str = ""
    """What a shared entry is called."""
