"""The user's own keys: presets, and rebinding by a command's id.

A key is written as it is printed ("]", "ctrl+r", "space"); several are separated by spaces. What
cannot be is refused in one line each, and the keys that were there stay.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from coachtui.domain.text import quoted
from coachtui.tui.commands import BY_ID, COMMANDS, TOGETHER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coachtui.tui.commands import Command

Keys = dict[str, tuple[str, ...]]
"""Keys by the id of the command that they give."""

PRESETS: Mapping[str, Keys] = {
    "default": {},
    "vim": {
        "redo": ("ctrl+r", "U"),
        "half-down": ("ctrl+d", "ctrl+f", "pagedown"),
        "half-up": ("ctrl+u", "ctrl+b", "pageup"),
        "mark": ("v", "V"),
    },
    "superhuman": {
        "capture": ("c", "i"),
        "person": ("C",),
        "done": ("e",),
        "edit": ("m",),
        "note": ("ctrl+n",),
        "readiness": ("C",),
        "snooze": ("h",),
        "previous-pane": ("shift+tab", "left"),
        "undo": ("z", "u"),
        "zoom": ("Z",),
        "away": ("=",),
        "drop": ("#", "x"),
        "palette": ("ctrl+k", "ctrl+p", ":"),
        "card-done": ("e",),
        "card-edit": ("m",),
        "card-snooze": ("h",),
        "card-undo": ("z", "u"),
        "card-drop": ("#", "x"),
        "action-drop": ("#", "x"),
    },
}
"""Whole key maps by name; each says only what differs from the first."""

DEAD = re.compile(r"alt\+.*|meta\+.*|super\+.*|ctrl\+(enter|\d|[hijmq]|c)|shift\+enter|ctrl\+shift\+.*")
"""Keys that terminals do not send, or that mean something everywhere."""

NAMED = re.compile(
    r"(ctrl\+[a-z]|(ctrl\+|shift\+)?(up|down|left|right|home|end|pageup|pagedown|tab|f\d\d?)"
    r"|space|enter|escape|backspace|delete|insert)"
)
"""Names of keys that are no single character."""


def made(preset: str, wanted: Mapping[str, str]) -> tuple[Keys, dict[str, str]]:
    """The keys that differ from the built-in ones, and for each refused id one line that says why.

    Args:
        preset: the name of one of `PRESETS`.
        wanted: the user's own keys by command id, as written.
    """
    base = {name: keys for name, keys in PRESETS[preset].items() if name in BY_ID}
    own: Keys = {}
    refused: dict[str, str] = {}
    for name, text in wanted.items():
        keys = tuple(text.split())
        if problem := _problem(name, keys):
            refused[name] = problem
        else:
            own[name] = keys
    while clash := _clash(base, own):
        name, problem = clash
        del own[name]
        refused[name] = problem
    return {**base, **own}, refused


def overlap(one: Command, other: Command) -> bool:
    """Whether both commands wait for keys at the same time."""
    return one.where == other.where or any({one.where, other.where} <= contexts for contexts in TOGETHER)


def _problem(name: str, keys: tuple[str, ...]) -> str:
    """Why these keys cannot be those of this command."""
    if name not in BY_ID:
        near = get_close_matches(name, BY_ID, n=1)
        return f"there is no command {quoted(name)}" + (f"; did you mean {near[0]}?" if near else "")
    if not keys:
        return f"{name} needs a key"
    for key in keys:
        if DEAD.fullmatch(key):
            return f"{quoted(key)} does not arrive in every terminal, or has a fixed meaning"
        if not (len(key) == 1 and key.isprintable()) and not NAMED.fullmatch(key):
            return f"{quoted(key)} is no key"
    return ""


def _clash(base: Keys, own: Keys) -> tuple[str, str] | None:
    """The last of the user's commands whose key is already another's, and what to say."""
    effective = {command.id: command.keys for command in COMMANDS} | base | own
    for name in reversed(own):
        for other in COMMANDS:
            shares_already = set(BY_ID[name].keys) & set(other.keys)
            if other.id == name or shares_already or not overlap(BY_ID[name], other):
                continue
            if both := set(effective[name]) & set(effective[other.id]):
                return name, f"{quoted(min(both))} is the key of {other.id} already"
    return None
