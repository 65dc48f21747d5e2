"""Looking back: what became of a day, a week or a month."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from coachtui.domain.block import BlockState
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import ONE_DAY, day_span
from coachtui.domain.errors import CoachError
from coachtui.domain.forecast import overrun
from coachtui.domain.interruption import State
from coachtui.domain.promise import Word, counted, word_for, word_of
from coachtui.domain.recap import (
    DayRecap,
    HandledRecap,
    MeetingRecap,
    Numbers,
    PersonRecap,
    Recap,
    Scale,
    SprintRecap,
    bounds,
)
from coachtui.domain.span import Span
from coachtui.services.calendar import Calendar
from coachtui.services.ledger import open_items
from coachtui.services.resuming import resumption_lag
from coachtui.store import interruptions, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from sqlite3 import Connection

    from coachtui.services.desk import Desk
    from coachtui.store.records import HandledFact, MeetingFact, PromiseFact, SprintFact


def recap(desk: Desk, scale: Scale = Scale.DAY, on: date | None = None) -> Recap:
    """The day, week or month of a date (today unless told), as far as it has passed.

    Raises:
        CoachError: it has not begun.
    """
    now = desk.now()
    today = desk.date_of(now)
    first, last = bounds(scale, today if on is None else on, desk.habits.week_start)
    if first > today:
        raise CoachError(f"{describe_day(first, today)} is still to come: there is nothing to look back at")
    dates = [first + ONE_DAY * at for at in range((last - first).days + 1)]
    edges = [*(day_span(one, desk.zone).start for one in dates), day_span(last, desk.zone).end]
    with desk.store.read() as db:
        sprints = records.sprints_between(db, first, last, now)
        room = records.open_minutes(db, first, last)
        handled = records.handled_between(db, Span(edges[0], edges[-1]))
        promises = records.promises_since(db, edges[0])
        missed = _missed_and_open(desk, db, now)
        arrived = records.arrived_between(db, Span(edges[0], edges[-1]))
        meetings = [one for one in records.meetings_between(db, first, last) if one.ends_at <= now]
        notes = records.notes_between(db, first, last)
    found: dict[date, Numbers] = defaultdict(Numbers)
    _add(found, _of_sprints(sprints, room))
    _add(found, _of_handled(handled, dates, edges))
    _add(found, _of_promises(promises, missed, dates, edges))
    _add(found, _of_meetings(meetings))
    by_hour, by_weekday = [0] * 24, [0] * 7
    people: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in arrived:
        day = dates[_index(edges, one.arrived_at)]
        found[day] = found[day]._replace(arrived=found[day].arrived + 1)
        by_hour[one.arrived_at.astimezone(desk.zone).hour] += 1
        by_weekday[day.weekday()] += 1
        if one.who:
            people[one.who][0] += 1
            people[one.who][1] += one.spent
    days = sorted({*found, *notes})
    is_day = scale is Scale.DAY
    return Recap(
        scale=scale,
        first=first,
        last=last,
        days=tuple(DayRecap(day, _used(found[day]), notes.get(day, "")) for day in days),
        by_hour=tuple(by_hour),
        by_weekday=tuple(by_weekday),
        people=tuple(
            PersonRecap(who, count, spent)
            for who, (count, spent) in sorted(
                people.items(), key=lambda one: (-one[1][0], -one[1][1], one[0])
            )
        ),
        sprints=tuple(
            SprintRecap(one.title, one.is_finished, one.must, one.planned, one.worked, one.is_parked)
            for one in sprints
            if is_day
        ),
        handled=tuple(
            HandledRecap(one.title, one.who, one.state.value, one.spent) for one in handled if is_day
        ),
        meetings=tuple(
            MeetingRecap(one.title, one.is_reviewed, one.accomplished) for one in meetings if is_day
        ),
        lag=resumption_lag(desk).median,
        week_start=desk.habits.week_start,
        clock24=desk.habits.clock24,
    )


def _add(found: dict[date, Numbers], more: Iterable[tuple[date, Numbers]]) -> None:
    for on, numbers in more:
        found[on] = found[on].plus(numbers)


def _of_sprints(sprints: Sequence[SprintFact], room: dict[date, int]) -> list[tuple[date, Numbers]]:
    out = []
    musts: dict[tuple[date, int], list[SprintFact]] = defaultdict(list)
    planned: dict[date, int] = {}
    for one in sprints:
        is_done = one.state is BlockState.DONE
        worked = one.worked if one.worked is not None else one.planned if is_done else 0
        planned[one.on] = planned.get(one.on, 0) + one.planned
        numbers = Numbers(
            sprints=int(not one.is_parked),
            sprints_done=int(one.is_finished),
            planned=one.planned,
            focus=worked,
            estimated=one.planned if is_done else 0,
            actual=worked if is_done else 0,
            broken=one.broken,
            over=overrun(one.planned, one.worked, is_done=is_done),
        )
        out.append((one.on, numbers))
        if one.must and one.task:
            musts[one.on, one.task].append(one)
    for (on, _), parts in musts.items():
        is_done = all(one.state is BlockState.DONE for one in parts) and not parts[-1].is_parked
        out.append((on, Numbers(musts=1, musts_done=int(is_done))))
    out += [(on, Numbers(buffer=max(0, room.get(on, 0) - work))) for on, work in planned.items()]
    return out


def _of_handled(
    handled: Sequence[HandledFact], dates: Sequence[date], edges: Sequence[datetime]
) -> list[tuple[date, Numbers]]:
    out = []
    for one in handled:
        is_done = one.state is State.DONE
        numbers = Numbers(
            handled=int(is_done),
            let_go=int(not is_done),
            spent=one.spent,
        )
        out.append((dates[_index(edges, one.closed_at)], numbers))
    return out


def _of_promises(
    promises: Iterable[PromiseFact],
    missed: Iterable[datetime],
    dates: Sequence[date],
    edges: Sequence[datetime],
) -> list[tuple[date, Numbers]]:
    """What became of the promises, by the rule of the ledger."""
    counting: list[tuple[Word, datetime | None]] = [(Word.MISSED, at) for at in missed]
    for one in promises:
        word = word_for(one.promise, one.state)
        counting.append((word, counted(word, one.told_at, one.passed_at, one.closed_at)))
    return [
        (
            dates[_index(edges, at)],
            Numbers(
                kept=int(word is Word.KEPT),
                missed=int(word is Word.MISSED),
                renegotiated=int(word is Word.RENEGOTIATED),
            ),
        )
        for word, at in counting
        if at is not None and edges[0] <= at < edges[-1]
    ]


def _missed_and_open(desk: Desk, db: Connection, now: datetime) -> list[datetime]:
    """For which moment each missed promise counts whose thing is still open."""
    items = open_items(Calendar(desk, db, now), interruptions.open_ones(db))
    told = {one.id: one.promised_at for one in items if word_of(one) is Word.MISSED}
    passed = interruptions.passed_first(db, told)
    moments = (counted(Word.MISSED, at, passed.get(number), None) for number, at in told.items())
    return [at for at in moments if at is not None]


def _of_meetings(meetings: Sequence[MeetingFact]) -> list[tuple[date, Numbers]]:
    return [
        (
            one.on,
            Numbers(
                meetings=1,
                reviewed=int(one.is_reviewed),
                met=int(one.is_reviewed and one.accomplished == "yes"),
                partly=int(one.is_reviewed and one.accomplished == "partly"),
                unmet=int(one.is_reviewed and one.accomplished == "no"),
            ),
        )
        for one in meetings
    ]


def _used(numbers: Numbers) -> Numbers:
    """With the buffer that the day needed, on which what took less than planned gives back."""
    return numbers._replace(used=max(0, numbers.over + numbers.spent))


def _index(edges: Sequence[datetime], at: datetime) -> int:
    """In which of the spans between the edges an instant lies."""
    return min(bisect_right(edges, at) - 1, len(edges) - 2)
