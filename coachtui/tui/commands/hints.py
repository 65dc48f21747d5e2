"""What a footer and a border say of commands: whole entries, the most important ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.tui.commands.command import HELP
from coachtui.tui.commands.keys import SIGNS, keys_of, named, shown
from coachtui.tui.commands.table import BY_ID, within

if TYPE_CHECKING:
    from collections.abc import Iterable


class Entry(NamedTuple):
    """One entry of a footer or a border: keys and what they do, never cut."""

    keys: str
    title: str
    priority: int
    presses: tuple[str, ...] = ()
    """The key behind each of `keys`, as Textual names it: what a click on it presses."""
    id: str = ""
    """The command that it stands for; what a screen knows it by."""

    @property
    def width(self) -> int:
        """Cells of the entry."""
        return len(self.keys) + 1 + len(self.title)


def entries(kind: str, *contexts: str) -> tuple[Entry, ...]:
    """The entries of a `"footer"` or `"border"` in these contexts, those of the first context first."""
    out = []
    for context in contexts:
        for command in within(context):
            if not (priority := getattr(command, kind)):
                continue
            shared = [BY_ID[one] for one in (command.id, *command.with_)]
            keys = " ".join(shown(one)[0] for one in shared)
            presses = tuple(named(keys_of(one)[0]) for one in shared)
            out.append(Entry(keys, command.short or command.title, priority, presses, command.id))
    return tuple(out)


def footer(*contexts: str, is_typing: bool = False) -> tuple[Entry, ...]:
    """The entries of a footer in these contexts, and the key to all keys: one that is never text."""
    helping = BY_ID["help"]
    keys = [key for key in keys_of(helping) if len(key) > 1 or not is_typing] or keys_of(helping)[-1:]
    away = Entry(SIGNS.get(keys[0], keys[0]), helping.title, HELP, (named(keys[0]),), helping.id)
    return (*(one for one in entries("footer", *contexts) if one.id != helping.id), away)


def pressed(entry: Entry, at: int) -> str:
    """The key that a click on an entry presses, so many cells from its beginning."""
    words = entry.keys.split(" ")
    presses = entry.presses or tuple(named(word if len(word) == 1 else word.lower()) for word in words)
    index = entry.keys[:at].count(" ") if at < len(entry.keys) else 0
    return presses[min(index, len(presses) - 1)]


def budgeted(offered: Iterable[Entry], width: int, gap: int = 2) -> tuple[Entry, ...]:
    """As many whole entries as fit in the width, the most important first; `?` is there and last."""
    taken = []
    left = width + gap
    for entry in sorted(offered, key=lambda one: -one.priority):
        if entry.width + gap <= left:
            left -= entry.width + gap
            taken.append(entry)
    return tuple(sorted(taken, key=lambda one: one.priority == HELP))
