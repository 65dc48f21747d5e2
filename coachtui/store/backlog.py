"""Tasks that wait for a day, the order in which a day asked for its own, and how days ended, as rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coachtui.store.codec import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from sqlite3 import Connection


class WaitingTask(NamedTuple):
    """An open task that no day to come has."""

    id: int
    title: str
    minutes: int
    """What is left of it, as far as that is known, else its estimate."""
    must: bool
    due: date | None
    created_at: datetime
    planned_on: date | None
    """The last day that had it; None where none did."""
    shelved_on: date | None
    """When it was put into the backlog on purpose."""
    carried: int = 0
    """How many earlier days had it and did nothing of it."""
    asked_on: date | None = None
    """When it was decided what becomes of it after it was carried over often."""


def waiting(db: Connection, on: date, now: datetime) -> list[WaitingTask]:
    """The open tasks that neither the day `on`, nor a later one, nor the rest of this one has."""
    rows = db.execute(
        """with work (task_id, date, minutes, done) as (
            select task_id, date,
                case when state = 'done' or exists (
                    select 1 from rollover r where r.task_id = block.task_id and r.date = block.date
                ) then 0 else (unixepoch(ends_at) - unixepoch(starts_at)) / 60 end,
                state = 'done'
            from block where kind = 'sprint' and task_id in (select id from task where state = 'open')
            union all select task_id, date, minutes, 0 from unplaced
            where task_id in (select id from task where state = 'open')
            union all select task_id, date, minutes, 0 from rollover
            where task_id in (select id from task where state = 'open')
        ), last (task_id, date, minutes, carried) as (
            select task_id, max(date), minutes, sum(date < :on and minutes > 0 and not done)
            from (
                select task_id, date, sum(minutes) as minutes, max(done) as done
                from work group by task_id, date
            ) group by task_id
        )
        select t.*, last.date as planned_on, last.minutes as rest, ifnull(last.carried, 0) as carried
        from task t indexed by task_open left join last on last.task_id = t.id
        where t.state = 'open'
        and not exists (
            select 1 from block b where b.task_id = t.id and b.kind = 'sprint' and b.state <> 'done'
            and (b.date >= :on or b.ends_at > :now)
        )
        and not exists (select 1 from unplaced u where u.task_id = t.id and u.date >= :on)""",
        {"on": str(on), "now": to_text(now)},
    ).fetchall()
    return [
        WaitingTask(
            id=row["id"],
            title=row["title"],
            minutes=row["rest"] or row["minutes"],
            must=bool(row["must"]),
            due=_date(row["due"]),
            created_at=from_text(row["created_at"]),
            planned_on=_date(row["planned_on"]),
            shelved_on=_date(row["shelved_on"]),
            carried=row["carried"],
            asked_on=_date(row["asked_on"]),
        )
        for row in rows
    ]


def open_titles(db: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """Title, and whether it is a must, of those of these tasks that are open."""
    numbers = tuple(numbers)
    marks = ", ".join("?" * len(numbers))
    rows = db.execute(
        f"select id, title, must from task where state = 'open' and id in ({marks})", numbers
    ).fetchall()
    return {row["id"]: (row["title"], bool(row["must"])) for row in rows}


def undecided(db: Connection, numbers: Iterable[int], on: date) -> dict[int, str]:
    """The titles of those of these tasks that are open, and that no wrap-up of a day has sent on."""
    numbers = tuple(numbers)
    marks = ", ".join("?" * len(numbers))
    rows = db.execute(
        f"""select id, title from task where state = 'open' and id in ({marks})
        and ifnull(shelved_on, '') < ? and not exists (
            select 1 from rollover r where r.task_id = task.id and r.date = ?
        )""",
        (*numbers, str(on), str(on)),
    ).fetchall()
    return {row["id"]: row["title"] for row in rows}


def shelve(db: Connection, task: int, on: date) -> None:
    """Put a task into the backlog."""
    db.execute("update task set shelved_on = ? where id = ?", (str(on), task))


def wake(db: Connection, task: int) -> None:
    """Take a task out of the backlog: it waits as it did before."""
    db.execute("update task set shelved_on = null where id = ?", (task,))


def take_up(db: Connection, task: int, on: date) -> None:
    """A day has a task now: it rests no more, and what an end of that day said about it is taken back."""
    wake(db, task)
    db.execute("delete from rollover where task_id = ? and date = ?", (task, str(on)))


def roll_over(db: Connection, task: int, on: date, minutes: int) -> None:
    """Note that the end of a day sent these minutes of a task on, undone: all that the day had left of it."""
    db.execute(
        """insert into rollover (task_id, date, minutes) values (?, ?, ?)
        on conflict (task_id, date) do update set minutes = minutes + excluded.minutes""",
        (task, str(on), minutes),
    )


def set_asked_about(db: Connection, task: int, on: date) -> None:
    """Note that it was decided what becomes of a task that was carried over often."""
    db.execute("update task set asked_on = ? where id = ?", (str(on), task))


def set_asked(db: Connection, on: date, numbers: Iterable[int]) -> None:
    """Note the order in which the plan of a day asked for its tasks."""
    db.execute("update day set asked = ? where date = ?", (" ".join(map(str, numbers)), str(on)))


def asked(db: Connection, on: date) -> Sequence[int]:
    """The tasks of a day in the order in which its plan asked for them."""
    row = db.execute("select asked from day where date = ?", (str(on),)).fetchone()
    return [int(number) for number in row[0].split()] if row else []


def set_wrapped(db: Connection, on: date, at: datetime, note: str) -> None:
    """Note when a day was closed, and the line about it."""
    db.execute(
        """insert into wrap_up (date, at, note) values (?, ?, ?)
        on conflict (date) do update set at = excluded.at, note = excluded.note""",
        (str(on), to_text(at), note),
    )


def note_of(db: Connection, on: date) -> str | None:
    """The line about a day that was closed; None while it is not."""
    row = db.execute("select note from wrap_up where date = ?", (str(on),)).fetchone()
    return row[0] if row else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
