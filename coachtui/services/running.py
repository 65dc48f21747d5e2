"""What has begun: its measured time, and how the clock is handed over and back (rules 6 and 7).

Everything here happens inside a transaction of the caller.
"""

from __future__ import annotations

from coachtui.domain.block import BlockState
from coachtui.domain.interruption import State
from coachtui.domain.resumption import measured
from coachtui.domain.sprint import Timing, minutes_up
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple
from coachtui.store import days, interruptions, runs

if TYPE_CHECKING:
    from datetime import date, datetime
    from sqlite3 import Connection

    from coachtui.domain.block import Block
    from coachtui.domain.interruption import Interruption
    from coachtui.domain.resumption import Lags
    from coachtui.store.runs import Run


RECENT = 21
"""Over how many of the last restarts the usual lag is taken."""


class Begun(NamedTuple):
    """The sprint that runs or is paused."""

    block: Block
    """As its row says: its span is the planned one."""
    on: date
    timing: Timing
    started_at: datetime
    """When its clock ran first."""
    stopped_at: datetime
    """Until when its clock ran: now while it runs."""
    ahead: int
    """Seconds that the interruptions that broke it are still expected to take."""


def begun(db: Connection, now: datetime) -> Begun | None:
    """The sprint that has begun and is not done, as it stands now."""
    found = days.begun_sprint(db)
    if found is None:
        return None
    on, block = found
    ran = runs.of_block(db, block.id or 0)
    is_paused = all(run.ended_at for run in ran)
    box = block.box or int((block.span.end - block.span.start).total_seconds())
    return Begun(
        block=block,
        on=on,
        timing=Timing(box, sum(run.seconds(now) for run in ran), is_paused),
        started_at=ran[0].started_at if ran else block.span.start,
        stopped_at=max((run.ended_at or now for run in ran), default=now),
        ahead=_expected(db, block.id, now) if is_paused else 0,
    )


def minutes_of_work(db: Connection, block: Block, now: datetime) -> int:
    """The minutes of work in a sprint: those measured once it is done, its box while it goes on.

    Of one whose clock never ran, all that is planned.
    """
    ran = runs.of_block(db, block.id) if block.id else ()
    if not ran:
        return block.span.minutes
    worked = sum(run.seconds(now) for run in ran)
    return minutes_up(worked if block.state is BlockState.DONE else max(worked, block.box or 0))


def interrupt(db: Connection, now: datetime, item: int, note: str = "") -> None:
    """Start the clock of an interruption; whatever ran is broken by it, and the sprint waits (rule 6).

    `note` is the resume note of the sprint that it breaks.
    """
    ran = runs.running(db)
    if ran and ran.block:
        days.set_paused(db, ran.block, note)
    broke = ran or _last_of_paused(db)
    runs.begin(db, now, interruption=item, broke=broke.id if broke else None)


def broken_by(db: Connection, run: Run) -> Run | None:
    """What goes on by itself when a run of an interruption is over: the nearest other that it broke.

    A sprint does not: it waits until it is told to go on.
    """
    broken = _broken(db, run)
    while broken and not _doing(db, broken):
        broken = _broken(db, broken)
    return broken


def waiting_since(db: Connection, block: int) -> datetime | None:
    """The end of the last interruption since one broke a sprint that has not gone on; None without one."""
    ran = runs.of_block(db, block)
    return runs.broken_until(db, ran[-1]) if ran else None


def lags(db: Connection) -> Lags:
    """How long it took to go on after the last interruptions that broke a sprint."""
    return measured(runs.resumptions(db, RECENT))


def _expected(db: Connection, block: int | None, now: datetime) -> int:
    """Seconds until the clock is expected to come back to a block; 0 when nothing hands it back."""
    seconds = 0
    run = runs.running(db)
    while run and run.block != block:
        if item := _doing(db, run):
            ran = sum(one.seconds(now) for one in runs.of_interruption(db, item.id))
            seconds += max(0, item.minutes * 60 - ran)
        run = _broken(db, run)
    return seconds if run else 0


def _last_of_paused(db: Connection) -> Run | None:
    """The last run of the sprint that has begun, which is paused where no clock runs."""
    found = days.begun_sprint(db)
    ran = runs.of_block(db, found[1].id or 0) if found else ()
    return ran[-1] if ran else None


def _broken(db: Connection, run: Run) -> Run | None:
    """The run that another one broke; an earlier one, whatever the file says."""
    return runs.by_id(db, run.broke) if run.broke and run.broke < run.id else None


def _doing(db: Connection, run: Run) -> Interruption | None:
    """The interruption of a run, while it is being dealt with."""
    if run.interruption is None:
        return None
    item = interruptions.by_ids(db, [run.interruption]).get(run.interruption)
    return item if item and item.state is State.DOING else None
