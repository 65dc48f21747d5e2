"""How the file is found, created, recognised and connected to: all that comes before its rows.

Only SQLite itself may open an existing file: POSIX drops every lock that the process holds on it
when any other descriptor of it is closed.
"""

# pathlib would cost a captured line 6 ms:
# ruff: noqa: PTH103, PTH108, PTH112, PTH116, PTH120

from __future__ import annotations

import os
import sqlite3
import sys
from functools import partial
from stat import S_ISREG

from coachtui.store.errors import FOREIGN, NEWER, GoneError, StoreError
from coachtui.store.memory import Connection

APPLICATION_ID = 0x5C3E0A47
"""Marks a SQLite file as ours (`PRAGMA application_id`)."""

SCHEMA = 7
"""The schema that this program reads and writes: how many migrations there are (`PRAGMA user_version`)."""

OLDEST = (3, 37)
"""The first SQLite that knows strict tables."""

PRAGMAS = (
    "trusted_schema = off",
    "cell_size_check = on",
    "synchronous = extra",
    "recursive_triggers = on",  # a row that REPLACE pushes out is recorded too
    "foreign_keys = on",
    *(("fullfsync = on",) if sys.platform == "darwin" else ()),
)
"""What every connection is set to."""


def create(path: str, *, make_folder: bool) -> bool:
    """Makes an empty file that only its owner may read, unless there is one already; whether it did.

    Raises:
        StoreError: its folder is missing (and not to be made) or cannot be written.
    """
    folder = os.path.dirname(path)
    try:
        if make_folder:
            os.makedirs(folder, mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    except FileNotFoundError:
        raise StoreError(
            f"there is no folder {folder}: create it, or choose another file with --db"
        ) from None
    except OSError as error:
        raise StoreError(f"{path} cannot be created: {(error.strerror or str(error)).lower()}") from error
    return True


def discard(connection: Connection, path: str) -> None:
    """Removes a file that was made for nothing, if it still is empty.

    Whoever writes looks, once he has the lock, whether his file is still at the path.
    """
    try:
        if connection.in_transaction:
            connection.execute("rollback")
        connection.execute("begin exclusive")
        if os.stat(path).st_size == 0:
            os.unlink(path)
    except (OSError, sqlite3.Error):
        return  # an empty file does no harm: the next one to write fills it


def place(path: str) -> tuple[int, int]:
    """Which file is at the path: its device and inode.

    Raises:
        StoreError: none is there, it is no regular file, or it cannot be looked at.
    """
    try:
        status = os.stat(path)
    except FileNotFoundError:
        folder = os.path.dirname(path)
        missing = f"file {path}" if os.path.isdir(folder) else f"folder {folder}"
        raise StoreError(f"there is no {missing}") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {(error.strerror or str(error)).lower()}") from error
    if not S_ISREG(status.st_mode):
        raise StoreError(f"{path} is not a file: choose another one with --db")
    return status.st_dev, status.st_ino


def connect(path: str, *, readonly: bool = False, timeout: float = 10.0) -> Connection:
    """A connection to an existing file; `timeout` is how many seconds to wait for another program.

    A read-only one still rolls back what a killed program left half-written, which `mode=ro` could not.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise StoreError(f"coachtui needs SQLite {needed}, and this Python has {sqlite3.sqlite_version}")
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    connection = sqlite3.connect(
        f"file://{escaped}?mode=rw", timeout=timeout, isolation_level=None, uri=True, factory=Connection
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        for pragma in PRAGMAS:
            connection.execute(f"pragma {pragma}")
        if readonly:
            connection.execute("pragma query_only = on")
    except BaseException:
        connection.close()
        raise
    return connection


def schema_of(connection: sqlite3.Connection, path: str) -> int:
    """The schema of the file, 0 when it is empty; to be asked inside a transaction.

    Raises:
        StoreError: it is not ours, or a newer program's.
    """
    (application,) = connection.execute("pragma application_id").fetchone()
    (version,) = connection.execute("pragma user_version").fetchone()
    if application != APPLICATION_ID:
        (objects,) = connection.execute("select count(*) from sqlite_master").fetchone()
        if application or version or objects:
            raise StoreError(FOREIGN.format(path=path))
        return 0
    if version > SCHEMA:
        raise GoneError(NEWER.format(path=path, version=version))
    return int(version)


def leave_wal(connection: sqlite3.Connection) -> None:
    """Returns a file that another tool switched to a write-ahead log to the rollback journal, if it can."""
    (mode,) = connection.execute("pragma journal_mode").fetchone()
    if mode == "wal":
        try:
            connection.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError:
            return  # another program has it open; the next start tries again
