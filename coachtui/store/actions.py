"""Actions as rows, each with the deadlines that it had before.

Your own actions have a task; once that is done, so is the action.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.action import ActionState, Renegotiation
from coachtui.domain.meeting import YOU
from coachtui.store import people, tasks
from coachtui.store.codec import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from sqlite3 import Connection, Row

TASK_MINUTES = 45
"""What the task of an action is planned with until you say otherwise."""

_SELECT = """
select a.id, a.meeting_id, a.entry, a.task, a.due, a.done_when, a.task_id, p.name as owner,
    m.series_id, b.title as meeting, b.date as meeting_on,
    case when a.state = 'open' and t.state = 'done' then 'done' else a.state end as state,
    case when a.state = 'open' and t.state = 'done' then (
        select max(s.ends_at) from block s where s.task_id = t.id and s.state = 'done'
    ) else a.closed_at end as closed_at
from action a left join person p on p.id = a.owner_id left join task t on t.id = a.task_id
left join meeting m on m.id = a.meeting_id left join block b on b.id = m.block_id
"""

_MANY = 500
"""From how many actions on all former deadlines are read at once."""


class ActionRecord(NamedTuple):
    """An action and where it comes from."""

    id: int
    owner: str
    """`YOU` when it is yours."""
    task: str
    due: date
    done_when: str
    state: ActionState
    closed_at: datetime | None
    history: tuple[Renegotiation, ...]
    """The deadlines that were replaced, in order."""
    entry: int
    """The number of its line in the review."""
    meeting: int | None
    """None when its meeting is gone."""
    meeting_title: str
    meeting_on: date | None
    series: int | None
    task_id: int | None
    """The task that your own action became."""


def every(db: Connection) -> list[ActionRecord]:
    """All actions, the next deadline first."""
    return _records(db, db.execute(f"{_SELECT} order by a.due, a.id").fetchall())


def open_ones(db: Connection) -> list[ActionRecord]:
    """The open actions, the next deadline first."""
    rows = db.execute(
        f"{_SELECT} where a.state = 'open' and ifnull(t.state, '') <> 'done' order by a.due, a.id"
    ).fetchall()
    return _records(db, rows)


def made_since(db: Connection, first: date) -> list[ActionRecord]:
    """The actions of meetings from a date on."""
    rows = db.execute(
        f"""{_SELECT} where a.meeting_id in (
            select meeting.id from block join meeting on meeting.block_id = block.id where block.date >= ?
        ) order by a.due, a.id""",
        (str(first),),
    ).fetchall()
    return _records(db, rows)


def of_meeting(db: Connection, meeting: int) -> list[ActionRecord]:
    """The actions of a meeting in the order of its review."""
    return _records(
        db, db.execute(f"{_SELECT} where a.meeting_id = ? order by a.entry", (meeting,)).fetchall()
    )


def by_ids(db: Connection, ids: Sequence[int]) -> dict[int, ActionRecord]:
    """The actions with these ids; unknown ids are left out."""
    marks = ", ".join("?" * len(ids))
    rows = db.execute(f"{_SELECT} where a.id in ({marks})", tuple(ids)).fetchall()
    return {record.id: record for record in _records(db, rows)}


def add(
    db: Connection, meeting: int, entry: int, owner: str, task: str, due: date, done_when: str, at: datetime
) -> int:
    """Write a new open action. Returns its id."""
    number = db.execute(
        """insert into action (meeting_id, entry, owner_id, task, due, done_when, created_at)
        values (?, ?, ?, ?, ?, ?, ?)""",
        (meeting, entry, owner_id(db, owner), task, str(due), done_when, to_text(at)),
    ).lastrowid
    assert number is not None
    return number


def make_task(db: Connection, number: int, title: str, due: date, at: datetime) -> None:
    """Give your own action its task."""
    task = tasks.add(db, title, TASK_MINUTES, False, at)
    db.execute("update task set due = ? where id = ?", (str(due), task))
    db.execute("update action set task_id = ? where id = ?", (task, number))


def rewrite(db: Connection, action: ActionRecord, owner: str, task: str, due: date, done_when: str) -> None:
    """Correct what an action says, and its task; that of an action which is no longer yours is dropped."""
    is_yours = owner == YOU
    db.execute(
        "update action set owner_id = ?, task = ?, due = ?, done_when = ?, task_id = ? where id = ?",
        (owner_id(db, owner), task, str(due), done_when, action.task_id if is_yours else None, action.id),
    )
    if action.task_id and is_yours:
        db.execute("update task set due = ? where id = ?", (str(due), action.task_id))
        tasks.rename(db, action.task_id, task)
    elif action.task_id:
        db.execute("update task set state = 'dropped' where id = ? and state = 'open'", (action.task_id,))


def settle(db: Connection, action: ActionRecord, state: ActionState, at: datetime) -> None:
    """Close an action, and its task with it."""
    db.execute(
        "update action set state = ?, closed_at = ? where id = ?", (state.value, to_text(at), action.id)
    )
    db.execute("update task set state = ? where id = ? and state = 'open'", (state.value, action.task_id))


def reopen(db: Connection, action: ActionRecord) -> None:
    """Take back that an action is done or dropped, and with it its task's."""
    db.execute("update action set state = 'open', closed_at = null where id = ?", (action.id,))
    db.execute(
        "update task set state = 'open' where id = ? and state = ?", (action.task_id, action.state.value)
    )


