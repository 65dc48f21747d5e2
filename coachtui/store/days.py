"""Days, their blocks, the meetings among them, and what did not fit, as rows."""

from __future__ import annotations

from datetime import date

from coachtui.domain.block import Block, BlockKind, BlockState
from coachtui.domain.span import Span
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple
from coachtui.store import people
from coachtui.store.codec import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from sqlite3 import Connection, Row


class MeetingRow(NamedTuple):
    """What a meeting's block does not say."""

    id: int
    purpose: str
    attendees: tuple[str, ...]


class UnplacedRow(NamedTuple):
    """Minutes of a task that did not fit into a day."""

    task_id: int
    title: str
    minutes: int


def planned_dates(db: Connection, first: date, last: date) -> frozenset[str]:
    """The dates from first to last, inclusive, that have a plan, as ISO text."""
    rows = db.execute("select date from day where date between ? and ?", (str(first), str(last))).fetchall()
    return frozenset(row[0] for row in rows)


def blocks_between(db: Connection, first: date, last: date) -> dict[str, list[Block]]:
    """The blocks of the dates from first to last, inclusive, in time order, by ISO date."""
    rows = db.execute(
        """select b.*, m.id as meeting_id from block b left join meeting m on m.block_id = b.id
        where b.date between ? and ? order by b.starts_at, b.ends_at""",
        (str(first), str(last)),
    ).fetchall()
    days: dict[str, list[Block]] = {}
    for row in rows:
        days.setdefault(row["date"], []).append(_block(row))
    return days


def by_id(db: Connection, number: int) -> tuple[date, Block] | None:
    """A block and its date."""
    row = db.execute(
        "select b.*, m.id as meeting_id from block b left join meeting m on m.block_id = b.id where b.id = ?",
        (number,),
    ).fetchone()
    return (date.fromisoformat(row["date"]), _block(row)) if row else None


def begun_sprint(db: Connection) -> tuple[date, Block] | None:
    """The sprint that is running or paused, and its date; the latest begun if another tool made several."""
    row = db.execute(
        """select b.*, null as meeting_id from block b
        where b.state in ('running', 'paused') and b.kind = 'sprint'
        order by (select max(r.id) from run r where r.block_id = b.id) desc limit 1"""
    ).fetchone()
    return (date.fromisoformat(row["date"]), _block(row)) if row else None


def held_meeting(db: Connection) -> tuple[date, Block] | None:
    """The meeting that has begun and that nobody has ended, and its date."""
    row = db.execute(
        """select b.*, m.id as meeting_id from block b join meeting m on m.block_id = b.id
        where b.state in ('running', 'paused') and b.kind = 'meeting'
        and m.started_at is not null and m.ended_at is null order by m.started_at desc limit 1"""
    ).fetchone()
    return (date.fromisoformat(row["date"]), _block(row)) if row else None


def set_paused(db: Connection, block: int, note: str) -> None:
    """A block is paused, with its resume note."""
    db.execute("update block set state = 'paused', resume = ? where id = ?", (note, block))


def set_resume(db: Connection, block: int, note: str) -> None:
    """A block has this resume note."""
    db.execute("update block set resume = ? where id = ?", (note, block))


def rename(db: Connection, block: int, title: str) -> None:
    """Give a block another title."""
    db.execute("update block set title = ? where id = ?", (title, block))


def set_state(db: Connection, block: int, state: BlockState) -> None:
    """A block runs, or no longer does."""
    db.execute("update block set state = ? where id = ?", (state.value, block))


def set_box(db: Connection, block: int, seconds: int) -> None:
    """A sprint is given so many seconds of work in all."""
    db.execute("update block set box_seconds = ? where id = ?", (seconds, block))


def _block(row: Row) -> Block:
    return Block(
        kind=BlockKind(row["kind"]),
        span=Span(from_text(row["starts_at"]), from_text(row["ends_at"])),
        title=row["title"],
        state=BlockState(row["state"]),
        id=row["id"],
        task_id=row["task_id"],
        part=row["part"],
        parts=row["parts"],
        meeting_id=row["meeting_id"],
        reserve=row["reserve"],
        resume=row["resume"],
        box=row["box_seconds"],
        estimate=row["estimate"],
    )


def meetings_on(db: Connection, on: date) -> dict[int, MeetingRow]:
    """The meetings of a date by the id of their block."""
    rows = db.execute(
        """select m.id, m.block_id, m.purpose, p.name from meeting m join block b on b.id = m.block_id
        left join attendee a on a.meeting_id = m.id left join person p on p.id = a.person_id
        where b.date = ? order by m.id, a.id""",
        (str(on),),
    ).fetchall()
    found: dict[int, MeetingRow] = {}
    for row in rows:
        meeting = found.get(row["block_id"], MeetingRow(row["id"], row["purpose"], ()))
        names = (*meeting.attendees, row["name"]) if row["name"] else meeting.attendees
        found[row["block_id"]] = meeting._replace(attendees=names)
    return found


