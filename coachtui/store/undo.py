"""One intention back, and forward again: also after a restart, also from another terminal.

While `Store.write` is open, triggers keep each changed row as it was and as it became. Undo puts
back what was, last change first; redo what became, first change first. A new intention makes what
was undone unreachable. A row that something else has changed since is never overwritten.
"""

from __future__ import annotations

from coachtui.domain.text import quoted
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple
from coachtui.store.codec import from_text, to_text
from coachtui.store.errors import StoreError
from coachtui.store.tables import columns_of, from_literals, recorded_tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from coachtui.store.file import Store

    Meant = Callable[[sqlite3.Connection, Sequence[sqlite3.Row]], bool]


class Entry(NamedTuple):
    """One remembered intention."""

    at: datetime
    """When it was done, or last undone or redone."""
    label: str
    undone: bool


_LAST_DONE = "select id, label from intention where undone = 0 order by id desc limit 1"
_FIRST_UNDONE = "select id, label from intention where undone = 1 order by id limit 1"


def undo(store: Store, at: datetime, meant: Meant | None = None) -> str | None:
    """Takes the newest intention back; its label, or None when there is nothing to undo.

    Args:
        store: an open file.
        at: when that is.
        meant: says of the changed rows whether this intention is meant; if not, there is nothing to undo.

    Raises:
        StoreError: a row has been changed by something else since; nothing is undone, and that is forgotten.
    """
    return _turn(store, at, meant, undoing=True)


def redo(store: Store, at: datetime, meant: Meant | None = None) -> str | None:
    """Does again what was undone last, if it is meant; its label, or None when there is nothing to redo.

    Raises:
        StoreError: a row has been changed by something else since; nothing is redone, and that is forgotten.
    """
    return _turn(store, at, meant, undoing=False)


def peek(connection: sqlite3.Connection) -> tuple[str, str]:
    """What undo would take back and what redo would do again; empty where there is nothing."""
    back, forth = (connection.execute(sql).fetchone() for sql in (_LAST_DONE, _FIRST_UNDONE))
    return back["label"] if back else "", forth["label"] if forth else ""


def last_at(connection: sqlite3.Connection) -> datetime | None:
    """When anything was done last that was not taken back; None where that is not known any more."""
    row = connection.execute("select at from intention where undone = 0 order by id desc limit 1").fetchone()
    return from_text(row[0]) if row else None


def history(store: Store, limit: int = 50) -> list[Entry]:
    """The remembered intentions, newest first."""
    rows = store.query("select at, label, undone from intention order by id desc limit ?", (limit,))
    return [Entry(from_text(row["at"]), row["label"], bool(row["undone"])) for row in rows]


class _Stuck(NamedTuple):
    """An intention that cannot be turned, also not later."""

    id: int
    label: str
    why: str


class _StuckError(Exception):
    """What was turned of it so far is to be taken back; holds a `_Stuck`."""


def _turn(store: Store, at: datetime, meant: Meant | None, *, undoing: bool) -> str | None:
    try:
        return _try(store, at, meant, undoing=undoing)
    except _StuckError as error:
        stuck: _Stuck = error.args[0]
        with store.change() as connection:
            connection.execute("delete from intention where id = ?", (stuck.id,))
            following = peek(connection)[not undoing]
        verb, again = ("undone", "undo") if undoing else ("redone", "redo")
        advice = f"{again} again is about {quoted(following)}" if following else f"nothing else can be {verb}"
        raise StoreError(f"{quoted(stuck.label)} cannot be {verb}, {stuck.why}: {advice}") from None


def _try(store: Store, at: datetime, meant: Meant | None, *, undoing: bool) -> str | None:
    """Turns an intention; where that cannot be, nothing is changed.

    Raises:
        _StuckError: it cannot be turned.
    """
    with store.change() as connection:
        intention = connection.execute(_LAST_DONE if undoing else _FIRST_UNDONE).fetchone()
        if intention is None:
            return None
        connection.execute("pragma defer_foreign_keys = on")
        changes = connection.execute(
            f"select * from change where intention_id = ? order by id {'desc' if undoing else 'asc'}",
            (intention["id"],),
        ).fetchall()
        try:
            if meant is not None and not meant(connection, changes):
                return None
            fit = all(_turned(connection, change, undoing=undoing) for change in changes)
        except (ValueError, OverflowError):
            raise _StuckError(
                _Stuck(intention["id"], intention["label"], "what is remembered of it is unreadable")
            ) from None
        if not fit:
            raise _StuckError(_Stuck(intention["id"], intention["label"], "its rows have changed since"))
        connection.execute(
            "update intention set undone = ?, at = ? where id = ?", (undoing, to_text(at), intention["id"])
        )
        store.steps += not undoing
        return str(intention["label"])


def _turned(connection: sqlite3.Connection, change: sqlite3.Row, *, undoing: bool) -> bool:
    """Puts back one row; False when what is there is not what the change left behind."""
    table, key = change["tbl"], change["row_id"]
    if table not in recorded_tables(connection):
        raise ValueError(f"undo does not know the table {table}")
    columns = columns_of(connection, table)
    was, becomes = (
        change[age] and from_literals(change[age], columns.values()) for age in ("before", "after")
    )
    if undoing:
        was, becomes = becomes, was
    row = connection.execute(f"select * from {table} where id = ?", (key,)).fetchone()
    if (row and tuple(row)) != was:
        return False
    if becomes is None:
        connection.execute(f"delete from {table} where id = ?", (key,))
    elif was is None:
        connection.execute(f"insert into {table} values ({', '.join('?' * len(becomes))})", becomes)
    else:
        sets = ", ".join(f"{name} = ?" for name in columns)
        connection.execute(f"update {table} set {sets} where id = ?", (*becomes, key))
    return True
