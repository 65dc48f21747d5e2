"""Tasks as rows: what sprints work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.store.codec import to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
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
    marks = ", ".join("?" * len(titles))
    rows = db.execute(
        f"select id, title, minutes, must from task where state = 'open' and title in ({marks}) order by id",
        tuple(titles),
    ).fetchall()
    return {row["title"]: Task(row["id"], row["title"], row["minutes"], bool(row["must"])) for row in rows}


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
