from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database, Migrations

from coachtui.store import migrate, opening, schema
from coachtui.store.ddl import record_changes
from coachtui.store.errors import StoreError
from coachtui.store.file import Store
from coachtui.store.schema import migrations
from coachtui.store.search import is_in_step
from coachtui.store.tables import columns_of, recorded_tables
from coachtui.store.undo import undo
from tests.store.helpers import NOW, add_interruption, titles

if TYPE_CHECKING:
    from pathlib import Path


def objects(store: Store) -> dict[str, str]:
    return {row["name"]: row["sql"] for row in store.query("select name, sql from sqlite_master")}


def names() -> list[str]:
    return [one.name for one in migrations.pending(Database(memory=True))]


def test_the_schema_is_the_number_of_migrations() -> None:
    assert len(names()) == opening.SCHEMA


def test_a_file_that_grew_one_migration_at_a_time_equals_a_fresh_one(tmp_path: Path) -> None:
    grown = tmp_path / "grown.db"
    for later in (*names()[1:], "none"):
        with Database(opening.connect(_touched(grown)), execute_plugins=False) as database:
            migrations.apply(database, stop_before=later)
    with Database(opening.connect(str(grown)), execute_plugins=False) as database:
        database.execute(f"pragma application_id = {opening.APPLICATION_ID}")
        database.execute(f"pragma user_version = {opening.SCHEMA}")
    with Store.open(grown, now=NOW) as old, Store.open(tmp_path / "fresh.db", now=NOW) as fresh:
        assert objects(old) == objects(fresh)


@pytest.mark.parametrize("schema_of_old", range(1, opening.SCHEMA))
def test_a_file_of_every_older_schema_keeps_its_rows(tmp_path: Path, schema_of_old: int) -> None:
    path = tmp_path / "old.db"
    with Database(opening.connect(_touched(path)), execute_plugins=False) as database:
        migrations.apply(database, stop_before=names()[schema_of_old])
        database.execute(f"pragma application_id = {opening.APPLICATION_ID}")
        database.execute(f"pragma user_version = {schema_of_old}")
        database.execute("insert into intention (at, label) values ('2026-11-23T09:00:00Z', 'one')")
        database.execute("update recorder set intention_id = 1")
        add_interruption(database.conn, "one")
        database.execute("insert into run (interruption_id, started_at) values (1, '2026-11-23T09:00:00Z')")
        database.execute("update recorder set intention_id = null")
    with Store.open(path, now=NOW) as store:
        assert titles(store) == ["one"]
        assert len(store.query("select * from run")) == 1
        with store.write("two", NOW) as db:
            add_interruption(db, "two")
        assert undo(store, NOW) == "two"
        assert undo(store, NOW) in ("one", None)
        assert is_in_step(store)


def _touched(path: Path) -> str:
    path.touch()
    return str(path)


def test_every_table_of_the_users_rows_is_recorded(store: Store) -> None:
    tables = {row["name"] for row in store.query("select name from pragma_table_list where type = 'table'")}
    own = {"intention", "change", "recorder", "search_stale", "_sqlite_migrations", "sqlite_schema"}
    with store.read() as db:
        assert set(recorded_tables(db)) == {one for one in tables if not one.startswith("sqlite_")} - own


def test_undo_keeps_every_kind_of_column_exactly(store: Store) -> None:
    with store.read() as db:
        for table in recorded_tables(db):
            kinds = {row["type"] for row in db.execute(f"pragma table_info({table})").fetchall()}
            assert kinds <= {"INTEGER", "TEXT"}
            assert next(iter(columns_of(db, table))) == "id"


@pytest.fixture
def old(path: Path) -> Path:
    """A file of this program, with a row."""
    with Store.open(path, now=NOW) as store, store.write("one", NOW) as db:
        add_interruption(db, "one")
    return path


@pytest.fixture
def next_program(old: Path, monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """From here on the program is the one after this: it knows one more migration."""
    following = Migrations(migrations.name)
    for one in migrations.pending(Database(memory=True)):
        following(name=one.name)(one.fn)

    @following()
    def next_one(db: Database) -> None:
        db.execute("create table habit (id integer primary key, name text not null) strict")
        record_changes(db, ["habit"])

    monkeypatch.setattr(migrate, "migrations", following)
    monkeypatch.setattr(opening, "SCHEMA", opening.SCHEMA + 1)
    return following


def backups(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").iterdir())


@pytest.mark.usefixtures("next_program")
def test_an_older_file_is_backed_up_and_then_brought_up_to_date(old: Path) -> None:
    before = opening.SCHEMA - 1
    with Store.open(old, now=NOW) as store:
        assert titles(store) == ["one"]
        with store.write("habit", NOW) as db:
            db.execute("insert into habit (name) values ('walk')")
        assert undo(store, NOW) == "habit"
        assert undo(store, NOW) == "one"
    (copy,) = backups(old)
    assert copy.name == f"coach-2026-11-23-before-v{opening.SCHEMA}.db"
    with Database(opening.connect(str(copy)), execute_plugins=False) as database:
        assert database.execute("pragma user_version").fetchone()[0] == before
        assert database.execute("select title from interruption").fetchone()[0] == "one"


@pytest.mark.usefixtures("next_program")
def test_an_upgraded_file_equals_a_fresh_one(old: Path, tmp_path: Path) -> None:
    with Store.open(old, now=NOW) as upgraded, Store.open(tmp_path / "fresh.db", now=NOW) as fresh:
        assert objects(upgraded) == objects(fresh)


@pytest.mark.usefixtures("next_program")
def test_reading_only_does_not_upgrade(old: Path) -> None:
    content = old.read_bytes()
    with pytest.raises(StoreError, match=r"older coachtui \(schema \d+\): open it once with `coachtui`"):
        Store.open(old, now=NOW, readonly=True)
    assert old.read_bytes() == content


def test_a_migration_that_fails_leaves_the_file_as_it_was(old: Path, next_program: Migrations) -> None:
    content = old.read_bytes()

    @next_program()
    def broken(db: Database) -> None:
        db.execute("drop table interruption")
        db.execute("create table habit (id)")

    with pytest.raises(StoreError, match="table habit already exists"):
        Store.open(old, now=NOW)
    assert old.read_bytes() == content


def test_a_second_upgrade_on_the_same_day_keeps_both_backups(old: Path, next_program: Migrations) -> None:
    assert schema.migrations is not next_program
    content = old.read_bytes()
    Store.open(old, now=NOW).close()
    old.write_bytes(content)
    Store.open(old, now=NOW).close()
    assert len(backups(old)) == 2
