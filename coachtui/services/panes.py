"""All that the three panes show at one moment: the day, the queue, and the meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.day import day_span
from coachtui.domain.recap import Scale, bounds
from coachtui.domain.span import Span
from coachtui.services.day_views import LeftView, PulseView
from coachtui.services.meeting_overview import overview
from coachtui.services.snapshot import take
from coachtui.services.tasks import leftovers
from coachtui.store import records

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from coachtui.services.views import Snapshot


def whole(desk: Desk) -> Snapshot:
    """The snapshot with its meetings, read in one transaction."""
    with desk.store.read():
        return take(desk)._replace(meetings=overview(desk), left=_left(desk), pulse=_pulse(desk))


def _pulse(desk: Desk) -> PulseView:
    """When interruptions came today, and who asked most this week."""
    today = desk.date_of(desk.now())
    first, last = bounds(Scale.WEEK, today, desk.habits.week_start)
    week = Span(day_span(first, desk.zone).start, day_span(last, desk.zone).end)
    by_hour = [0] * 24
    with desk.store.read() as db:
        for minute, count in records.arrived_by_minute(db, day_span(today, desk.zone)):
            by_hour[minute.astimezone(desk.zone).hour] += count
        return PulseView(tuple(by_hour), records.most_asking(db, week, 5))


def _left(desk: Desk) -> LeftView | None:
    """What earlier days left."""
    left = [one for one in leftovers(desk) if one.is_left]
    if not left:
        return None
    return LeftView(len(left), max(one.since for one in left), sum(one.asks for one in left))
