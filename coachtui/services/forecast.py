"""How much buffer the next day needs, learnt from the last ones; and what the rhythm would have to be."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain import forecast as rules
from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import DAY_STARTS, ONE_DAY, resolve, working_days
from coachtui.domain.errors import CoachError
from coachtui.domain.fitting import fitted, shape
from coachtui.domain.forecast import Arrival, DayLoad, Habit, Learnt, Score
from coachtui.domain.human import format_clock, format_minutes
from coachtui.domain.rhythm import StandingBreak
from coachtui.domain.span import Span
from coachtui.domain.text import counted
from coachtui.services.calendar import Calendar
from coachtui.services.rhythms import change_rhythm
from coachtui.store import records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from coachtui.domain.fitting import Shape
    from coachtui.domain.rhythm import Rhythm
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome

NOON = time(12)
"""Where the morning ends."""

LOOKED_AT = rules.WINDOW * 3 // 2
"""Over how many of the last planned days the logged ones are looked for."""

SPACE = timedelta(days=7)
"""How far back somebody's habit is looked for."""

LONGEST = 60
"""Minutes that a standing buffer is proposed with at most."""


class PartView(NamedTuple):
    """A part of the day, as it was on an average logged day; minutes."""

    name: str
    """"morning" or "afternoon"."""
    interrupted: int
    overrun: int


class StandingView(NamedTuple):
    """A standing buffer that is worth having."""

    habit: Habit
    start: time
    end: time


class ForecastView(NamedTuple):
    """What is known about the buffer of a day to come."""

    on: date
    is_planned: bool
    planned: int
    """Minutes of its sprints; of a day without a plan those that its rhythm has room for."""
    buffer: int
    """Minutes of its buffers as they stand."""
    learnt: Learnt
    needed: int
    """Minutes of buffer that are to hold on 8 days of 10, in whole five minutes."""
    judged: int
    """Over how many logged days the next two are counted."""
    held: int
    """On how many of them the needed buffer would have been enough."""
    held_now: int
    """On how many the present one would."""
    parts: tuple[PartView, ...]
    rhythm: Rhythm
    """That of its weekday."""
    shape: Shape
    """What that makes of a day without meetings."""
    proposal: Rhythm | None
    """A rhythm that has the needed buffer; None where it has it already."""
    proposed: Shape | None
    standing: StandingView | None
    clock24: bool = True
    """Whether the user's clock counts to 24."""


def forecast(desk: Desk, on: date | None = None) -> ForecastView:
    """The forecast for a day (the next working day unless told), learnt from the days before today.

    Raises:
        CoachError: the day is over, or there is no working day in the week.
    """
    now = desk.now()
    with desk.store.read() as db:
        calendar = Calendar(desk, db, now)
        on = _next(calendar) if on is None else on
        if on < calendar.today:
            raise CoachError(f"{describe_day(on, calendar.today)} is over: coachtui recap tells how it was")
        dates = records.last_dates(db, calendar.today, LOOKED_AT)
        days, parts = _loads(db, dates, now, desk.zone)
        blocks = calendar.blocks(on)
        arrivals = _arrivals(db, now, desk.zone)
        is_planned, rhythm = calendar.is_planned(on), calendar.week[on.weekday()]
    known = rules.learnt(days)
    last = days[-rules.WINDOW :]
    planned, buffer = (
        sum(one.span.minutes for one in blocks if one.kind is kind)
        for kind in (BlockKind.SPRINT, BlockKind.BUFFER)
    )
    better = fitted(rhythm, known.share, desk.zone)
    proposal = better if better != rhythm and rhythm.working else None
    needed = rules.rounded(known.share * planned)
    return ForecastView(
        on=on,
        is_planned=is_planned,
        planned=planned,
        buffer=buffer,
        learnt=known,
        needed=needed,
        judged=len(last),
        held=rules.held(last, known.share),
        held_now=rules.held(last, buffer / planned) if planned else len(last),
        parts=parts,
        rhythm=rhythm,
        shape=shape(rhythm, desk.zone),
        proposal=proposal,
        proposed=shape(proposal, desk.zone) if proposal else None,
        standing=_standing(arrivals, rhythm),
        clock24=desk.habits.clock24,
    )


def lately(desk: Desk) -> tuple[Learnt, Sequence[DayLoad]]:
    """The share of buffer that is to hold on 8 days of 10, and the last logged days, which it comes from."""
    now = desk.now()
    with desk.store.read() as db:
        dates = records.last_dates(db, desk.date_of(now), LOOKED_AT)
        days, _ = _loads(db, dates, now, desk.zone)
    return rules.learnt(days), days[-rules.WINDOW :]


def backtest(desk: Desk) -> tuple[Score, ...]:
    """How each rule would have done on all logged days, each judged only by the days before it.

    Raises:
        CoachError: there are too few of them to judge any.
    """
    now = desk.now()
    with desk.store.read() as db:
        days, _ = _loads(db, records.last_dates(db, desk.date_of(now), -1), now, desk.zone)
    if len(days) <= rules.LEAST_DAYS:
        raise CoachError(
            f"{len(days)} logged days are too few to judge a rule: it takes {rules.LEAST_DAYS + 1}"
        )
    return rules.backtest(days)


