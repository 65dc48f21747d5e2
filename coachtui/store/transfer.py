"""Everything in the file as one document, and back: for leaving, moving and reading elsewhere.

A document holds the rows of every table, undo's memory included, as JSON values. What is imported is
checked like a stranger's: nothing that a person could not have typed gets in.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from coachtui.domain.errors import UsageError
from coachtui.domain.rhythm import check_week, checked
from coachtui.domain.text import NOTE_LIMIT, clean_line, clean_note
from coachtui.store import backup, opening, rhythms
from coachtui.store.codec import to_text
from coachtui.store.errors import DAMAGED, StoreError
from coachtui.store.tables import HISTORY, Value, columns_of, from_literals, recorded_tables, to_literals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from coachtui.store.file import Store

FORMAT = "coachtui"
"""What `format` says in a document of ours."""

VERSION = 1
"""The version of the document around the tables; `schema` says that of the tables."""

TITLES = frozenset({"title", "name", "first"})
"""Columns that hold one line of the length of a title; others may be longer."""

NOTES = frozenset({"note", "purpose", "value", "breaks", "rules"})
"""Columns that may hold several lines."""

_REMEMBERED = ("before", "after")


def export_document(store: Store, at: datetime) -> dict[str, Any]:
    """All that the file holds, ready for JSON; two exports differ only in `exported_at`."""
    with store.read() as connection:
        columns = {name: columns_of(connection, name) for name in recorded_tables(connection)}
        tables = {
            name: [dict(row) for row in connection.execute(f"select * from {name} order by id").fetchall()]
            for name in (*columns, *HISTORY)
        }
    try:
        for change in tables["change"]:
            for age in _REMEMBERED:
                if change[age] is not None:
                    kinds = columns[change["tbl"]]
                    change[age] = dict(zip(kinds, from_literals(change[age], kinds.values()), strict=True))
    except (ValueError, KeyError) as error:
        raise StoreError(DAMAGED.format(path=store.path, error="undo's memory is unreadable")) from error
    return {
        "format": FORMAT,
        "version": VERSION,
        "schema": opening.SCHEMA,
        "exported_at": to_text(at),
        "tables": tables,
    }


def import_document(store: Store, document: object, at: datetime, *, replace: bool = False) -> dict[str, int]:
    """Fills the file with a document; how many rows each table got.

    Args:
        store: an empty file, or with `replace` any; what it held is then in a backup.
        document: what `export_document` made, as JSON gives it back. Rows of an older schema get the
            columns they lack; its undo memory, whose rows no longer fit, stays behind.
        at: dates the backup.
        replace: whether rows that are there make room.

    Raises:
        StoreError: the document is not ours, newer, or contradicts itself; nothing is changed.
    """
    tables, is_older = _tables(document)
    with store.change() as connection:
        ours = {name: columns_of(connection, name) for name in recorded_tables(connection)}
        known = ours | {name: columns_of(connection, name) for name in HISTORY}
        rows = {name: [_row(name, row, known, is_older=is_older) for row in tables[name]] for name in tables}
        for change in rows.get("change", ()):
            _check_memory(change, ours)
        if any(connection.execute(f"select 1 from {name} limit 1").fetchone() for name in known):
            if not replace:
                raise StoreError(
                    f"{store.path} is not empty: import into a new file, or replace all it holds"
                )
            backup.before(store.path, "import", at)
        _fill(connection, rows, known)
        _check_week(connection)
    return {name: len(rows[name]) for name in rows}


def unmake(store: Store) -> None:
    """Removes a file that was made for a document which is refused, unless somebody wrote into it by now."""
    with store.change() as connection:
        known = [*recorded_tables(connection), *HISTORY]
        if not any(connection.execute(f"select 1 from {name} limit 1").fetchone() for name in known):
            with suppress(OSError):
                Path(store.path).unlink()


def _tables(document: object) -> tuple[Mapping[str, list[object]], bool]:
    """The document's tables, if it is one of ours, and whether their schema is an older one."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise StoreError("this is not a document that `coachtui export` made")
    for key, ours in (("version", VERSION), ("schema", opening.SCHEMA)):
        theirs = document.get(key)
        if type(theirs) is not int or theirs < 1:
            raise StoreError(f"the document does not say which {key} it has")
        if theirs > ours:
            raise StoreError(f"the document is from a newer coachtui ({key} {theirs}): update coachtui first")
    tables = document.get("tables")
    if not isinstance(tables, dict) or not all(isinstance(rows, list) for rows in tables.values()):
        raise StoreError("the document has no tables of rows")
    if document["schema"] < opening.SCHEMA:
        return {name: rows for name, rows in tables.items() if name not in HISTORY}, True
    return tables, False


