"""What a command asks of the services: one call each, on the items that it was about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import Urgency
from coachtui.services import history, queue

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from coachtui.services.views import ItemView, Outcome
    from coachtui.tui.engine import Work

LADDER = (Urgency.LATER, Urgency.NORMAL, Urgency.URGENT)
"""The urgencies that one step leads to; breaking a sprint is never one step away."""

LATER_TODAY = timedelta(hours=2)
"""How far "later today" is."""


def _later_today(desk: Desk, ids: Sequence[int]) -> Outcome:
    """The first room from two hours from now on."""
    at = (desk.now() + LATER_TODAY).astimezone(desk.zone)
    return queue.defer(desk, ids, f"{at:%H:%M}")


ON_ITEMS: dict[str, Callable[[Desk, Sequence[int]], Outcome]] = {
    "done": queue.finish,
    "drop": queue.drop,
    "later": queue.defer,
    "earlier": queue.advance,
    "snooze-today": _later_today,
    "snooze-tomorrow": lambda desk, ids: queue.defer(desk, ids, "tomorrow"),
    "snooze-monday": lambda desk, ids: queue.defer(desk, ids, "mon"),
    "urgent": lambda desk, ids: queue.set_urgency(desk, ids, Urgency.URGENT),
}
"""Commands about items of the queue."""

ON_ALL: dict[str, Work] = {
    "undo": history.undo,
    "redo": history.redo,
    "reslot": queue.reslot,
}
"""Commands about everything."""


def stepped(item: ItemView, step: int) -> Work:
    """Make an item one step more or less urgent."""
    at = LADDER.index(item.urgency) if item.urgency in LADDER else len(LADDER)
    wanted = LADDER[min(max(at + step, 0), len(LADDER) - 1)]

    def work(desk: Desk) -> Outcome:
        """Set it, unless it is so already."""
        if wanted is item.urgency:
            raise CoachError(
                f"it is {'as urgent as can be' if step > 0 else 'already something that can wait'}"
            )
        return queue.set_urgency(desk, (item.id,), wanted)

    return work
