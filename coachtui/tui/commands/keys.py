"""The keys of commands, one's own or the built-in ones: as Textual binds them and as they are printed."""

from __future__ import annotations

from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import _character_to_key

from coachtui.tui.commands.table import BY_ID, within

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from textual.binding import BindingType

    from coachtui.tui.commands.command import Command

SIGNS = {
    "escape": "esc",
    "shift+tab": "shift+tab",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
    "f1": "F1",
    "f2": "F2",
    "f4": "F4",
    "f8": "F8",
}
"""How keys are printed that are not printed as they are."""

OWN: ContextVar[Mapping[str, tuple[str, ...]]] = ContextVar("own keys", default=MappingProxyType({}))
"""The user's own keys by command id; those of other commands are the built-in ones."""


def bindings(*contexts: str, but: Container[str] = ()) -> list[BindingType]:
    """The bindings of these contexts, without some commands: each asks the screen to carry out its own."""
    return [
        Binding(
            ",".join(map(named, command.keys)),
            f"screen.command('{command.id}')",
            command.title,
            id=command.id,
            tooltip=command.help,
        )
        for command in within(*contexts)
        if command.id not in but
    ]


def named(key: str) -> str:
    """The key as Textual names it."""
    return _character_to_key(key) if len(key) == 1 else key


def own_keys() -> dict[str, str]:
    """The user's own keys as Textual takes a key map."""
    return {name: ",".join(map(named, keys)) for name, keys in OWN.get().items()}


def keys_of(command: Command) -> tuple[str, ...]:
    """The keys that give the command: the user's own where there are some."""
    return OWN.get().get(command.id, command.keys)


def shown(command: Command) -> tuple[str, ...]:
    """The command's keys as they are printed."""
    return tuple(SIGNS.get(key, key) for key in keys_of(command))


def key(name: str) -> str:
    """The first key of a command as it is printed, for a sentence that says what to press."""
    return shown(BY_ID[name])[0]


def hint(name: str) -> str:
    """The same key and what the command is called: "u undo"."""
    return f"{key(name)} {BY_ID[name].title}"
