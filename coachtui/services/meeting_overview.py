"""The meetings of a day, what waits and what is promised, read at one moment: one view for every screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachtui.domain.action import ActionState, is_kept
from coachtui.domain.review import Accomplished
from coachtui.services import meeting_reading as reading
from coachtui.services.calendar import Calendar
from coachtui.services.meeting_views import MeetingState, MeetingsView, SeriesNumbers
from coachtui.store import actions, meetings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from sqlite3 import Connection

    from coachtui.services.desk import Desk
    from coachtui.services.meeting_views import MeetingView
    from coachtui.store.meetings import HeldRecord, MeetingRecord

REMEMBERED = 14
"""Days for which a meeting without a closed review is still shown as waiting for one."""

COMING = 20
"""Meetings of the days after today that are shown at most."""

NUMBERED = 92
"""Days over which the numbers of a series are counted."""


def overview(desk: Desk, on: date | None = None) -> MeetingsView:
    """The meetings of a day (today unless told), reviews that wait, open actions, and the numbers."""
    now = desk.now()
    with desk.store.read() as db:
        calendar = Calendar(desk, db, now)
        today = calendar.today
        on = today if on is None else on

        def views(records: Iterable[MeetingRecord]) -> tuple[MeetingView, ...]:
            return reading.views(desk, db, tuple(records), now, calendar)

        of_day = views(meetings.between(db, on, on))
        near = reading.closest(db, today, now)
        is_on = near and near.ended_at is None and (near.started_at or near.meeting.span.end > now)
        known = {one.id: one for one in of_day}
        since = today - timedelta(days=REMEMBERED)
        unreviewed = (one for one in meetings.unreviewed(db, since, today) if _is_over(one, today, now))
        waiting = tuple(one for one in views(unreviewed) if one.state is MeetingState.OVER)
        counted = numbers(desk, db, now)
        view = MeetingsView(
            now=now,
            zone=desk.zone,
            on=on,
            today=today,
            meetings=of_day,
            current=(known.get(near.id) or views([near])[0]) if near and is_on else None,
            waiting=tuple(reversed(waiting)),
            actions=reading.actions_of(desk, actions.open_ones(db), now),
            numbers=counted,
            clock24=desk.habits.clock24,
            coming=views(meetings.coming(db, today, COMING)),
        )
        lasts = {
            one.last for meeting in view.shown if (one := view.numbers_of(meeting)) and one.last is not None
        }
        found = [record for number in sorted(lasts) if (record := meetings.by_id(db, number))]
        return view._replace(last=views(found))


def numbers(desk: Desk, db: Connection, now: datetime) -> tuple[SeriesNumbers, ...]:
    """How each series did in the last `NUMBERED` days, the one with the latest meeting first."""
    today = desk.date_of(now)
    since = today - timedelta(days=NUMBERED)
    groups: dict[object, list[HeldRecord]] = {}
    for one in meetings.held_since(db, since, today):
        key = one.series or one.title.casefold()
        groups[key] = [*groups.pop(key, ()), one]  # behind the others: its latest meeting is later
    promised: dict[int | None, list[bool]] = {}
    for action in actions.made_since(db, since) if groups else ():
        if action.state is ActionState.DROPPED or (action.state is ActionState.OPEN and action.due >= today):
            continue
        done_on = desk.date_of(action.closed_at) if action.closed_at else today
        kept = action.state is ActionState.DONE and is_kept(action.due, done_on, action.history)
        promised.setdefault(action.meeting, []).append(kept)
    out = []
    for group in reversed(groups.values()):
        reviewed = [one for one in group if one.accomplished]
        answers = [one.accomplished for one in reviewed]
        kept_ones = [kept for one in group for kept in promised.get(one.id, ())]
        out.append(
            SeriesNumbers(
                title=group[-1].title,
                held=len(group),
                reviewed=len(answers),
                met=answers.count(Accomplished.YES),
                partly=answers.count(Accomplished.PARTLY),
                kept=sum(kept_ones),
                promised=len(kept_ones),
                borrowed=sum(one.borrowed for one in group),
                series=group[-1].series,
                last=reviewed[-1].id if reviewed else None,
            )
        )
    return tuple(out)


def _is_over(one: MeetingRecord, today: date, now: datetime) -> bool:
    """Whether a meeting has ended, as was said or with its day, or its time is over and it has not begun."""
    has_ended = one.ended_at is not None or one.is_unended(today)
    return has_ended or (one.started_at is None and one.meeting.span.end <= now)