def apply(desk: Desk, weekdays: Sequence[int] = ()) -> Outcome:
    """Give the working days (or these weekdays, 0 for Monday) the buffers that are proposed: one undo step.

    Raises:
        CoachError: they have them already.
    """
    share = forecast(desk).learnt.share
    with desk.store.read() as db:
        week = Calendar(desk, db, desk.now()).week
    chosen = weekdays or [number for number, one in enumerate(week) if one.working]
    changed = [number for number in chosen if fitted(week[number], share, desk.zone) != week[number]]
    if not changed:
        raise CoachError(f"the rhythm has {share:.0%} of buffer for its work already")
    said = change_rhythm(desk, changed, lambda one: fitted(one, share, desk.zone))
    after = fitted(week[changed[0]], share, desk.zone)
    return said._replace(message=f"{said.message}: {buffers_in_words(after)}")


def apply_standing(desk: Desk) -> Outcome:
    """Put the standing buffer that is proposed into the rhythm of all working days: one undo step.

    Raises:
        CoachError: none is proposed.
    """
    found = forecast(desk).standing
    if found is None:
        raise CoachError(
            f"nobody came at the same hour on {rules.HABIT_DAYS} days of the last week: no standing buffer"
        )
    with desk.store.read() as db:
        week = Calendar(desk, db, desk.now()).week
    chosen = [number for number, one in enumerate(week) if one.working and _is_free(one, found)]
    buffer = StandingBreak(found.start, found.end, found.habit.who, is_buffer=True)
    said = change_rhythm(desk, chosen, lambda one: one._replace(breaks=tuple(sorted((*one.breaks, buffer)))))
    span = "-".join(format_clock(one, desk.habits.clock24) for one in (found.start, found.end))
    return said._replace(message=f"{said.message}: a standing buffer {span} for {found.habit.who}")


def buffers_in_words(rhythm: Rhythm) -> str:
    """The buffers of a rhythm: "20m after every 2 sprints, 40m at the end (20m reserve)"."""
    often = "sprint" if rhythm.every == 1 else counted(rhythm.every, "sprint")
    return (
        f"{format_minutes(rhythm.buffer)} after every {often}, "
        f"{rhythm.end_buffer}m at the end ({rhythm.reserve}m reserve)"
    )


def _next(calendar: Calendar) -> date:
    on = next(working_days(calendar.today, calendar.week), None)
    if on is None:
        raise CoachError("the week has no working day: coachtui rhythm mon-fri --on makes some")
    return on


def _loads(
    db: Connection, dates: Sequence[date], now: datetime, zone: ZoneInfo
) -> tuple[list[DayLoad], tuple[PartView, ...]]:
    """The logged ones among these days, the oldest first, and how their halves were on average.

    A day is logged where work was planned, and a sprint was begun or an interruption dealt with.
    """
    if not dates:
        return [], ()
    first, last = min(dates), max(dates)
    calendar_days = [first + ONE_DAY * at for at in range((last - first).days + 2)]
    starts = [resolve(on, DAY_STARTS, zone) for on in calendar_days]
    noons = [resolve(on, NOON, zone) for on in calendar_days]
    edges = [edge for pair in zip(starts, noons, strict=True) for edge in pair][:-1]
    spent = records.spent_by(db, edges)
    halves = {on: (spent[2 * at], spent[2 * at + 1]) for at, on in enumerate(calendar_days[:-1])}
    noon_of = dict(zip(calendar_days, noons, strict=True))
    planned, over, begun = dict.fromkeys(dates, 0), {on: [0, 0] for on in dates}, set()
    for fact in records.sprints_between(db, first, last, now):
        if fact.on not in planned:
            continue
        planned[fact.on] += fact.planned
        if fact.state is not BlockState.PLANNED:
            begun.add(fact.on)
        is_done = fact.state is BlockState.DONE
        extra = rules.overrun(fact.planned, fact.worked, is_done=is_done)
        over[fact.on][fact.starts_at >= noon_of[fact.on]] += extra
    room = records.open_minutes(db, first, last)
    days, sums = [], [[0, 0], [0, 0]]
    for on in sorted(dates):
        if not planned[on] or not (on in begun or any(halves[on])):
            continue
        days.append(
            DayLoad(on, planned[on], sum(over[on]), sum(halves[on]), max(0, room.get(on, 0) - planned[on]))
        )
        for half in (0, 1):
            sums[half][0] += halves[on][half]
            sums[half][1] += over[on][half]
    count = len(days)
    names = ("morning", "afternoon")
    parts = tuple(
        PartView(name, round(took / count), round(extra / count))
        for name, (took, extra) in zip(names, sums, strict=True)
        if count
    )
    return days, parts


def _arrivals(db: Connection, now: datetime, zone: ZoneInfo) -> list[Arrival]:
    """Who came in the last week, by the clock."""
    found = []
    for fact in records.arrived_between(db, Span(now - SPACE, now + timedelta(seconds=1))):
        local = fact.arrived_at.astimezone(zone)
        found.append(Arrival(fact.who, local.date(), local.hour * 60 + local.minute, fact.spent))
    return found


def _standing(arrivals: Sequence[Arrival], rhythm: Rhythm) -> StandingView | None:
    """The standing buffer for the most frequent habit that has none yet and lies in working hours."""
    for habit in rules.habits(arrivals):
        start = habit.minute // 5 * 5
        end = start + min(max(rules.rounded(habit.spent), rhythm.buffer), LONGEST)
        if end >= 24 * 60:
            continue
        view = StandingView(habit, time(*divmod(start, 60)), time(*divmod(end, 60)))
        is_open = rhythm.opens <= view.start and (rhythm.closes <= rhythm.opens or view.end <= rhythm.closes)
        if rhythm.working and is_open and _is_free(rhythm, view):
            return view
    return None


def _is_free(rhythm: Rhythm, view: StandingView) -> bool:
    """Whether no standing break or buffer is there."""
    return all(one.end <= view.start or view.end <= one.start for one in rhythm.breaks)