def renegotiate(db: Connection, action: ActionRecord, due: date, agreed: date) -> None:
    """Give an action, and its task, another deadline; the old one is kept."""
    db.execute(
        "insert into action_date (action_id, agreed, was, becomes) values (?, ?, ?, ?)",
        (action.id, str(agreed), str(action.due), str(due)),
    )
    db.execute("update action set due = ? where id = ?", (str(due), action.id))
    db.execute("update task set due = ? where id = ?", (str(due), action.task_id))


def remove(db: Connection, action: ActionRecord) -> None:
    """Take out an action that a correction took out, and drop its task."""
    db.execute("delete from action where id = ?", (action.id,))
    db.execute("update task set state = 'dropped' where id = ? and state = 'open'", (action.task_id,))


def owner_id(db: Connection, name: str) -> int | None:
    """The row of an owner; None for you."""
    return None if name == YOU else people.ensure(db, name)


def _records(db: Connection, rows: Sequence[Row]) -> list[ActionRecord]:
    history: dict[int, tuple[Renegotiation, ...]] = {}
    for row in _former(db, [row["id"] for row in rows]):
        one = Renegotiation(*(date.fromisoformat(row[key]) for key in ("agreed", "was", "becomes")))
        history[row["action_id"]] = (*history.get(row["action_id"], ()), one)
    return [_record(row, history.get(row["id"], ())) for row in rows]


def _former(db: Connection, ids: Sequence[int]) -> list[Row]:
    """The deadlines that were replaced, of some actions at least."""
    if len(ids) > _MANY:
        return db.execute("select * from action_date order by id").fetchall()
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    return db.execute(
        f"select * from action_date where action_id in ({marks}) order by id", tuple(ids)
    ).fetchall()


def _record(row: Row, history: tuple[Renegotiation, ...]) -> ActionRecord:
    return ActionRecord(
        id=row["id"],
        owner=row["owner"] or YOU,
        task=row["task"],
        due=date.fromisoformat(row["due"]),
        done_when=row["done_when"],
        state=ActionState(row["state"]),
        closed_at=from_text(row["closed_at"]) if row["closed_at"] else None,
        history=history,
        entry=row["entry"],
        meeting=row["meeting_id"],
        meeting_title=row["meeting"] or "",
        meeting_on=date.fromisoformat(row["meeting_on"]) if row["meeting_on"] else None,
        series=row["series_id"],
        task_id=row["task_id"],
    )
