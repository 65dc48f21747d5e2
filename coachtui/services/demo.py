"""The demo day: Tuesday 24 November 2026 as it stands at 10:21, made by the services like any other day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from coachtui.domain.day import resolve
from coachtui.services import holding, meetings, queue, reviews, sprints
from coachtui.services.capture import capture
from coachtui.services.desk import Desk
from coachtui.services.planning import plan
from coachtui.services.rhythms import change_rhythm

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from coachtui.store.file import Store

TODAY = date(2026, 11, 24)
"""The demo day."""

STARTS = time(10, 21)
"""When one comes to it."""

LAST_WEEK = TODAY - timedelta(days=7)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)

MEETING = "11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj"

REVIEW = """\
Q3 closed 2% under plan
= freeze contractor spend until January

partly: headcount numbers were missing

Ana: send signed budget v3 by 2026-11-23 => PDF in shared folder
Raj: publish headcount table by 2026-11-27 => linked in wiki
me: reply to auditor by 2026-11-25 => mail sent, Raj in cc
Lee: growth plan draft by 2026-11-30 => shared doc

Raj: tooling renewal

2026-11-24 11:00 facilitator Ana with Raj
"""
"""How last week's Budget sync ended; the next one is today."""

MENDED = (
    "rules: one speaks at a time",
    "attendees: Ana (decides)",
    "agenda 1: tooling renewal 10m @Raj => what we renew",
    "agenda: headcount 10m => what we can hire",
)
"""What today's Budget sync was given this morning; nobody takes notes yet."""

PAST = {
    date(2026, 11, 16): (
        (("Quarter plan 45m !", 5), ("Review queue 45m", -5)),
        (
            ("09:12", "Ana: access to the wiki 5m", 6),
            ("10:20", "Bob: invoice 118 10m", 14),
            ("14:05", "Kim: laptop 5m", 4),
        ),
    ),
    date(2026, 11, 17): (
        (("Write test plan 45m !", 15), ("Mail 45m", 0)),
        (("10:15", "Bob: invoice 121 10m", 9), ("13:20", "Raj: numbers 15m", 22)),
    ),
    date(2026, 11, 18): (
        (("Prototype 45m !", 20), ("Prototype review 45m", 0)),
        (
            ("09:40", "Ana: parking 5m", 3),
            ("10:10", "Bob: purchase order 10m", 12),
            ("15:40", "Lee: reading 15m", 15),
        ),
    ),
    date(2026, 11, 19): (
        (("Interview guide 45m !", 0), ("Mail backlog 45m", -10)),
        (("09:25", "Sam: logo 5m", 5), ("11:10", "Ana: slides 10m", 16), ("14:30", "Kim: server 5m", 8)),
    ),
    date(2026, 11, 20): (
        (("Retrospective 45m", 10), ("Week in numbers 45m !", 5)),
        (("10:05", "Raj: budget lines 10m", 11), ("16:10", "Ana: room 5m", 2)),
    ),
}  # fmt: skip
"""The week before: its tasks, each with the minutes that it took longer, and what came, with what it took."""

AWAY = ("12:00-13:00 break Lunch", "14:15-16:30 break Customer visit")
"""What each of these days had besides."""

DAY_BEFORE = """\
Update the runbook 30m
Release notes 45m !
Invoice template 20m
12:00-13:00 break Lunch
"""
"""Yesterday, of which two tasks are left over."""

DAY_AFTER = """\
08:30-09:45 Weekly numbers: what changed @Raj
Quarterly goals 90m
"""

DAY = """\
Write Q3 brief 45m !
Draft board deck 45m !
Hiring loop notes 45m
Client proposal 45m
Code review batch 45m
08:30-09:00 break Plan the day
12:00-13:00 break Lunch
15:00-15:45 1:1 with Lee: growth plan @Lee
"""

