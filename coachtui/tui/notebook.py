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

NAMED = ("lines", "plans", "texts")
"""What is kept by name in it: of two dashboards each changes its own. The last make room first."""

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
    for name in NAMED:
        parts = [one.get(name) or {} for one in (old, new, there)]
        if name == "lines" or all(isinstance(one, dict) for one in parts):
            whole[name] = _with_changes(*(one if isinstance(one, dict) else {} for one in parts))
    past, others = (one if isinstance(one, list) else [] for one in (new.get("past"), there.get("past")))
    is_own = past != old.get("past", [])
    whole["past"] = ([one for one in others if one not in past] + past)[-KEPT:] if is_own else others
    return _written(whole) or mine


def _with_changes(old: dict[str, Any], new: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    """What is there, and in it what became new of the old, by name; what is gone is left out."""
    own = {name for name in (*old, *new) if new.get(name) != old.get(name)}
    kept = {name: one for name, one in there.items() if name not in own}
    return {**kept, **{name: one for name, one in new.items() if name in own}}


def _written(whole: dict[str, Any]) -> str:
    """The whole as JSON; where it is too long without what is oldest in it. Empty where nothing is left."""
    import json

    every = {
        name: dict(one) if name in NAMED and isinstance(one, dict) else one for name, one in whole.items()
    }
    every["lines"] = {key: text for key, text in whole["lines"].items() if text}
    every["past"] = whole["past"]
    while every:
        text = json.dumps({name: one for name, one in every.items() if one}, ensure_ascii=False)
        if len(text) <= LONGEST:
            return text
        _lighten(every)
    return ""


def _lighten(every: dict[str, Any]) -> None:
    """Without the oldest half of what was entered; once there is none, without what is oldest of the rest."""
    if past := every.pop("past", None):
        every["past"] = past[len(past) // 2 + 1 :]
        return
    for name in reversed(NAMED):
        one = every.pop(name, None)
        if isinstance(one, dict) and len(one) > 1:
            del one[next(iter(one))]
            every[name] = one
        if one:
            return
    every.clear()


def _read(text: str) -> dict[str, Any]:
    if not text:
        return {}
    import json

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
