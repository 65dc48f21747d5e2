"""What was typed and is not entered yet, and what was entered lately: there again after `q` or a crash.

The whole is one JSON text, which the engine writes into the file when a second has passed without work,
and when the dashboard is left; never at a key. What cannot be read back is not there; nothing is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachtui.tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 50
"""Lines that were entered lately."""

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

    def held(self, name: str) -> Any:
        """What an earlier dashboard kept under a name, as JSON gives it back; None where it kept nothing."""
        return self._held.get(name)

    def hold(self, name: str, make: Callable[[], object]) -> None:
        """From now on keep what `make` gives, as JSON takes it, under a name."""
        self._made[name] = make

    def changed(self) -> None:
        """Something in it is another."""
        import json

        del self.past[:-KEPT]
        past = self.past
        lines = {key: text for key, text in self.lines.items() if text}
        others = {name: make() for name, make in self._made.items()}
        while True:
            whole = {**self._held, "lines": lines, "past": past, **others}
            text = json.dumps({key: one for key, one in whole.items() if one})
            if len(text) <= LONGEST or not past:
                break
            past = past[len(past) // 2 + 1 :]
        if len(text) <= LONGEST:
            self._tell(text)


def _read(text: str) -> dict[str, Any]:
    if not text:
        return {}
    import json

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
