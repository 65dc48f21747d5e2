"""The one SQLite file: opened with care, read consistently, written one intention at a time.

A store belongs to the thread that opened it. On a file of the current schema nothing but the
standard library's sqlite3 is imported: a captured line waits for this. Instants are aware.
"""

# pathlib would cost a captured line 6 ms:
# ruff: noqa: PTH100, PTH110

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress

from coachtui.domain.typed import TYPE_CHECKING
from coachtui.store import opening
from coachtui.store.codec import to_text
from coachtui.store.errors import GoneError, StoreError, explaining, moved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from types import TracebackType
    from typing import Any, Self

    from coachtui.store.memory import Connection

HISTORY = 500
"""How many intentions can be undone."""

HASTE = 200
"""Milliseconds to wait for another program where the answer can also come later, or not at all."""


class Store:
    """An open file. `Store.open` makes one; leaving its `with` block closes it."""

    path: str
    """Absolute."""

    def __init__(self, connection: Connection, path: str, place: tuple[int, int], timeout: float) -> None:
        self.path = path
        self._timeout = timeout
        self._connection = connection
        self._place = place
        self._is_together = False
        self.steps = 0
        """How many steps were made here that undo takes back; one that was done again counts too."""

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        now: datetime,
        readonly: bool = False,
        create: bool = True,
        make_folder: bool = False,
        timeout: float = 10.0,
    ) -> Self:
        """Opens the file, and creates it or brings its schema up to date where that is needed.

        Args:
            path: where the file is, or is to be.
            now: dates the backup that is made before the schema changes.
            readonly: never create or change it; an older schema is then refused.
            create: whether a missing file is created.
            make_folder: whether a missing folder is created too, for its owner only.
            timeout: how many seconds to wait while another program writes.

        Raises:
            StoreError: there is no such file, or it cannot be used; then it was not touched.
        """
        path = os.path.abspath(path)
        is_new = create and not readonly and opening.create(path, make_folder=make_folder)
        place = opening.place(path)
        with explaining(path):
            connection = opening.connect(path, readonly=readonly, timeout=timeout)
            store = cls(connection, path, place, timeout)
            try:
                store._recognise(now, readonly=readonly)
            except BaseException:
                if is_new:
                    opening.discard(connection, path)
                connection.close()
                raise
        return store

    def _recognise(self, now: datetime, *, readonly: bool) -> None:
        """Refuses what is not ours, and brings an older file up to date."""
        connection = self._connection
        connection.execute("begin")
        schema = opening.schema_of(connection, self.path)
        connection.execute("commit")
        if readonly:
            if schema < opening.SCHEMA:
                was = f"was last used by an older coachtui (schema {schema})" if schema else "is still empty"
                raise StoreError(f"{self.path} {was}: open it once with `coachtui`")
            return
        opening.leave_wal(connection)
        if schema < opening.SCHEMA:
            from coachtui.store.migrate import bring_up_to_date

            bring_up_to_date(connection, self.path, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file; closing twice does no harm."""
        self._connection.close()

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of one statement; never a cursor, which would keep writers waiting."""
        with explaining(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Row | None:
        """The first row of one statement, or None."""
        return next(iter(self.query(sql, parameters)), None)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Reads inside see the file as it was at one moment; in a write they see that write so far."""
        if self._connection.in_transaction:
            yield self._connection
        else:
            with self._transaction("begin") as connection:
                yield connection

    @contextmanager
    def write(self, label: str, at: datetime) -> Iterator[sqlite3.Connection]:
        """One intention: everything changed inside is saved together, and undone together as `label`.

        Raises:
            StoreError: it cannot be saved; then none of it is.
        """
        if self._is_together:
            yield self._connection
            return
        with self.change() as connection:
            changes = connection.total_changes
            intention = connection.execute(
                "insert into intention (at, label) values (?, ?)", (to_text(at), label)
            ).lastrowid
            connection.execute("update recorder set intention_id = ?", (intention,))
            connection.overlook(changes)
            yield connection
            connection.execute("update recorder set intention_id = null")
            self.steps += _remember(connection, intention)

    @contextmanager
    def together(self, label: str, at: datetime) -> Iterator[sqlite3.Connection]:
        """Several intentions as one: what is written inside is saved together, and undone as `label`."""
        with self.write(label, at) as connection:
            self._is_together = True
            try:
                yield connection
            finally:
                self._is_together = False

    @contextmanager
    def change(self) -> Iterator[Connection]:
        """One immediate transaction that undo does not know of, for what tends the file itself."""
        with self._transaction("begin immediate") as connection:
            yield connection
            index_changes(connection)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        """From BEGIN to COMMIT, on the file and schema that were opened; any exception rolls back."""
        connection = self._connection
        if connection.in_transaction:
            raise AssertionError("a transaction cannot begin inside another")
        with explaining(self.path):
            try:
                connection.execute(begin)
                if not self.is_same_file() or opening.schema_of(connection, self.path) != opening.SCHEMA:
                    raise GoneError(moved(self.path))
                yield connection
                connection.execute("commit")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled back already
                    connection.execute("rollback")
                connection.forget()
                raise

    @contextmanager
    def in_haste(self) -> Iterator[None]:
        """Inside another program is waited for only as long as a line takes to be written."""
        self.query(f"pragma busy_timeout = {HASTE}")
        try:
            yield
        finally:
            self.query(f"pragma busy_timeout = {round(self._timeout * 1000)}")

    def version(self) -> tuple[int, ...]:
        """Differs from before when another connection has committed or the file was replaced."""
        (row,) = self.query("pragma data_version")
        try:
            return row[0], *opening.place(self.path)
        except StoreError:
            return (row[0],)

    def is_same_file(self) -> bool:
        """Whether the file at the path is still the one that was opened."""
        try:
            return opening.place(self.path) == self._place
        except StoreError:
            return False

    def is_deleted(self) -> bool:
        """Whether nothing is at the path of the file any more."""
        return not os.path.exists(self.path)

    def quick_check(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is sound."""
        found = [str(row[0]) for row in self.query("pragma quick_check")]
        return [] if found == ["ok"] else found


def index_changes(connection: sqlite3.Connection) -> None:
    """Brings the entries of the search index that triggers noted as stale up to date."""
    if connection.execute("select 1 from search_stale limit 1").fetchone():
        connection.execute("delete from search where rowid in (select id from search_stale)")
        connection.execute("insert into search (rowid, title, who, body, at) select * from search_entry")
        connection.execute("delete from search_stale")


def _remember(connection: sqlite3.Connection, intention: int | None) -> bool:
    """Keeps the intention if it changed anything: then what was undone and the oldest ones are forgotten.

    Returns:
        Whether it is kept.
    """
    connection.execute("delete from change where intention_id = ? and before = after", (intention,))
    if connection.execute("select 1 from change where intention_id = ? limit 1", (intention,)).fetchone():
        connection.execute("delete from intention where undone = 1")
        connection.execute(
            "delete from intention where id <= (select id from intention order by id desc limit 1 offset ?)",
            (HISTORY,),
        )
        return True
    connection.execute("delete from intention where id = ?", (intention,))
    return False
