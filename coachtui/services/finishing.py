"""Done with what the clock runs for, whichever it is: an interruption or the sprint that has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.services import queue, sprints
from coachtui.store import runs

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome


def finish(desk: Desk) -> Outcome:
    """The clock's own thing is done: the interruption that it runs for, else the sprint that has begun.

    Raises:
        CoachError: nothing has begun.
    """
    with desk.store.read() as db:
        run = runs.running(db)
    if run and run.interruption is not None:
        return queue.finish(desk, [run.interruption])
    return sprints.finish(desk)
