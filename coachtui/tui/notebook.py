"""What was typed and is not entered yet, and what was entered lately: there again after `q` or a crash.

The whole is one JSON text, which the engine merges into the file when a second has passed, with work or
without, and when the dashboard is left; never at every key. What cannot be read back is not there; nothing is
refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachtui.tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 50
"""Lines that were entered lately."""

TYPED = "typed"
"""Under which name the line is kept that has no draft of its own: the next dashboard can recall it."""

LONGEST = 60_000
"""Characters of the whole; the oldest of the lines that were entered make room first."""


class Notebook:
    """The drafts of a dashboard, shared by all its screens."""

    def __init__(self, text: str = "", tell: Callable[[str], object] = lambda _: None) -> None:
        """See the class.

        Args:
            text: what an earlier dashboard handed over.
            tell: takes the whole, whenever it is another.
        """
        held = _read(text)
        self._tell = tell
        self._held = held
        self._made: dict[str, Callable[[], object]] = {}
        drafts, past = held.get("lines"), held.get("past")
        self.lines: dict[str, str] = (
            {key: clean(one) for key, one in drafts.items() if isinstance(one, str)}
            if isinstance(drafts, dict)
            else {}
        )
        """The line that was typed, by what it is typed for."""
        self.past: list[str] = (
            [clean(one) for one in past if isinstance(one, str)] if isinstance(past, list) else []
        )
        """Lines that were entered, the latest last."""
        if typed := self.lines.pop(TYPED, ""):
            self.past.append(typed)

    def held(self, name: str) -> Any:
        """What an earlier dashboard kept under a name, as JSON gives it back; None where it kept nothing."""
        return self._held.get(name)

    def hold(self, name: str, make: Callable[[], object]) -> None:
        """From now on keep what `make` gives, as JSON takes it, under a name."""
        self._made[name] = make

    def changed(self) -> None:
        """Something in it is another."""
        del self.past[:-KEPT]
        others = {name: make() for name, make in self._made.items()}
        if text := _written({**self._held, "lines": self.lines, "past": self.past, **others}):
            self._tell(text)


def merged(before: str, mine: str, stored: str) -> str:
    """What is to be kept where another dashboard may have kept its own since.

    Args:
        before: what this dashboard read or kept last.
        mine: what it has now: only what differs from before is its own.
        stored: what is kept now.

    Returns:
        The stored whole with what is this dashboard's own in it; that alone where both are too long.
    """
    old, new, there = _read(before), _read(mine), _read(stored)
    whole = _with_changes(old, new, there)
    lines = [one.get("lines") for one in (old, new, there)]
    whole["lines"] = _with_changes(*(one if isinstance(one, dict) else {} for one in lines))
    past, others = (one if isinstance(one, list) else [] for one in (new.get("past"), there.get("past")))
    is_own = past != old.get("past", [])
    whole["past"] = ([one for one in others if one not in past] + past)[-KEPT:] if is_own else others
    return _written(whole) or mine


def _with_changes(old: dict[str, Any], new: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    """What is there, and in it what became new of the old, by name."""
    names = [*there, *(name for name in new if name not in there)]
    own = {name for name in names if new.get(name) != old.get(name)}
    return {name: (new if name in own else there).get(name) for name in names}


def _written(whole: dict[str, Any]) -> str:
    """The whole as JSON, the oldest lines left out where it is too long; empty where it still is."""
    import json

    past = whole["past"]
    lines = {key: text for key, text in whole["lines"].items() if text}
    while True:
        every = {**whole, "lines": lines, "past": past}
        text = json.dumps({key: one for key, one in every.items() if one})
        if len(text) <= LONGEST:
            return text
        if not past:
            return ""
        past = past[len(past) // 2 + 1 :]


def _read(text: str) -> dict[str, Any]:
    if not text:
        return {}
    import json

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