def unplaced_on(db: Connection, on: date) -> tuple[UnplacedRow, ...]:
    """What did not fit into the plan of a date, in the order it was asked for."""
    rows = db.execute(
        """select u.task_id, t.title, u.minutes from unplaced u join task t on t.id = u.task_id
        where u.date = ? order by u.id""",
        (str(on),),
    ).fetchall()
    return tuple(UnplacedRow(*row) for row in rows)


def set_planned(db: Connection, on: date, zone: str, at: datetime) -> None:
    """Note that a date has a plan."""
    db.execute(
        """insert into day (date, zone, planned_at) values (?, ?, ?)
        on conflict (date) do update set zone = excluded.zone, planned_at = excluded.planned_at""",
        (str(on), zone, to_text(at)),
    )


def save_blocks(db: Connection, on: date, blocks: Iterable[Block]) -> list[Block]:
    """Make these the blocks of a date: new ones have no id, missing ones are removed with their meeting.

    Returns them all with their ids.
    """
    before = {block.id: block for block in blocks_between(db, on, on).get(str(on), [])}
    saved = []
    for block in blocks:
        old = before.pop(block.id, None)
        if old is None:
            block = block._replace(id=_insert(db, on, block))
        elif _row(on, old) != _row(on, block):
            sets = ", ".join(f"{column} = :{column}" for column in _row(on, block))
            db.execute(f"update block set {sets} where id = :id", {**_row(on, block), "id": block.id})
        saved.append(block)
    db.executemany("delete from block where id = ?", [(number,) for number in before])
    return saved


def _insert(db: Connection, on: date, block: Block) -> int:
    row = _row(on, block)
    marks = ", ".join(f":{column}" for column in row)
    number = db.execute(f"insert into block ({', '.join(row)}) values ({marks})", row).lastrowid
    assert number is not None
    return number


def _row(on: date, block: Block) -> dict[str, object]:
    return {
        "date": str(on),
        "kind": block.kind.value,
        "starts_at": to_text(block.span.start),
        "ends_at": to_text(block.span.end),
        "title": block.title,
        "state": block.state.value,
        "task_id": block.task_id,
        "part": block.part,
        "parts": block.parts,
        "reserve": block.reserve,
        "resume": block.resume,
        "box_seconds": block.box,
        "estimate": block.estimate,
    }


def add_meeting(db: Connection, block_id: int, purpose: str, attendees: Iterable[str]) -> int:
    """Give a block of kind meeting its purpose and people. Returns the meeting's id."""
    number = db.execute(
        "insert into meeting (block_id, purpose, uid) values (?, ?, lower(hex(randomblob(16))))",
        (block_id, purpose),
    ).lastrowid
    assert number is not None
    seen = dict.fromkeys(people.ensure(db, name) for name in attendees)
    db.executemany(
        "insert into attendee (meeting_id, person_id) values (?, ?)",
        [(number, person) for person in seen if person is not None],
    )
    return number


def sprint_minutes_before(db: Connection, on: date, most: int) -> list[int]:
    """The minutes of all sprints of each of the last planned days before a date, latest first."""
    rows = db.execute(
        """select sum((unixepoch(b.ends_at) - unixepoch(b.starts_at)) / 60) from day d
        join block b on b.date = d.date and b.kind = 'sprint'
        where d.date < ? group by d.date order by d.date desc limit ?""",
        (str(on), most),
    ).fetchall()
    return [row[0] for row in rows]


def set_unplaced(db: Connection, on: date, rows: Iterable[tuple[int, int]]) -> None:
    """Replace what did not fit into the plan of a date by (task id, minutes)."""
    db.execute("delete from unplaced where date = ?", (str(on),))
    db.executemany(
        "insert into unplaced (date, task_id, minutes) values (?, ?, ?)",
        [(str(on), task, minutes) for task, minutes in rows],
    )


def add_unplaced(db: Connection, on: date, task: int, minutes: int) -> None:
    """Note so many more minutes of a task that have no place on a date, or fewer when negative."""
    row = db.execute(
        "select id, minutes from unplaced where date = ? and task_id = ?", (str(on), task)
    ).fetchone()
    total = minutes + (row["minutes"] if row else 0)
    if row and total > 0:
        db.execute("update unplaced set minutes = ? where id = ?", (total, row["id"]))
    elif row:
        db.execute("delete from unplaced where id = ?", (row["id"],))
    elif total > 0:
        db.execute("insert into unplaced (date, task_id, minutes) values (?, ?, ?)", (str(on), task, total))
