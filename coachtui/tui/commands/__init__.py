"""Every command of the dashboard, once: bindings, footer, border hints, palette, help and README.

The commands stand in `panes` and `covers`; `keys` says which keys give one, `hints` how a line shows it.
"""

from __future__ import annotations

from coachtui.tui.commands.command import CONTEXTS, EVERYWHERE, HELP, PANES, TOGETHER, Command
from coachtui.tui.commands.hints import Entry, budgeted, entries, footer, pressed
from coachtui.tui.commands.keys import OWN, SIGNS, bindings, hint, key, keys_of, own_keys, shown
from coachtui.tui.commands.table import BY_ID, COMMANDS, within
from coachtui.tui.commands.wording import in_keys

__all__ = [
    "BY_ID",
    "COMMANDS",
    "CONTEXTS",
    "EVERYWHERE",
    "HELP",
    "OWN",
    "PANES",
    "SIGNS",
    "TOGETHER",
    "Command",
    "Entry",
    "bindings",
    "budgeted",
    "entries",
    "footer",
    "hint",
    "in_keys",
    "key",
    "keys_of",
    "own_keys",
    "pressed",
    "shown",
    "within",
]  # fmt: skip
