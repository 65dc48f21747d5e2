"""What was read is remembered until something is written: a long queue is read once, not at every key."""

from __future__ import annotations

import sqlite3

from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    Read = TypeVar("Read")


class Connection(sqlite3.Connection):
    """A connection that remembers what was read, as long as neither it nor another has written since."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._kept: dict[str, tuple[tuple[int, int], Any]] = {}
        self._overlooked = 0

    def recalled(self, name: str, read: Callable[[Read | None], Read]) -> Read:
        """What `read` answers; asked only where something was written since it answered last.

        Args:
            name: of what is read.
            read: reads it, given its last answer, of whatever age, to take over what is still true.
        """
        (version,) = self.execute("pragma data_version").fetchone()
        moment = version, self.total_changes - self._overlooked
        last = self._kept.get(name)
        if last is None or last[0] != moment:
            last = self._kept[name] = moment, read(last and last[1])
        answer: Read = last[1]
        return answer

    def overlook(self, since: int) -> None:
        """What changed since there were so many `total_changes` is nothing that is ever recalled."""
        self._overlooked += self.total_changes - since

    def forget(self) -> None:
        """What was read may have been rolled back."""
        self._kept.clear()


def recalled(db: sqlite3.Connection, name: str, read: Callable[[Read | None], Read]) -> Read:
    """The same, for any connection: one that remembers nothing reads."""
    return db.recalled(name, read) if isinstance(db, Connection) else read(None)
