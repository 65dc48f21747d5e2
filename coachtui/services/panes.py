"""All that the three panes show at one moment: the day, the queue, and the meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.services.meeting_overview import overview
from coachtui.services.snapshot import take
from coachtui.services.tasks import leftovers
from coachtui.services.views import LeftView

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from coachtui.services.views import Snapshot


def whole(desk: Desk) -> Snapshot:
    """The snapshot with its meetings, read in one transaction."""
    with desk.store.read():
        return take(desk)._replace(meetings=overview(desk), left=_left(desk))


def _left(desk: Desk) -> LeftView | None:
    """What earlier days left."""
    left = [one for one in leftovers(desk) if one.is_left]
    if not left:
        return None
    return LeftView(len(left), max(one.since for one in left), sum(one.asks for one in left))
