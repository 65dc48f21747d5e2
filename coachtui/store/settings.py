"""What the program keeps about itself: a few values by name, which undo does not know of."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

    from coachtui.store.file import Store


def all_of(store: Store) -> dict[str, str]:
    """Every kept value by its name."""
    return {row["key"]: row["value"] for row in store.query("select key, value from setting")}


def keep(store: Store, key: str, value: str) -> None:
    """Keep a value under a name, in place of the one before.

    Raises:
        StoreError: it cannot be saved.
    """
    with store.change() as connection:
        put(connection, key, value)


def revise(store: Store, key: str, revised: Callable[[str], str]) -> None:
    """Replace a value by what becomes of it; nothing is written between the look and the writing.

    Args:
        store: an open file.
        key: the name of the value.
        revised: what is to be kept, given what is; nothing is an empty text.

    Raises:
        StoreError: it cannot be saved.
    """
    with store.change() as connection:
        row = connection.execute("select value from setting where key = ?", (key,)).fetchone()
        was = row["value"] if row else ""
        if (value := revised(was)) != was:
            put(connection, key, value)


def put(db: Connection, key: str, value: str) -> None:
    """The same inside the caller's transaction, saved with it and not undone with it."""
    with _unrecorded(db):
        db.execute(
            "insert into setting (key, value) values (?, ?)"
            " on conflict (key) do update set value = excluded.value",
            (key, value),
        )


def drop(db: Connection, key: str) -> None:
    """Forget a value inside the caller's transaction; undo does not bring it back."""
    with _unrecorded(db):
        db.execute("delete from setting where key = ?", (key,))


@contextmanager
def _unrecorded(db: Connection) -> Iterator[None]:
    """Undo's memory does not see what is changed inside, also in the middle of an intention."""
    (intention,) = db.execute("select intention_id from recorder").fetchone()
    db.execute("update recorder set intention_id = null")
    yield
    db.execute("update recorder set intention_id = ?", (intention,))
