"""What is right and wrong with the file, one line each, and the little that can be mended safely."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.text import counted
from coachtui.store import search
from coachtui.store.backup import newest_good
from coachtui.store.errors import StoreError, explaining

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.store.file import Store

CLOUDS = ("dropbox", "icloud", "mobile documents", "onedrive", "google drive", "googledrive", "nextcloud")
"""Parts of folder names by which programs that copy files behind our back are known."""


class Finding(NamedTuple):
    """One thing that was looked at."""

    ok: bool
    text: str
    """What was found; where it is not ok, also what to do."""


def examine(store: Store) -> list[Finding]:
    """Everything worth knowing about the file; nothing in it is changed, and nothing is raised."""
    looks = (_soundness, _references, _schema, _search_index, _journal, _permissions, _folder, _backups)
    return [
        Finding(True, f"{store.path}, SQLite {sqlite3.sqlite_version}"),
        *(_finding(look, store) for look in looks),
    ]


def unopened(path: str, error: StoreError) -> list[Finding]:
    """What is to be said of a file that cannot even be opened, and how its newest good backup comes back."""
    return [Finding(False, _said(error)), Finding(newest_good(path) is not None, _way_back(path))]


def unused(path: str) -> list[Finding]:
    """What is to be said where there is no file yet: nothing is wrong with it."""
    return [
        Finding(True, f"there is no file {path} yet: `coachtui`, or the first `coachtui add`, creates it")
    ]


def empty(path: str) -> list[Finding]:
    """What is to be said of a file without a byte: it is not ours to fill, and nothing comes back from it."""
    return [
        Finding(
            False,
            f"{path} is empty, no row is in it: remove it, or begin anew with `coachtui --db {quote(path)}`",
        )
    ]


def _said(error: StoreError) -> str:
    """What the error says is wrong, without the advice to ask the doctor."""
    return str(error).partition(": run `coachtui doctor`")[0]


def _way_back(path: str) -> str:
    """How a damaged file is replaced: by its newest good backup, else by what SQLite can still read of it."""
    if newest := newest_good(path):
        return f"the newest good backup is {newest}: {_restoring(path, newest)}"
    old, sql, new = quote(path), quote(f"{path}.sql"), quote(f"{path}.rescued")
    return (
        f"there is no good backup of it: `sqlite3 {old} .recover > {sql} && sqlite3 {new} < {sql}` saves what"
        " can still be read (with the sqlite3 of sqlite.org where yours cannot),"
        f" `coachtui --db {new} doctor --mend` checks that and counts what came back"
    )


def _restoring(path: str, backup: Path) -> str:
    """The command that puts a backup in the place of the file, and keeps that."""
    old, new = quote(path), quote(str(backup))
    return f"`mv {old} {quote(path + '.damaged')} && cp {new} {old}` restores it"


def _finding(look: Callable[[Store], Finding], store: Store) -> Finding:
    try:
        return look(store)
    except StoreError as error:
        return Finding(False, _said(error))


def mend(store: Store) -> None:
    """Makes the search index anew and the file and its backups private; rows are never touched.

    Raises:
        StoreError: the file is too damaged for that, or not ours to change.
    """
    search.rebuild(store)
    path = Path(store.path)
    try:
        path.chmod(0o600)
        backups = path.parent / "backups"
        if backups.is_dir():
            backups.chmod(0o700)
    except OSError as error:
        raise StoreError(f"the permissions cannot be set: {error.strerror}") from error


def _soundness(store: Store) -> Finding:
    try:
        problems = store.quick_check()
    except StoreError as error:
        return Finding(False, f"{_said(error)}: {_way_back(store.path)}")
    if not problems:
        return Finding(True, f"every page and row is readable: {_held(store)}")
    return Finding(False, f"damaged ({' '.join(problems[0].split())}): {_way_back(store.path)}")


def _held(store: Store) -> str:
    """What the file holds, in numbers."""
    things = ("interruption", "task", "meeting", "action")
    counts = [store.query(f"select count(*) from {thing}")[0][0] for thing in things]
    return ", ".join(map(counted, counts, things))


def _references(store: Store) -> Finding:
    broken = len(store.query("pragma foreign_key_check"))
    if broken:
        return Finding(False, f"rows that refer to missing rows, which another tool must have made: {broken}")
    return Finding(True, "every row that another refers to is there")


def _schema(store: Store) -> Finding:
    from coachtui.store.migrate import apply

    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        apply(fresh)
        expected = _objects(fresh)
    finally:
        fresh.close()
    with explaining(store.path), store.read() as connection:
        found = _objects(connection)
    if odd := sorted({name for name, _ in expected ^ found}):
        return Finding(False, f"tables, indexes or triggers differ from ours: {', '.join(odd)}")
    return Finding(True, "the tables are those of this coachtui")


def _objects(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    rows = connection.execute(
        "select name, sql from sqlite_master where name not like 'sqlite\\_%' escape '\\'"
    )
    return {(name, sql) for name, sql in rows.fetchall()}


def _search_index(store: Store) -> Finding:
    try:
        if search.is_in_step(store):
            return Finding(True, "the search index is in step with the rows")
    except StoreError as error:
        return Finding(False, f"the search index cannot be checked: {error}")
    return Finding(False, "the search index is out of step with the rows: mending makes it anew")


def _journal(store: Store) -> Finding:
    row = store.one("pragma journal_mode")
    mode = row[0] if row else "unknown"
    if mode == "delete":
        return Finding(True, "the journal is the rollback journal")
    return Finding(
        False, f"another tool set the journal to {mode} and has the file open: close it and start again"
    )


def _permissions(store: Store) -> Finding:
    path = Path(store.path)
    for one in (path, path.parent / "backups"):
        if one.exists() and (mode := one.stat().st_mode & 0o777) & 0o077:
            return Finding(False, f"others can get at {one} (mode {mode:o}): mending makes it private")
    return Finding(True, "only you can get at the file and its backups")


def _folder(store: Store) -> Finding:
    folder = Path(store.path).resolve().parent
    for part in folder.parts:
        if any(cloud in part.casefold() for cloud in CLOUDS):
            return Finding(
                False, f"{part} copies the file while it is written: keep it elsewhere, or close first"
            )
    return Finding(True, "no program known to us copies the file behind our back")


def _backups(store: Store) -> Finding:
    if newest := newest_good(store.path):
        return Finding(True, f"the newest good backup is {newest}")
    (days,) = store.query("select count(distinct substr(at, 1, 10)) from intention")[0]
    if days > 1:
        return Finding(False, "there is no good backup yet: `coachtui backup` makes one")
    return Finding(True, "the first backup is made with the first plan: `coachtui backup` makes one now")
