"""Meetings, their people and their agenda as rows; their span and title are those of a block."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.meeting import YOU, AgendaItem, Attendee, Meeting, Role
from coachtui.domain.note import NoteKind
from coachtui.domain.review import Accomplished
from coachtui.domain.span import Span, later
from coachtui.store import people
from coachtui.store.codec import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from sqlite3 import Connection, Row

_SELECT = """
select m.*, b.title, b.date, b.starts_at, b.ends_at, b.estimate
from meeting m join block b on b.id = m.block_id
"""


class MeetingRecord(NamedTuple):
    """A meeting with what is known about it besides what it is for."""

    id: int
    block: int
    """The id of its block."""
    on: date
    """Its working day."""
    meeting: Meeting
    series: int | None
    started_at: datetime | None
    ended_at: datetime | None
    uid: str
    """Names it for ever and everywhere, in calendars."""
    sequence: int
    """How often its time has changed."""
    borrowed: int
    """Minutes of the others' time that its overrun took, once it has ended."""
    planned: int
    """Minutes that it was to take, however long it is; of one that an older file ended, to full fives."""

    @property
    def due_end(self) -> datetime:
        """When it was to end, however long it lasts."""
        return later(self.meeting.span.start, self.planned)

    def is_unended(self, today: date) -> bool:
        """Whether it began on an earlier working day, and nobody has said when it ended."""
        return self.started_at is not None and self.ended_at is None and self.on < today


class HeldRecord(NamedTuple):
    """What the numbers need of a meeting that was held."""

    id: int
    series: int | None
    title: str
    borrowed: int
    accomplished: Accomplished | None
    """None while its review is not closed."""


class Note(NamedTuple):
    """One line that was written during a meeting."""

    id: int
    at: datetime
    kind: NoteKind
    text: str


def by_id(db: Connection, number: int) -> MeetingRecord | None:
    """One meeting."""
    rows = db.execute(f"{_SELECT} where m.id = ?", (number,)).fetchall()
    return next(iter(_records(db, rows)), None)


def between(db: Connection, first: date, last: date) -> list[MeetingRecord]:
    """The meetings of the dates from first to last, inclusive, in time order."""
    rows = db.execute(
        f"{_SELECT} where b.date between ? and ? order by b.starts_at, m.id", (str(first), str(last))
    ).fetchall()
    return _records(db, rows)


def coming(db: Connection, after: date, most: int) -> list[MeetingRecord]:
    """The next meetings after a date, at most so many, in time order."""
    rows = db.execute(
        f"{_SELECT} where b.date > ? and b.kind = 'meeting' order by b.date, b.starts_at, m.id limit ?",
        (str(after), most),
    ).fetchall()
    return _records(db, rows)


def of_series(db: Connection, series: int) -> list[MeetingRecord]:
    """The meetings of a series in time order."""
    rows = db.execute(f"{_SELECT} where m.series_id = ? order by b.starts_at, m.id", (series,)).fetchall()
    return _records(db, rows)


def held_since(db: Connection, first: date, today: date) -> list[HeldRecord]:
    """The meetings from a date on that have ended or whose review is closed, in time order.

    One that began before today and that nobody has ended was held too.
    """
    rows = db.execute(
        """select m.id, m.series_id, b.title, m.borrowed, r.accomplished
        from meeting m join block b on b.id = m.block_id
        left join review r on r.meeting_id = m.id and r.is_open = 0
        where b.date >= ? and (
            m.ended_at is not null or r.id is not null or (m.started_at is not null and b.date < ?)
        ) order by b.starts_at, m.id""",
        (str(first), str(today)),
    ).fetchall()
    return [
        HeldRecord(
            row["id"],
            row["series_id"],
            row["title"],
            row["borrowed"],
            Accomplished(row["accomplished"]) if row["accomplished"] else None,
        )
        for row in rows
    ]


def unreviewed(db: Connection, first: date, last: date) -> list[MeetingRecord]:
    """The meetings of the dates from first to last whose review is not closed, in time order."""
    rows = db.execute(
        f"""{_SELECT} left join review r on r.meeting_id = m.id
        where b.date between ? and ? and ifnull(r.is_open, 1) order by b.starts_at, m.id""",
        (str(first), str(last)),
    ).fetchall()
    return _records(db, rows)


