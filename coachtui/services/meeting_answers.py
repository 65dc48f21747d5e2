"""What every intention about a meeting answers, and refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.errors import CoachError
from coachtui.domain.human import format_minutes
from coachtui.services import meeting_reading as reading
from coachtui.services.meeting_days import come_again
from coachtui.services.meeting_views import MeetingState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coachtui.services.daywork import DayWork
    from coachtui.services.item_views import Outcome
    from coachtui.services.meeting_views import MeetingView
    from coachtui.store.meetings import MeetingRecord


class MeetingAnswer(NamedTuple):
    """What an intention about a meeting did."""

    outcome: Outcome
    meeting: MeetingView
    """The meeting as it now is; as it was when it is cancelled."""
    gone: tuple[MeetingView, ...] = ()
    """All that were cancelled, as they were; it is the first."""


def answered(
    work: DayWork, number: int, verb: str, *, about: Iterable[int | None] = (), since_kept: bool = False
) -> MeetingAnswer:
    """The meeting as it now is, with what moved because of it; series come again on the way.

    Args:
        work: the change.
        number: the meeting.
        verb: what was done with it.
        about: blocks besides its own of which the verb tells already.
        since_kept: whether what moved is told against the day as it was kept.
    """
    again = come_again(work)
    record = reading.record(work.db, number)
    outcome, calendar = work.outcome([record.block, *about], since_kept=since_kept)
    view = reading.view(work.desk, work.db, record, work.now, calendar)
    when = work.desk.wall.moment(record.meeting.span.start, work.now)
    message = (
        f"{view.label} {record.meeting.title} {when}, {format_minutes(record.meeting.span.minutes)}: {verb}"
    )
    if view.state is MeetingState.PLANNED and view.findings:
        message += f"; {lacks(view)}"
    return MeetingAnswer(outcome._replace(message=message, moved=(*outcome.moved, *again)), view)


def lacks(view: MeetingView) -> str:
    """The first thing that makes a meeting not ready, and how many there are besides."""
    more = f", and {len(view.findings) - 1} more" if len(view.findings) > 1 else ""
    return f"not ready: {view.findings[0].missing}{more}"


def not_begun(record: MeetingRecord, verb: str) -> MeetingRecord:
    """The meeting itself, if it has not begun.

    Raises:
        CoachError: it has.
    """
    if record.started_at:
        raise CoachError(f"{record.meeting.title} has begun: it can no longer be {verb}")
    return record


def closed_words(record: MeetingRecord) -> str:
    """Why nothing can be written into a closed review, and what to do."""
    return (
        f"the review of {record.meeting.title} is closed:"
        f" correct it with `coachtui meeting review {record.id} --reopen`"
    )
