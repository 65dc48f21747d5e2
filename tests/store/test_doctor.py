from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from coachtui.store.backup import backup_daily
from coachtui.store.doctor import examine, mend
from coachtui.store.file import Store
from tests.store.helpers import NOW, add_interruption, dump


@pytest.fixture
def full(store: Store) -> Store:
    with store.write("one", NOW) as db:
        add_interruption(db, "one")
    backup_daily(store.path, NOW)
    return store


def complaints(store: Store) -> list[str]:
    found = examine(store)
    assert all("\n" not in finding.text for finding in found)
    return [finding.text for finding in found if not finding.ok]


def by_hand(path: Path, sql: str) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("pragma foreign_keys = off")
    other.execute(sql)
    other.close()


def test_a_sound_file_has_no_complaints_and_is_left_as_it_is(full: Store, path: Path) -> None:
    before = path.read_bytes()
    assert complaints(full) == []
    assert path.read_bytes() == before


def test_a_file_without_a_backup_is_told_once_it_holds_more_than_a_day(store: Store) -> None:
    assert complaints(store) == []
    for day in range(2):
        assert complaints(store) == []
        with store.write(f"day {day}", NOW + timedelta(days=day)) as db:
            add_interruption(db, f"day {day}")
    assert complaints(store) == ["there is no good backup yet: `coachtui backup` makes one"]
    backup_daily(store.path, NOW)
    assert complaints(store) == []


def test_a_sound_file_says_how_much_it_holds(full: Store) -> None:
    held = "every page and row is readable: 1 interruption, 0 tasks, 0 meetings, 0 actions"
    assert held in [finding.text for finding in examine(full)]


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("update interruption set person_id = 77", "rows that refer to missing rows"),
        ("drop trigger record_task_insert", "differ from ours: record_task_insert"),
        ("create view mine as select 1", "differ from ours: mine"),
        ("delete from search", "the search index is out of step"),
    ],
)
def test_what_another_tool_did_is_named(full: Store, path: Path, sql: str, complaint: str) -> None:
    by_hand(path, sql)
    (found,) = complaints(full)
    assert complaint in found


def test_a_write_ahead_log_that_is_in_use_is_named(path: Path) -> None:
    Store.open(path, now=NOW).close()
    other = sqlite3.connect(path)
    other.execute("pragma journal_mode = wal")
    other.execute("select * from setting").fetchall()
    with Store.open(path, now=NOW, timeout=0.05) as store:
        assert any("set the journal to wal" in complaint for complaint in complaints(store))
    other.close()


def test_a_file_that_others_can_read_is_named_and_mended(full: Store, path: Path) -> None:
    path.chmod(0o644)
    path.with_name("backups").chmod(0o755)
    assert [f"others can get at {path} (mode 644): mending makes it private"] == complaints(full)
    path.chmod(0o600)
    assert "backups (mode 755)" in complaints(full)[0]
    mend(full)
    assert complaints(full) == []


@pytest.mark.parametrize("folder", ["Dropbox", "iCloud Drive", "OneDrive - Firm", "Mobile Documents"])
def test_a_folder_that_is_copied_behind_our_back_is_named(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "coachtui" / "coach.db"
    with Store.open(path, now=NOW, make_folder=True) as store:
        assert any(complaint.startswith(f"{folder} copies the file") for complaint in complaints(store))


def test_mending_makes_the_index_anew_and_keeps_every_row(full: Store, path: Path) -> None:
    rows = dump(full)
    by_hand(path, "delete from search_data where id > 10")
    assert any("the search index" in complaint for complaint in complaints(full))
    mend(full)
    assert complaints(full) == []
    assert dump(full) == rows


def test_damage_is_named_with_the_backup_that_replaces_it(full: Store, path: Path) -> None:
    content = bytearray(path.read_bytes())
    (page,) = full.query("select rootpage from sqlite_master where name = 'interruption'")[0]
    content[(page - 1) * 4096 : page * 4096] = b"\x55" * 4096
    path.write_bytes(content)
    newest = path.parent / "backups" / "coach-2026-11-23.db"
    with Store.open(path, now=NOW) as store:
        assert any(
            "damaged" in line and f"cp {newest} {path}` restores it" in line for line in complaints(store)
        )
