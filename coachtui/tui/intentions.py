"""What a command asks of the services: one call each, on the items that it was about.

The services are imported when they are first asked, on the engine's thread: the first paint does not
wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.interruption import Urgency
from coachtui.services.item_views import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coachtui.domain.interruption import Choice
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import ItemView, Preview
    from coachtui.tui.engine import Job, Work

UNTIL = {"snooze-today": "in 2h", "snooze-tomorrow": "tomorrow", "snooze-monday": "mon"}
"""Until when each command defers, as one would type it; others to the next buffer."""

ON_ITEMS = (
    "done",
    "drop",
    "later",
    "earlier",
    "line-later",
    "line-earlier",
    "snooze-today",
    "snooze-tomorrow",
    "snooze-monday",
    "urgent",
)
"""Commands about items of the queue."""

ON_ALL = ("undo", "redo", "reslot")
"""Commands about everything."""


def on_items(name: str, ids: Sequence[int]) -> Work:
    """Carry out a command of `ON_ITEMS`."""

    def work(desk: Desk) -> Outcome:
        """One call of the queue."""
        from coachtui.services import queue

        match name:
            case "done":
                return queue.finish(desk, ids)
            case "drop":
                return queue.drop(desk, ids)
            case "earlier":
                return queue.advance(desk, ids)
            case "line-later" | "line-earlier":
                return queue.reorder(desk, ids, later=name == "line-later")
            case "urgent":
                return queue.set_urgency(desk, ids, Urgency.URGENT)
        return queue.defer(desk, ids, UNTIL.get(name, ""))

    return work


def on_all(name: str) -> Work:
    """Carry out a command of `ON_ALL`."""

    def work(desk: Desk) -> Outcome:
        """One call of the history or the queue."""
        from coachtui.services import history, queue

        return {"undo": history.undo, "redo": history.redo, "reslot": queue.reslot}[name](desk)

    return work


def stepped(item: ItemView, step: int) -> Work:
    """Make an item one step more or less urgent."""

    def work(desk: Desk) -> Outcome:
        """One call of the queue."""
        from coachtui.services import queue

        return queue.climb(desk, item.id, step)

    return work


def captured(line: str, choice: Choice) -> Work:
    """Take in a line, into the chosen buffer."""

    def work(desk: Desk) -> Outcome:
        """One call of the capture."""
        from coachtui.services.capture import capture

        return capture(desk, line, choice=choice)

    return work


def preview(choice: Choice) -> Callable[[Desk, str], Preview]:
    """What a line means, and where it would go with a choice of the buffer."""

    def work(desk: Desk, line: str) -> Preview:
        """One call of the capture."""
        from coachtui.services import capture

        return capture.preview(desk, line, choice)

    return work


def given(ids: Sequence[int], name: str) -> Work:
    """Give items to someone."""

    def work(desk: Desk) -> Outcome:
        """One call of the queue."""
        from coachtui.services import queue

        return queue.give(desk, ids, name)

    return work


def taken_back(jobs: Sequence[tuple[str, Job]]) -> Work:
    """Take back what commands did that nobody meant, the last one first."""

    def work(desk: Desk) -> Outcome:
        """One step of the history for each that did something."""
        from coachtui.services import history

        for name, job in reversed(jobs):
            if job.outcome is not None:
                (history.redo if name == "undo" else history.undo)(desk)
        return Outcome("typed into coachtui: nothing was done; enter keeps it as an interruption")

    return work
