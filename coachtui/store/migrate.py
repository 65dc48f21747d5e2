"""Brings an empty or older file to the current schema, once, whoever comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database

from coachtui.store import backup, opening
from coachtui.store.errors import DAMAGED, StoreError
from coachtui.store.schema import migrations

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime


def bring_up_to_date(connection: sqlite3.Connection, path: str, now: datetime) -> None:
    """Applies the migrations that the file lacks, all or none; an older file is backed up before.

    Others may do the same at the same time: the version is read again once this one holds the lock.
    """
    connection.execute("pragma foreign_keys = off")  # inside a transaction it would do nothing
    connection.execute("begin immediate")
    try:
        schema = opening.schema_of(connection, path)
        if schema < opening.SCHEMA:
            if schema:
                backup.before(path, f"v{opening.SCHEMA}", now)
            apply(connection)
            connection.execute("delete from change where intention_id not in (select id from intention)")
            if connection.execute("pragma foreign_key_check").fetchone():
                raise StoreError(DAMAGED.format(path=path, error="rows refer to rows that are missing"))
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    connection.execute("pragma foreign_keys = on")


def apply(connection: sqlite3.Connection) -> None:
    """Runs the missing migrations inside the caller's transaction and marks the file as ours."""
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"pragma application_id = {opening.APPLICATION_ID}")
    connection.execute(f"pragma user_version = {opening.SCHEMA}")