def write(db: Connection, number: int, meeting: Meeting) -> None:
    """Write what a meeting is for, its people and its agenda; its block is not touched."""
    you = next((one for one in meeting.attendees if one.name == YOU), Attendee(YOU))
    db.execute(
        """update meeting set purpose = ?, goal = ?, rules = ?, time_limit = ?, your_role = ?, you_decide = ?
        where id = ?""",
        (
            meeting.purpose,
            meeting.goal,
            "\n".join(meeting.rules),
            meeting.limit,
            you.role.value,
            int(you.can_decide),
            number,
        ),
    )
    _write_people(db, number, [one for one in meeting.attendees if one.name != YOU])
    if _agenda(db, [number]).get(number, ()) != meeting.agenda:
        db.execute("delete from agenda_item where meeting_id = ?", (number,))
        db.executemany(
            """insert into agenda_item (meeting_id, position, title, minutes, presenter, decider, serves)
            values (?, ?, ?, ?, ?, ?, ?)""",
            [(number, position, *item) for position, item in enumerate(meeting.agenda, 1)],
        )


def move(db: Connection, record: MeetingRecord, on: date, span: Span) -> None:
    """Give a meeting another day or time; one that runs is to end then."""
    is_running = record.started_at is not None and record.ended_at is None
    db.execute(
        "update block set date = ?, starts_at = ?, ends_at = ?, estimate = iif(?, ?, estimate) where id = ?",
        (str(on), to_text(span.start), to_text(span.end), is_running, span.minutes, record.block),
    )
    db.execute("update meeting set sequence = sequence + 1 where id = ?", (record.id,))


def retitle(db: Connection, record: MeetingRecord, title: str) -> None:
    """Give a meeting another title."""
    db.execute("update block set title = ? where id = ?", (title, record.block))


def remove(db: Connection, record: MeetingRecord) -> None:
    """Remove a meeting with its block."""
    db.execute("delete from block where id = ?", (record.block,))


def set_series(db: Connection, number: int, series: int) -> None:
    """Make a meeting one of a series."""
    db.execute("update meeting set series_id = ? where id = ?", (series, number))


def begin(db: Connection, record: MeetingRecord, at: datetime) -> None:
    """Note when a meeting began; on its block also what is planned, however long it lasts."""
    db.execute("update meeting set started_at = ? where id = ?", (to_text(at), record.id))
    db.execute(
        "update block set state = 'running', estimate = ? where id = ?",
        (record.meeting.span.minutes, record.block),
    )


def end(db: Connection, record: MeetingRecord, at: datetime, borrowed: int) -> None:
    """Note when a meeting ended, or that it ended at another time; on its block also what was planned.

    `record` is the meeting as it was before it ended.
    """
    db.execute(
        "update meeting set started_at = ifnull(started_at, ?), ended_at = ?, borrowed = ? where id = ?",
        (to_text(min(at, record.meeting.span.start)), to_text(at), borrowed, record.id),
    )
    db.execute(
        "update block set state = 'done', estimate = ? where id = ?",
        (record.planned, record.block),
    )


def running(db: Connection) -> MeetingRecord | None:
    """The meeting that has begun and not ended, the latest if another tool made several."""
    rows = db.execute(
        f"""{_SELECT} where b.state in ('running', 'paused') and b.kind = 'meeting'
        and m.started_at is not null and m.ended_at is null order by m.started_at desc limit 1"""
    ).fetchall()
    return next(iter(_records(db, rows)), None)


def notes(db: Connection, number: int) -> tuple[Note, ...]:
    """The notes of a meeting in the order in which they were written."""
    return notes_of(db, [number]).get(number, ())


def notes_of(db: Connection, numbers: Sequence[int]) -> dict[int, tuple[Note, ...]]:
    """The notes of some meetings in the order in which they were written."""
    found: dict[int, tuple[Note, ...]] = {}
    for row in _of(db, "select * from meeting_note where meeting_id in ({}) order by id", numbers):
        note = Note(row["id"], from_text(row["at"]), NoteKind(row["kind"]), row["text"])
        found[row["meeting_id"]] = (*found.get(row["meeting_id"], ()), note)
    return found


