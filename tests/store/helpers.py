"""What the tests of the file share: a moment, rows to write, and programs of their own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.store.file import Store
from coachtui.store.tables import recorded_tables

if TYPE_CHECKING:
    import sqlite3

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

PROGRAM = """
import sys
from datetime import UTC, datetime
from coachtui.store.file import Store
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
path, *arguments = sys.argv[1:]
"""


def program(code: str, path: Path, *arguments: object) -> subprocess.Popen[str]:
    """A Python of its own that has `Store`, `NOW`, `path` and `arguments`, with text pipes."""
    command = [sys.executable, "-c", PROGRAM + code, str(path), *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def output_of(code: str, path: Path, *arguments: object) -> str:
    """What such a program prints when it is left to end well."""
    with program(code, path, *arguments) as running:
        printed, _ = running.communicate()
    assert running.returncode == 0
    return printed


def new_file(path: Path) -> None:
    """Puts a new file at the path, faster than opening makes one."""
    path.touch(mode=0o600)
    path.write_bytes(_empty_file())


@cache
def _empty_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        Store.open(path, now=NOW).close()
        return path.read_bytes()


def add_person(db: sqlite3.Connection, name: str) -> int:
    """A person's new row."""
    return add(db, "insert into person (name, first) values (?, ?)", name, name.partition(" ")[0])


def add_interruption(db: sqlite3.Connection, title: str, person: int | None = None, note: str = "") -> int:
    """An interruption's new row."""
    return add(
        db,
        "insert into interruption (title, person_id, note, minutes, estimated, urgency, state, arrived_at)"
        " values (?, ?, ?, 10, 0, 'normal', 'waiting', '2026-11-23T09:00:00Z')",
        title,
        person,
        note,
    )


def add_task(db: sqlite3.Connection, title: str) -> int:
    """A task's new row."""
    return add(
        db, "insert into task (title, minutes, created_at) values (?, 60, '2026-11-23T08:00:00Z')", title
    )


def add_block(db: sqlite3.Connection, kind: str, title: str = "", task: int | None = None) -> int:
    """A block's new row."""
    return add(
        db,
        "insert into block (date, kind, starts_at, ends_at, title, task_id)"
        " values ('2026-11-23', ?, '2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z', ?, ?)",
        kind,
        title,
        task,
    )


def add_meeting(db: sqlite3.Connection, title: str, purpose: str = "", *people: int) -> int:
    """A meeting's new row, with its block and attendees."""
    meeting = add(
        db, "insert into meeting (block_id, purpose) values (?, ?)", add_block(db, "meeting", title), purpose
    )
    for person in people:
        add(db, "insert into attendee (meeting_id, person_id) values (?, ?)", meeting, person)
    return meeting


def add(db: sqlite3.Connection, sql: str, *values: object) -> int:
    """The id of the row that a statement inserts."""
    row = db.execute(sql, values).lastrowid
    assert row is not None
    return row


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the user's tables."""
    with store.read() as db:
        return {
            table: [tuple(row) for row in db.execute(f"select * from {table} order by id").fetchall()]
            for table in recorded_tables(db)
        }


def titles(store: Store) -> list[str]:
    """The titles of all interruptions, oldest first."""
    return [row["title"] for row in store.query("select title from interruption order by id")]