def _row(
    table: str, row: object, known: Mapping[str, Mapping[str, type]], *, is_older: bool = False
) -> dict[str, Value]:
    """The row with clean text, if it has just the columns of its table and values of their types.

    A row of an older schema may lack some: the table fills them in.
    """
    columns = known.get(table)
    if columns is None:
        raise StoreError(f"the document has a table that is not ours: {clean_line(table, 40)}")
    if not isinstance(row, dict) or not (
        row.keys() <= columns.keys() if is_older else row.keys() == columns.keys()
    ):
        raise StoreError(f"a row of {table} in the document has other columns than ours")
    return {name: _value(table, name, row[name], kind) for name, kind in columns.items() if name in row}


def _value(table: str, column: str, value: Any, kind: type) -> Any:
    if value is None or (table == "change" and column in _REMEMBERED):
        return value
    if type(value) is not kind or (isinstance(value, int) and not -(2**63) <= value < 2**63):
        raise StoreError(f"{table}.{column} in the document holds {clean_line(repr(value), 40)}")
    if not isinstance(value, str):
        return value
    if not _is_readable(table, column, value):
        raise StoreError(f"{table}.{column} in the document holds {clean_line(value, 40)}")
    if column in NOTES:
        return clean_note(value)
    return clean_line(value) if column in TITLES else clean_line(value, NOTE_LIMIT)


def _is_readable(table: str, column: str, value: str) -> bool:
    """Whether a text that is read as more than a text, now or after an undo, can be read."""
    try:
        if (table, column) == ("rhythm", "breaks"):
            titles = [one.title for one in rhythms.read_breaks(value)]
            return all(isinstance(one, str) and one and clean_line(one) == one for one in titles)
        if column == "zone":
            ZoneInfo(value)
    except (ValueError, TypeError, LookupError, RecursionError, OSError):
        return False
    return True


def _check_week(connection: sqlite3.Connection) -> None:
    """Refuses rhythms that nobody could have set."""
    try:
        week = rhythms.week(connection)
        check_week([checked(rhythm) for rhythm in week])
    except UsageError as problem:
        raise StoreError(f"a rhythm in the document cannot be: {problem}") from problem


def _check_memory(change: dict[str, Any], ours: Mapping[str, Mapping[str, type]]) -> None:
    """Checks and cleans the rows that undo remembers, which it will write as they are."""
    for age in _REMEMBERED:
        if change[age] is not None:
            change[age] = to_literals(_row(str(change["tbl"]), change[age], ours).values())


def _fill(
    connection: sqlite3.Connection, rows: Mapping[str, list[dict[str, Any]]], known: Iterable[str]
) -> None:
    """Puts the rows in the place of all others."""
    from sqlite_utils import Database

    connection.execute("pragma defer_foreign_keys = on")
    for name in known:
        connection.execute(f"delete from {name}")
    database = Database(connection, execute_plugins=False)
    try:
        for name, those in rows.items():
            database.table(name).insert_all(those)
    except sqlite3.IntegrityError as error:
        raise StoreError(f"the document contradicts itself ({error})") from error
    for broken in connection.execute("pragma foreign_key_check").fetchall():
        raise StoreError(f"the document contradicts itself (a {broken[0]} refers to a missing {broken[2]})")
