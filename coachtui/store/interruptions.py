"""Interruptions and their slots as rows. Slots are kept for open interruptions only."""

from __future__ import annotations

from functools import partial
from sqlite3 import Row

from coachtui.domain.interruption import OPEN, Interruption, Promise, State, Urgency
from coachtui.domain.median import median
from coachtui.domain.slotting.promises import PASSED
from coachtui.domain.span import Span
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple
from coachtui.store import people
from coachtui.store.codec import from_text, to_text
from coachtui.store.memory import recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from sqlite3 import Connection

    _Known = dict[int, tuple[tuple[object, ...], Interruption]]

RECENT = 21
"""Over how many of a person's last interruptions the median is taken (rule 2)."""


OF_PERSON = 1000
"""How many of the last things that a person asked for are looked at."""


class LastMove(NamedTuple):
    """A change of place as it was kept."""

    at: datetime
    actor: str
    before: datetime | None
    why: str


_SELECT = """
select i.*, p.name as who, g.name as receiver
from interruption i
left join person p on p.id = i.person_id
left join person g on g.id = i.given_to
"""


def open_ones(db: Connection) -> Sequence[Interruption]:
    """All open interruptions with their slots, in order of arrival."""
    return [item for _, item in recalled(db, "open interruptions", partial(_open_ones, db)).values()]


def _open_ones(db: Connection, before: _Known | None) -> _Known:
    """The open interruptions by id, each with the rows that it was made of: the same rows make the same."""
    slots: dict[int, list[tuple[str, str]]] = {}
    for owner, start, end in db.execute(
        "select interruption_id, starts_at, ends_at from slot order by starts_at"
    ).fetchall():
        slots.setdefault(owner, []).append((start, end))
    known = before or {}
    found: _Known = {}
    cursor = db.cursor()
    cursor.row_factory = None  # a long queue is compared at every answer, and tuples compare at once
    for values in cursor.execute(
        f"{_SELECT} where i.state in ('waiting', 'slotted', 'doing') order by i.arrived_at, i.id"
    ).fetchall():
        number = values[0]
        made_of = values, slots.get(number, ())
        last = known.get(number)
        if last is None or last[0] != made_of:
            spans = tuple(_span(start, end) for start, end in made_of[1])
            last = made_of, _interruption(Row(cursor, values), spans)
        found[number] = last
    return found


def closed_between(db: Connection, span: Span) -> tuple[Interruption, ...]:
    """Interruptions that were finished, given, declined or dropped in a span, latest first."""
    rows = db.execute(
        f"{_SELECT} where i.closed_at >= ? and i.closed_at < ? order by i.closed_at desc, i.id desc",
        (to_text(span.start), to_text(span.end)),
    ).fetchall()
    return tuple(_interruption(row, ()) for row in rows)


def of_person(db: Connection, who: str) -> tuple[Interruption, ...]:
    """The last things that a person asked for, open and closed, latest first; open ones with their slots."""
    rows = db.execute(
        f"""{_SELECT} where i.person_id = (select id from person where name = ?)
        order by i.arrived_at desc, i.id desc limit ?""",
        (who, OF_PERSON),
    ).fetchall()
    return tuple(_interruption(row, _slots(db, row["id"]) if row["state"] in OPEN else ()) for row in rows)


def given_to(db: Connection, name: str, most: int) -> tuple[Interruption, ...]:
    """What was given to a person last, latest first."""
    rows = db.execute(
        f"""{_SELECT} where i.given_to = (select id from person where name = ?)
        order by i.closed_at desc, i.id desc limit ?""",
        (name, most),
    ).fetchall()
    return tuple(_interruption(row, ()) for row in rows)


def by_ids(db: Connection, ids: Sequence[int]) -> dict[int, Interruption]:
    """The interruptions with these ids, closed ones too; unknown ids are left out."""
    marks = ", ".join("?" * len(ids))
    rows = db.execute(f"{_SELECT} where i.id in ({marks})", tuple(ids)).fetchall()
    return {row["id"]: _interruption(row, _slots(db, row["id"])) for row in rows}


def median_spent(db: Connection, who: str) -> int | None:
    """The median minutes that this person's last interruptions really took; None without history."""
    rows = db.execute(
        """select i.spent from interruption i join person p on p.id = i.person_id
        where p.name = ? and i.spent is not null order by i.closed_at desc limit ?""",
        (who, RECENT),
    ).fetchall()
    middle = median([int(row[0]) for row in rows])
    return None if middle is None else max(1, middle)


def insert(db: Connection, item: Interruption) -> Interruption:
    """Write a new interruption, whose id is ignored, and give it back with its id."""
    row = _row(db, item)
    columns = ", ".join(row)
    marks = ", ".join(f":{column}" for column in row)
    number = db.execute(f"insert into interruption ({columns}) values ({marks})", row).lastrowid
    assert number is not None
    item = item._replace(id=number)
    _write_slots(db, item)
    return item


