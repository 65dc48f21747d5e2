"""The plan of a day as the text that plans it, so that it can be edited and planned again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.day import hours, next_five, working_days
from coachtui.domain.day_lines import fixed_line, task_line
from coachtui.services.calendar import Calendar
from coachtui.services.running import minutes_of_work
from coachtui.store import backlog, days, rhythms

if TYPE_CHECKING:
    from datetime import date

    from coachtui.services.desk import Desk


def text_of(desk: Desk, on: date | None = None) -> str:
    """The plan of a day (today unless told) as a text: planning with it again changes nothing.

    Tasks come in the order in which they were asked for. A day without a plan has the tasks that were put
    there in a wrap-up. Meetings and breaks that no line can say are left out: planning keeps them anyway.
    """
    now = desk.now()
    on = desk.date_of(now) if on is None else on
    with desk.store.read() as db:
        calendar = Calendar(desk, db, now)
        blocks = calendar.blocks(on) if calendar.is_planned(on) else calendar.stored(on)
        meetings = days.meetings_on(db, on)
        minutes: dict[int, int] = {}
        waits: dict[int, None] = {}
        for block in blocks:
            if block.kind is BlockKind.SPRINT and block.task_id:
                work = minutes_of_work(db, block, now)
                minutes[block.task_id] = minutes.get(block.task_id, 0) + work
                if block.state is not BlockState.DONE:
                    waits[block.task_id] = None
        for row in days.unplaced_on(db, on):
            minutes[row.task_id] = minutes.get(row.task_id, 0) + row.minutes
            waits[row.task_id] = None
        known = backlog.open_titles(db, waits)
        asked = {number: at for at, number in enumerate(backlog.asked(db, on))}
    lines = []
    for number in sorted(waits, key=lambda one: asked.get(one, len(asked))):
        if number in known:
            title, must = known[number]
            lines.append(task_line(title, minutes[number], must, on, desk.zone))
    for block in blocks:
        if block.is_fixed:
            meeting = meetings.get(block.id or 0)
            purpose, people = (meeting.purpose, meeting.attendees) if meeting else ("", ())
            lines.append(fixed_line(block, purpose, people, on, desk.zone))
    return "".join(f"{line}\n" for line in lines if line)


def next_to_plan(desk: Desk) -> date:
    """The day that a plan is for unless told: today while some of its hours are left, else the next one."""
    now = desk.now()
    today = desk.date_of(now)
    with desk.store.read() as db:
        week = rhythms.week(db)
    span = hours(today, week[today.weekday()], desk.zone)
    if span and next_five(now) < span.end:
        return today
    return next(working_days(today, week), today)
