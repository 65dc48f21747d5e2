"""What migrations share: checks, and the triggers by which undo and the search follow the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database


def instant(column: str) -> str:
    """A CHECK that the column holds an instant; the modifier refuses days that do not exist."""
    return f"check ({column} is strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 seconds'))"


def record_changes(db: Database, tables: Iterable[str]) -> None:
    """Has undo remember every changed row of the tables; for a migration that makes or alters them.

    A row is kept as its SQL literals: unlike JSON functions, `printf` needs no `trusted_schema`. Every
    start parses these triggers, so they are as short as they can be.
    """
    for table in tables:
        columns = [column.name for column in db.table(table).columns]
        literals = ",".join("%Q" for _ in columns)
        old, new = (
            f"printf('{literals}', {', '.join(f'{row}.{name}' for name in columns)})"
            for row in ("old", "new")
        )
        for event, row, before, after in (
            ("insert", "new", "null", new),
            ("update", "old", old, new),
            ("delete", "old", old, "null"),
        ):
            db.execute(f"drop trigger if exists record_{table}_{event}")
            db.execute(
                f"create trigger record_{table}_{event} after {event} on {table} begin"
                f" insert into recording values ('{table}', {row}.id, {before}, {after}); end"
            )


def stale_triggers(db: Database, changes: Mapping[str, str]) -> None:
    """Has changes of rows note which entries of the search index they make stale; see `STALE`."""
    for change, entries in changes.items():
        table, event = change.split(" ", 1)
        name = f"stale_{table}_{event.split()[0]}"
        db.execute(f"drop trigger if exists {name}")
        db.execute(
            f"create trigger {name} after {event} on {table} begin"
            f" insert or ignore into search_stale {entries}; end"
        )


def statements(text: str) -> list[str]:
    """The statements of a text in which each ends its line."""
    return text.strip().split(";\n")
