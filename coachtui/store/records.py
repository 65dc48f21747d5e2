"""What happened on past days, as facts to learn from: sprints, what interrupted, meetings, promises.

Everything is read by date or instant through an index, so that ten years cost no more than what is
asked for. Lengths are minutes unless they say seconds.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BlockState
from coachtui.domain.interruption import Promise, State
from coachtui.store.codec import from_text, to_text
from coachtui.store.interruptions import PASSED_FIRST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from coachtui.domain.span import Span


class SprintFact(NamedTuple):
    """A sprint of a day, begun or not."""

    on: date
    starts_at: datetime
    title: str
    state: BlockState
    planned: int
    """Minutes that were planned for it when it began; its present length before."""
    worked: int | None
    """Minutes that its clock ran; None where it never did."""
    must: bool
    task: int | None
    broken: int
    """How often an interruption broke it."""
    is_parked: bool = False
    """It ended before it was done; its rest is a further part."""

    @property
    def is_finished(self) -> bool:
        """Whether it is done, and not only over."""
        return self.state is BlockState.DONE and not self.is_parked


class HandledFact(NamedTuple):
    """An interruption that came to its end."""

    closed_at: datetime
    state: State
    title: str
    who: str
    spent: int
    """What it really took, else its estimate; 0 of one that was not dealt with."""


class PromiseFact(NamedTuple):
    """A time that was told to somebody, and whose thing is closed."""

    state: State
    promise: Promise
    told_at: datetime
    closed_at: datetime
    passed_at: datetime | None
    """Its first place whose time passed before the time was told that it has."""


class ArrivedFact(NamedTuple):
    """An interruption that came in."""

    arrived_at: datetime
    who: str
    spent: int
    """What it really took, else its estimate."""


class MeetingFact(NamedTuple):
    """A meeting of a day."""

    on: date
    ends_at: datetime
    title: str
    is_reviewed: bool
    accomplished: str
    """"yes", "partly" or "no", as its review says; empty without one."""


def last_dates(db: Connection, before: date, most: int) -> list[date]:
    """The last planned dates before a date, the latest first."""
    rows = db.execute(
        "select date from day where date < ? order by date desc limit ?", (str(before), most)
    ).fetchall()
    return [date.fromisoformat(row[0]) for row in rows]


def sprints_between(db: Connection, first: date, last: date, now: datetime) -> list[SprintFact]:
    """The sprints of the dates from first to last, inclusive, in time order."""
    rows = db.execute(
        """select b.date, b.starts_at, b.title, b.state, b.task_id, ifnull(t.must, 0) as must,
            b.state = 'done' and b.box_seconds is null and b.estimate is not null as parked,
            coalesce(b.estimate, b.box_seconds / 60,
                (unixepoch(b.ends_at) - unixepoch(b.starts_at)) / 60) as planned,
            sum(max(0, unixepoch(ifnull(r.ended_at, :now)) - unixepoch(r.started_at))) as seconds,
            (select count(distinct other.interruption_id) from run own join run other on other.broke = own.id
                where own.block_id = b.id) as broken
        from block b indexed by block_date
        left join run r on r.block_id = b.id left join task t on t.id = b.task_id
        where b.kind = 'sprint' and b.date between :first and :last
        group by b.id order by b.starts_at, b.id""",
        {"first": str(first), "last": str(last), "now": to_text(now)},
    ).fetchall()
    days: dict[str, date] = {}
    facts = []
    for on, start, title, state, task, must, parked, planned, seconds, broken in rows:
        if on not in days:
            days[on] = date.fromisoformat(on)
        worked = None if seconds is None else round(seconds / 60)
        facts.append(
            SprintFact(
                days[on],
                from_text(start),
                title,
                BlockState(state),
                planned,
                worked,
                bool(must),
                task,
                broken,
                bool(parked),
            )
        )
    return facts


def open_minutes(db: Connection, first: date, last: date) -> dict[date, int]:
    """The minutes of all sprints and buffers of each date from first to last, inclusive."""
    rows = db.execute(
        """select date, sum((unixepoch(ends_at) - unixepoch(starts_at)) / 60) from block
        where date between ? and ? and kind in ('sprint', 'buffer') group by date""",
        (str(first), str(last)),
    ).fetchall()
    return {date.fromisoformat(on): minutes for on, minutes in rows}


def handled_between(db: Connection, span: Span) -> list[HandledFact]:
    """The interruptions that were closed in a span, in time order."""
    rows = db.execute(
        """select i.closed_at, i.state, i.title, ifnull(p.name, ''),
            case i.state when 'done' then ifnull(i.spent, i.minutes) else ifnull(i.spent, 0) end
        from interruption i left join person p on p.id = i.person_id
        where i.closed_at >= ? and i.closed_at < ? order by i.closed_at""",
        (to_text(span.start), to_text(span.end)),
    ).fetchall()
    return [
        HandledFact(from_text(at), State(state), title, who, spent) for at, state, title, who, spent in rows
    ]


def promises_since(db: Connection, start: datetime) -> list[PromiseFact]:
    """The times that were told to somebody for what was closed from an instant on."""
    rows = db.execute(
        f"""select state, promise, promised_at, closed_at,
            case promise when 'missed' then ({PASSED_FIRST}) end
        from interruption where closed_at >= ? and promise is not null and promised_at is not null
        and person_id is not null""",
        (to_text(start),),
    ).fetchall()
    return [
        PromiseFact(State(state), Promise(promise), from_text(told), from_text(closed), at and from_text(at))
        for state, promise, told, closed, at in rows
    ]


def spent_by(db: Connection, edges: Sequence[datetime]) -> list[int]:
    """The minutes that interruptions took which were closed between each two edges, in time order."""
    if len(edges) < 2:
        return []
    texts = [to_text(edge) for edge in edges]
    sums = [0] * (len(edges) - 1)
    at = 0
    for closed, minutes in db.execute(
        """select closed_at, case state when 'done' then ifnull(spent, minutes) else ifnull(spent, 0) end
        from interruption where closed_at >= ? and closed_at < ? order by closed_at""",
        (texts[0], texts[-1]),
    ):
        while closed >= texts[at + 1]:
            at += 1
        sums[at] += minutes
    return sums


def arrived_between(db: Connection, span: Span) -> list[ArrivedFact]:
    """The interruptions that came in a span, in time order."""
    rows = db.execute(
        """select i.arrived_at, ifnull(p.name, ''), ifnull(i.spent, i.minutes)
        from interruption i left join person p on p.id = i.person_id
        where i.arrived_at >= ? and i.arrived_at < ? order by i.arrived_at""",
        (to_text(span.start), to_text(span.end)),
    ).fetchall()
    return [ArrivedFact(from_text(at), who, spent) for at, who, spent in rows]


def arrived_by_minute(db: Connection, span: Span) -> list[tuple[datetime, int]]:
    """How many interruptions came in each minute of a span that had any, in time order."""
    rows = db.execute(
        """select substr(arrived_at, 1, 16) || ':00Z' as minute, count(*) from interruption
        where arrived_at >= ? and arrived_at < ? group by minute order by minute""",
        (to_text(span.start), to_text(span.end)),
    ).fetchall()
    return [(from_text(minute), count) for minute, count in rows]


def most_asking(db: Connection, span: Span, most: int) -> tuple[tuple[str, int], ...]:
    """Who asked most in a span, and how often; of those who asked as often, who asked first."""
    rows = db.execute(
        """select p.name, count(*) as times from interruption i join person p on p.id = i.person_id
        where i.arrived_at >= ? and i.arrived_at < ?
        group by p.id order by times desc, min(i.arrived_at), min(i.id) limit ?""",
        (to_text(span.start), to_text(span.end), most),
    ).fetchall()
    return tuple((name, count) for name, count in rows)


def meetings_between(db: Connection, first: date, last: date) -> list[MeetingFact]:
    """The meetings of the dates from first to last, inclusive, in time order."""
    rows = db.execute(
        """select b.date, b.ends_at, b.title, r.closed_at is not null, ifnull(r.accomplished, '')
        from block b join meeting m on m.block_id = b.id left join review r on r.meeting_id = m.id
        where b.kind = 'meeting' and b.date between ? and ? order by b.starts_at""",
        (str(first), str(last)),
    ).fetchall()
    return [
        MeetingFact(date.fromisoformat(on), from_text(end), title, bool(done), said)
        for on, end, title, done, said in rows
    ]


def notes_between(db: Connection, first: date, last: date) -> dict[date, str]:
    """The line about each day that was closed, from first to last, inclusive."""
    rows = db.execute(
        "select date, note from wrap_up where date between ? and ?", (str(first), str(last))
    ).fetchall()
    return {date.fromisoformat(on): note for on, note in rows}
