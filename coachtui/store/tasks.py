"""Tasks as rows: what sprints work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.store.codec import to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from sqlite3 import Connection


class Task(NamedTuple):
    """An open task."""

    id: int
    title: str
    minutes: int
    """Its estimate."""
    must: bool


def open_by_titles(db: Connection, titles: Sequence[str]) -> dict[str, Task]:
    """The open tasks with one of these titles, the newest of each."""
    return {title: found[-1] for title, found in all_open_by_titles(db, titles).items()}


def all_open_by_titles(db: Connection, titles: Sequence[str]) -> dict[str, list[Task]]:
    """The open tasks with one of these titles, in the order in which they were written down."""
    marks = ", ".join("?" * len(titles))
    rows = db.execute(
        f"""select id, title, minutes, must from task where state = 'open' and title in ({marks})
        order by created_at, id""",
        tuple(titles),
    ).fetchall()
    found: dict[str, list[Task]] = {}
    for row in rows:
        task = Task(row["id"], row["title"], row["minutes"], bool(row["must"]))
        found.setdefault(task.title, []).append(task)
    return found


def add(db: Connection, title: str, minutes: int, must: bool, at: datetime) -> int:
    """Write a new open task. Returns its id."""
    number = db.execute(
        "insert into task (title, minutes, must, created_at) values (?, ?, ?, ?)",
        (title, minutes, int(must), to_text(at)),
    ).lastrowid
    assert number is not None
    return number


def update(db: Connection, task: Task) -> None:
    """Write a task's estimate and whether it is a must."""
    db.execute("update task set minutes = ?, must = ? where id = ?", (task.minutes, int(task.must), task.id))


def rename(db: Connection, task: int, title: str) -> None:
    """Give a task, and with it all its sprints, another title."""
    db.execute("update task set title = ? where id = ?", (title, task))
    db.execute("update block set title = ? where task_id = ?", (title, task))


def close(db: Connection, task: int, state: str, at: datetime) -> None:
    """Note that a task is "done" or "dropped"; an action of yours that it stands for is done with it."""
    db.execute("update task set state = ? where id = ?", (state, task))
    if state == "done":
        db.execute(
            "update action set state = 'done', closed_at = ? where task_id = ? and state = 'open'",
            (to_text(at), task),
        )


def finish_if_over(db: Connection, task: int, on: date, at: datetime) -> bool:
    """Mark a task as done when no sprint of it is left from a date on, and nothing of it is unplaced.

    Returns whether it is done.
    """
    left = db.execute(
        """select 1 from block where task_id = :task and kind = 'sprint' and state <> 'done' and date >= :on
        union all select 1 from unplaced where task_id = :task and date >= :on limit 1""",
        {"task": task, "on": str(on)},
    ).fetchone()
    if left is None:
        close(db, task, "done", at)
    return left is None


def resume_note(db: Connection, task: int) -> str:
    """The note with which the last sprint of a task was parked; empty without one."""
    row = db.execute(
        """select resume from block where task_id = ? and kind = 'sprint' and state = 'done'
        order by ends_at desc limit 1""",
        (task,),
    ).fetchone()
    return row[0] if row else ""
