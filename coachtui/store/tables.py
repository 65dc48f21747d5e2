"""Which tables hold the user's rows, and how undo's memory spells one row."""

from __future__ import annotations

import re

from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

HISTORY = ("intention", "change")
"""The tables of undo's own memory."""

Value = int | str | None
"""What a column can hold."""

_LITERAL = re.compile(r"NULL|'([^']*(?:''[^']*)*)'")
_LITERALS = re.compile(f"(?:{_LITERAL.pattern})(?:,(?:{_LITERAL.pattern}))*")


def recorded_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of the user's rows, in the order in which they were made."""
    rows = connection.execute(
        "select tbl_name from sqlite_master"
        " where type = 'trigger' and name = 'record_' || tbl_name || '_insert' order by rowid"
    )
    return [name for (name,) in rows.fetchall()]


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, type]:
    """The columns of a table and what their values are, besides None: int or str."""
    rows = connection.execute("select name, type from pragma_table_info(?)", (table,)).fetchall()
    return {name: int if kind.upper() == "INTEGER" else str for name, kind in rows}


def to_literals(values: Iterable[Value]) -> str:
    """The row as the triggers write it: SQL literals, numbers quoted too, with commas between them."""
    return ",".join(
        "NULL" if value is None else "'" + str(value).replace("'", "''") + "'" for value in values
    )


def from_literals(text: str, kinds: Iterable[type]) -> tuple[Value, ...]:
    """The row, of columns of these kinds, whose text a trigger or `to_literals` wrote.

    Raises:
        ValueError: it is no such text.
    """
    if not _LITERALS.fullmatch(text):
        raise ValueError("these are not the literals of a row")
    return tuple(
        None if found[1] is None else kind(found[1].replace("''", "'"))
        for found, kind in zip(_LITERAL.finditer(text), kinds, strict=True)
    )
