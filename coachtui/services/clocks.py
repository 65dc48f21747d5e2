"""What runs now and what is paused, as views show it."""

from __future__ import annotations

from datetime import timedelta

from coachtui.domain.interruption import name_of
from coachtui.domain.sprint import needs_prompt, projected_end
from coachtui.domain.typed import TYPE_CHECKING
from coachtui.services.day_views import RunningView
from coachtui.services.running import lags, waiting_since
from coachtui.store import runs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from coachtui.domain.interruption import Interruption
    from coachtui.services.calendar import Calendar
    from coachtui.services.running import Begun


def clocks(
    calendar: Calendar, db: Connection, items: Sequence[Interruption]
) -> tuple[RunningView | None, RunningView | None]:
    """What the clock runs for, or else the paused sprint; and the sprint that waits for an interruption."""
    run = runs.running(db)
    item = next((one for one in items if run and one.id == run.interruption), None)
    sprint = _sprint(calendar, calendar.sprint) if calendar.sprint else None
    if sprint and run is None:
        since = waiting_since(db, sprint.id)
        sprint = sprint._replace(waits_since=since, usual_lag=lags(db).median if since else None)
    return (_interruption(calendar, db, item), sprint) if item else (sprint, None)


def _sprint(calendar: Calendar, begun: Begun) -> RunningView:
    live, timing, now = calendar.live(begun.on), begun.timing, calendar.now
    block = next(one for one in live.blocks if one.id == begun.block.id)
    ahead = (one.span.start for one in live.blocks if one.is_fixed and one.span.start > block.span.start)
    return RunningView(
        kind="sprint",
        id=block.id or 0,
        label=block.label,
        title=block.name,
        date=begun.on,
        started_at=begun.started_at,
        elapsed=timing.worked,
        remaining=timing.remaining,
        ends_at=projected_end(timing, now, begun.ahead),
        is_paused=timing.is_paused,
        is_overrun=timing.is_overrun,
        wants_decision=needs_prompt(timing, now, next(ahead, None)),
        resume=begun.block.resume,
    )


def _interruption(calendar: Calendar, db: Connection, item: Interruption) -> RunningView:
    ran = runs.of_interruption(db, item.id)
    elapsed = sum(run.seconds(calendar.now) for run in ran)
    remaining = item.minutes * 60 - elapsed
    return RunningView(
        kind="interruption",
        id=item.id,
        label="",
        title=name_of(item),
        date=calendar.today,
        started_at=ran[0].started_at,
        elapsed=elapsed,
        remaining=remaining,
        ends_at=calendar.now + timedelta(seconds=max(0, remaining)),
        is_overrun=remaining <= 0,
    )
