"""A meeting of a series and those that follow it: changed, moved and cancelled together."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from coachtui.domain.day import working_date
from coachtui.domain.errors import CoachError
from coachtui.domain.series import moved_to, places_after
from coachtui.services.meeting_days import leave, reshape
from coachtui.store import meetings, series

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coachtui.domain.meeting import Meeting
    from coachtui.domain.span import Span
    from coachtui.services.daywork import DayWork
    from coachtui.store.meetings import MeetingRecord


def following(work: DayWork, record: MeetingRecord) -> list[MeetingRecord]:
    """The meetings of its series that come after it and have not begun, in time order."""
    if record.series is None:
        return []
    start = record.meeting.span.start
    return [
        one
        for one in meetings.of_series(work.db, record.series)
        if one.meeting.span.start > start and not one.started_at
    ]


def alone(work: DayWork, record: MeetingRecord) -> str:
    """Words that say that something was about this one of its series only; empty where none follows it."""
    return ", only this one of its series" if following(work, record) else ""


def rewrite(work: DayWork, record: MeetingRecord, after: Meeting) -> None:
    """Write what a meeting is for; whoever was there stays there, and its span is not touched."""
    was = {one.name.casefold(): one.is_there for one in record.meeting.attendees}
    people = tuple(
        one._replace(is_there=was.get(one.name.casefold())) if one.is_there is None else one
        for one in after.attendees
    )
    if after.title != record.meeting.title:
        meetings.retitle(work.db, record, after.title)
    meetings.write(work.db, record.id, after._replace(attendees=people))


def change_following(
    work: DayWork, record: MeetingRecord, change: Callable[[Meeting], Meeting]
) -> list[MeetingRecord]:
    """Change those that follow a meeting as it was changed; each keeps its time. Returns them."""
    found = following(work, record)
    for one in found:
        others = one.meeting._replace(
            attendees=tuple(person._replace(is_there=None) for person in one.meeting.attendees)
        )
        rewrite(work, one, change(others))
    return found


def move_all(work: DayWork, record: MeetingRecord, on: date, span: Span) -> list[MeetingRecord]:
    """Move a meeting, those that follow it, and the rule by which more are made. Returns those that follow.

    Where one was cancelled, none comes at the other time either.

    Raises:
        CoachError: it does not come again by a rule, or one of the days has no room.
    """
    known = series.rule_of(work.db, record.series)
    if known is None:
        raise CoachError(f"{record.meeting.title} does not come again by a rule: move it alone")
    before, found = known.repeat, following(work, record)
    local = span.start.astimezone(before.zone)
    rule = moved_to(before, local.date(), local.time(), span.minutes)
    here, *others = (one.meeting.span.start.astimezone(before.zone).date() for one in (record, *found))
    at, made = places_after(before, here, others, known.until)
    dates = [rule.first, *islice(rule.after(rule.first), max([made, *at]))]
    places = [(record, on, span)]
    for place, one in sorted(zip(at, found, strict=True)):
        target = rule.span(dates[place])
        places.append((one, working_date(target.start, work.desk.zone), target))
    if span.start > record.meeting.span.start:
        places.reverse()  # from the last one on, so that none lands where the next still is
    for one, day, target in places:
        if target != one.meeting.span:
            reshape(work, one, day, target)
    series.set_rule(work.db, known.id, rule, dates[-1])
    return found


def cancel_following(work: DayWork, record: MeetingRecord) -> list[MeetingRecord]:
    """Take those that follow a meeting off their days. Returns them."""
    found = following(work, record)
    for one in found:
        leave(work, one)
    return found