def add_note(db: Connection, number: int, at: datetime, kind: NoteKind, text: str) -> None:
    """Write a note."""
    db.execute(
        "insert into meeting_note (meeting_id, at, kind, text) values (?, ?, ?, ?)",
        (number, to_text(at), kind.value, text),
    )


def _records(db: Connection, rows: Sequence[Row]) -> list[MeetingRecord]:
    numbers = [row["id"] for row in rows]
    agenda, attendees = _agenda(db, numbers), _people(db, numbers)
    return [_record(row, agenda.get(row["id"], ()), attendees.get(row["id"], ())) for row in rows]


def _record(row: Row, agenda: tuple[AgendaItem, ...], attendees: tuple[Attendee, ...]) -> MeetingRecord:
    you = Attendee(YOU, Role(row["your_role"]), bool(row["you_decide"]))
    span = Span(from_text(row["starts_at"]), from_text(row["ends_at"]))
    return MeetingRecord(
        id=row["id"],
        block=row["block_id"],
        on=date.fromisoformat(row["date"]),
        meeting=Meeting(
            title=row["title"],
            span=span,
            purpose=row["purpose"],
            goal=row["goal"],
            agenda=agenda,
            attendees=(you, *attendees),
            rules=tuple(row["rules"].splitlines()),
            limit=row["time_limit"],
        ),
        series=row["series_id"],
        started_at=from_text(row["started_at"]) if row["started_at"] else None,
        ended_at=from_text(row["ended_at"]) if row["ended_at"] else None,
        uid=row["uid"],
        sequence=row["sequence"],
        borrowed=row["borrowed"],
        planned=row["estimate"] or (-(-span.minutes // 5) * 5 if row["ended_at"] else span.minutes),
    )


def _agenda(db: Connection, numbers: Sequence[int]) -> dict[int, tuple[AgendaItem, ...]]:
    found: dict[int, tuple[AgendaItem, ...]] = {}
    for row in _of(db, "select * from agenda_item where meeting_id in ({}) order by position, id", numbers):
        item = AgendaItem(row["title"], row["minutes"], row["presenter"], row["decider"], row["serves"])
        found[row["meeting_id"]] = (*found.get(row["meeting_id"], ()), item)
    return found


def _people(db: Connection, numbers: Sequence[int]) -> dict[int, tuple[Attendee, ...]]:
    found: dict[int, tuple[Attendee, ...]] = {}
    sql = """select a.*, p.name, p.email from attendee a join person p on p.id = a.person_id
        where a.meeting_id in ({}) order by a.id"""
    for row in _of(db, sql, numbers):
        someone = Attendee(
            row["name"],
            Role(row["role"]),
            bool(row["can_decide"]),
            bool(row["optional"]),
            row["email"],
            None if row["is_there"] is None else bool(row["is_there"]),
        )
        found[row["meeting_id"]] = (*found.get(row["meeting_id"], ()), someone)
    return found


def _of(db: Connection, sql: str, numbers: Sequence[int]) -> list[Row]:
    """The rows of a statement for some meetings."""
    marks = ", ".join("?" * len(numbers))
    return db.execute(sql.format(marks), tuple(numbers)).fetchall() if marks else []


def _write_people(db: Connection, number: int, attendees: Iterable[Attendee]) -> None:
    before = {
        row["person_id"]: row["id"]
        for row in db.execute("select id, person_id from attendee where meeting_id = ?", (number,)).fetchall()
    }
    for one in attendees:
        person = people.ensure(db, one.name)
        if one.email:
            db.execute(
                "update person set email = :email where id = :id and email <> :email",
                {"email": one.email, "id": person},
            )
        is_there = None if one.is_there is None else int(one.is_there)
        values = (one.role.value, int(one.can_decide), int(one.optional), is_there)
        if (row := before.pop(person, None)) is None:
            db.execute(
                """insert into attendee (role, can_decide, optional, is_there, meeting_id, person_id)
                values (?, ?, ?, ?, ?, ?)""",
                (*values, number, person),
            )
        else:
            db.execute(
                """update attendee set role = ?1, can_decide = ?2, optional = ?3, is_there = ?4
                where id = ?5 and (role, can_decide, optional, is_there) is not (?1, ?2, ?3, ?4)""",
                (*values, row),
            )
    db.executemany("delete from attendee where id = ?", [(row,) for row in before.values()])