def update(db: Connection, before: Interruption, after: Interruption) -> None:
    """Write what differs between two states of one interruption."""
    old, new = _row(db, before), _row(db, after)
    changed = {column: value for column, value in new.items() if value != old[column]}
    if changed:
        sets = ", ".join(f"{column} = :{column}" for column in changed)
        db.execute(f"update interruption set {sets} where id = :id", {**changed, "id": after.id})
    if before.slots != after.slots:
        db.execute("delete from slot where interruption_id = ?", (after.id,))
        _write_slots(db, after)


def note_move(
    db: Connection,
    item: int,
    at: datetime,
    actor: str,
    before: Iterable[Span],
    after: Iterable[Span],
    why: str,
) -> None:
    """Keep from where to where an interruption went, why, and whether "you" or "coachtui" moved it."""
    start = next((to_text(span.start) for span in before), None)
    end = next((to_text(span.start) for span in after), None)
    db.execute(
        "insert into move (interruption_id, at, actor, from_at, to_at, why) values (?, ?, ?, ?, ?, ?)",
        (item, to_text(at), actor, start, end, why),
    )


def last_moves(db: Connection) -> dict[int, LastMove]:
    """The last change of place of each open interruption that had one, by its id."""
    rows = db.execute(
        """select interruption_id, at, actor, from_at, why from move where id in (
            select max(m.id) from move m join interruption i on i.id = m.interruption_id
            where i.state in ('waiting', 'slotted', 'doing') group by m.interruption_id
        )"""
    ).fetchall()
    return {
        number: LastMove(from_text(at), actor, _instant(before), why)
        for number, at, actor, before, why in rows
    }


PASSED_FIRST = f"""
select min(from_at) from move where interruption_id = interruption.id and actor = 'coachtui'
    and at < interruption.promised_at and why like '{PASSED}%'
"""
"""The first place of an `interruption` whose time passed before the time was told that it has now.

Where none did, the time that was told is the one that counts, wherever it was moved on from since.
"""


def passed_first(db: Connection, ids: Iterable[int]) -> dict[int, datetime]:
    """The first place of each of these whose time passed before it was told another one, by id."""
    numbers = tuple(ids)
    if not numbers:
        return {}
    marks = ", ".join("?" * len(numbers))
    rows = db.execute(
        f"select id, ({PASSED_FIRST}) from interruption where id in ({marks})", numbers
    ).fetchall()
    return {number: from_text(at) for number, at in rows if at is not None}


def _slots(db: Connection, item: int) -> tuple[Span, ...]:
    rows = db.execute(
        "select starts_at, ends_at from slot where interruption_id = ? order by starts_at", (item,)
    ).fetchall()
    return tuple(_span(start, end) for start, end in rows)


def _span(start: str, end: str) -> Span:
    return Span(from_text(start), from_text(end))


def _write_slots(db: Connection, item: Interruption) -> None:
    if item.state in OPEN:
        db.executemany(
            "insert into slot (interruption_id, starts_at, ends_at) values (?, ?, ?)",
            [(item.id, to_text(span.start), to_text(span.end)) for span in item.slots],
        )


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else to_text(instant)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)


def _row(db: Connection, item: Interruption) -> Mapping[str, object]:
    return {
        "title": item.title,
        "person_id": people.ensure(db, item.who),
        "minutes": item.minutes,
        "estimated": int(item.estimated),
        "urgency": item.urgency.value,
        "state": item.state.value,
        "arrived_at": to_text(item.arrived_at),
        "not_before": _text(item.not_before),
        "due": _text(item.due),
        "note": item.note,
        "during": item.during,
        "given_to": people.ensure(db, item.given_to),
        "started_at": _text(item.started_at),
        "closed_at": _text(item.closed_at),
        "spent": item.spent,
        "promised_at": _text(item.promised_at),
        "promise": item.promise and item.promise.value,
        "why": item.why,
    }


def _interruption(row: Row, slots: tuple[Span, ...]) -> Interruption:
    return Interruption(
        id=row["id"],
        title=row["title"],
        minutes=row["minutes"],
        arrived_at=from_text(row["arrived_at"]),
        who=row["who"] or "",
        estimated=bool(row["estimated"]),
        urgency=Urgency(row["urgency"]),
        state=State(row["state"]),
        not_before=_instant(row["not_before"]),
        due=_instant(row["due"]),
        note=row["note"],
        during=row["during"],
        given_to=row["receiver"] or "",
        started_at=_instant(row["started_at"]),
        closed_at=_instant(row["closed_at"]),
        spent=row["spent"],
        promised_at=_instant(row["promised_at"]),
        promise=Promise(row["promise"]) if row["promise"] else None,
        why=row["why"],
        slots=slots,
    )
