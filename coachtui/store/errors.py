"""What the file can refuse, as one line each that says what to do."""

# pathlib would cost a captured line 6 ms:
# ruff: noqa: PTH110

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager

from coachtui.domain.errors import CoachError
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class StoreError(CoachError):
    """The file cannot be read or written; what it held before, it still holds."""


class BusyError(StoreError):
    """Another program does not let go of the file."""


class GoneError(StoreError):
    """The file that was opened is no longer there, or is a newer program's by now."""


MOVED = "{path} was moved or replaced: nothing was changed; try again"
"""The open file is no longer the one at its path."""

DELETED = "{path} was deleted or moved away: nothing was changed; put it back and try again"
"""Nothing is at the path of the open file any more."""

NEWER = "{path} was last used by a newer coachtui (schema {version}): update coachtui to go on"
"""The schema is one that this program does not know."""

FOREIGN = "{path} is not a coachtui file: choose another one with --db"
"""Another program's file, or no database at all."""

DAMAGED = "{path} is damaged ({error}): run `coachtui doctor`, or copy the newest backup over it"
"""Something in the file contradicts itself."""

_BUSY = "another program is using {path}: nothing was changed; try again in a moment"

_LINES = {
    sqlite3.SQLITE_FULL: "the disk is full: nothing was changed; free some space and try again",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: "{path} or its folder can only be read: nothing was changed; "
    "allow writing there, or choose another file with --db",
    sqlite3.SQLITE_NOTADB: FOREIGN,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_ERROR: "{path} does not answer as it should ({error}): run `coachtui doctor`",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened: check the permissions of the file and its folder",
    sqlite3.SQLITE_IOERR: "{path} cannot be read or written ({error}): nothing was changed; "
    "check the disk and its free space",
}
"""What to say for SQLite's primary result codes."""


def explained(error: sqlite3.Error | UnicodeDecodeError, path: str) -> StoreError:
    """The one line for what SQLite reported about the file."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    is_gone = code & 0xFF == sqlite3.SQLITE_CANTOPEN and not os.path.exists(path)
    if is_gone or code == sqlite3.SQLITE_READONLY_DBMOVED:
        return GoneError(moved(path))
    line = _LINES.get(code & 0xFF, "{path} refused the change ({error})")
    said = "".join(letter if letter.isprintable() else " " for letter in str(error)[:200])
    kind = BusyError if line is _BUSY else StoreError
    return kind(line.format(path=path, error=said))


def moved(path: str) -> str:
    """The line for an open file that is no longer at its path: gone, or another one is there."""
    return (MOVED if os.path.exists(path) else DELETED).format(path=path)


def is_damage(error: StoreError) -> bool:
    """Whether the file, which is there and free, holds what cannot be read."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_ERROR,
    )


@contextmanager
def explaining(path: str) -> Iterator[None]:
    """Turns what SQLite reports inside into a `StoreError`; misuse of sqlite3 stays what it is: a bug."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a damaged name makes the message unreadable
        raise explained(error, path) from error