DONE = (
    ("09:12", "Kim: VPN access 5m", "09:49", 12),
    ("09:25", "Sam: logo file 5m", "09:56", 6),
    ("09:40", "Ana: room change 3m", "09:59", 3),
)
"""What was dealt with: when it came, what, when it was over, and the minutes that it took."""

WAITING = (
    ("10:05", "Raj: budget numbers 20m >11:30"),
    ("10:09", "Kim: server quote 5m >14:30"),
    ("10:12", "Lee: feedback on hiring doc 30m ~ >tomorrow"),
    ("10:16", "Bob: invoice question 10m ! -- PO 4471, needs an answer before noon"),
    ("10:19", "Ana: sign NDA 2m !"),
)
"""What waits: when it came, and what."""


def starts_at(zone: ZoneInfo) -> datetime:
    """The instant of 10:21 on the demo day, in a zone."""
    return resolve(TODAY, STARTS, zone)


def fill(store: Store, zone: ZoneInfo) -> None:
    """Live the days up to the demo day's 10:21 in an empty file.

    All of it is one step of undo, but for the last captures.
    """
    at = starts_at(zone)
    desk = Desk(store, lambda: at, zone)

    def when(clock: str, on: date = TODAY) -> None:
        """Set the clock."""
        nonlocal at
        at = resolve(on, time.fromisoformat(clock), zone)

    with store.together("the demo day", at):
        when("08:30", min(PAST))
        change_rhythm(desk, range(5), lambda one: one._replace(opens=time(8, 30), every=1, meeting_buffer=30))
        for on in PAST:
            _live(desk, when, on)
            if on == LAST_WEEK:
                _meet(desk, when)
        when("08:30", YESTERDAY)
        plan(desk, DAY_BEFORE)
        _work(desk, when, YESTERDAY)
        plan(desk, DAY_AFTER, TOMORROW)
        when("08:31")
        plan(desk, DAY)
        for line in MENDED:
            meetings.set_line(desk, meetings.closest(desk), line)
        _work(desk, when, TODAY)
        for arrived, line, closed, took in DONE:
            when(arrived)
            (item,) = capture(desk, line).items
            when(closed)
            queue.finish(desk, [item.id], took)
        when("10:00")
        sprints.start(desk)
    for arrived, line in WAITING:
        when(arrived)
        capture(desk, line)


def _live(desk: Desk, when: Callable[[str, date], None], on: date) -> None:
    """A day of the week before: two sprints from nine on, and what came, dealt with in its buffer."""
    sprints_of, arrivals = PAST[on]
    when("08:35", on)
    plan(desk, "\n".join([*(line for line, _ in sprints_of), *AWAY]))
    at = datetime.combine(on, time(9))
    for _, longer in sprints_of:
        when(f"{at:%H:%M}", on)
        sprints.start(desk)
        at += timedelta(minutes=45 + longer)
        when(f"{at:%H:%M}", on)
        sprints.finish(desk)
        at += timedelta(minutes=15)
    for arrived, line, took in arrivals:
        when(arrived, on)
        (item,) = capture(desk, line).items
        at = item.pieces[0].starts_at.astimezone(desk.zone) + timedelta(minutes=2)
        when(f"{at:%H:%M}", on)
        queue.finish(desk, [item.id], took)


def _work(desk: Desk, when: Callable[[str, date], None], on: date) -> None:
    """The first sprint of a day, from nine to a quarter to ten."""
    when("09:00", on)
    sprints.start(desk)
    when("09:45", on)
    sprints.finish(desk)


def _meet(desk: Desk, when: Callable[[str, date], None]) -> None:
    """Last week's Budget sync, whose review left four actions."""
    number = meetings.add(desk, MEETING, on=LAST_WEEK).meeting.id
    when("11:00", LAST_WEEK)
    holding.start(desk, number)
    when("11:30", LAST_WEEK)
    reviews.begin(desk, number)
    reviews.read(desk, number, REVIEW)
    reviews.close(desk, number)
