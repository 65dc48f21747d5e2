from __future__ import annotations

import os
import stat
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.store.backup import backup, backup_daily, before, daily_backups, newest_good, thinned
from coachtui.store.errors import StoreError
from coachtui.store.file import Store
from tests.store.helpers import NOW, add_interruption, dump, titles

if TYPE_CHECKING:
    from pathlib import Path

TODAY = NOW.date()


@pytest.fixture
def full(store: Store) -> Store:
    with store.write("one", NOW) as db:
        add_interruption(db, "one")
    return store


def test_a_backup_is_a_complete_private_file(full: Store, tmp_path: Path) -> None:
    copy = backup(full.path, tmp_path / "copy.db")
    assert copy == tmp_path / "copy.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with Store.open(copy, now=NOW) as restored:
        assert dump(restored) == dump(full)
    assert {one.name for one in tmp_path.iterdir()} == {"coach.db", "copy.db"}


def test_a_backup_copied_over_the_file_restores_it(full: Store, path: Path, tmp_path: Path) -> None:
    copy = backup(full.path, tmp_path / "copy.db")
    with full.write("two", NOW) as db:
        add_interruption(db, "two")
    full.close()
    path.write_bytes(copy.read_bytes())
    with Store.open(path, now=NOW) as restored:
        assert titles(restored) == ["one"]


def test_a_backup_overwrites_only_when_asked(full: Store, tmp_path: Path) -> None:
    target, link = tmp_path / "precious", tmp_path / "link"
    target.write_text("precious")
    link.symlink_to(target)
    for taken in (target, link):
        with pytest.raises(StoreError, match="exists already"):
            backup(full.path, taken)
    backup(full.path, link, overwrite=True)
    assert not link.is_symlink()
    assert target.read_text() == "precious"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("none/copy.db", "there is no folder .*none"),
        (".", "is a folder"),
        ("./coach.db", "is the file itself"),
    ],
)
def test_where_no_backup_can_be_made_is_said(full: Store, tmp_path: Path, name: str, line: str) -> None:
    with pytest.raises(StoreError, match=line):
        backup(full.path, f"{tmp_path}/{name}", overwrite=True)
    assert titles(full) == ["one"]


def test_the_first_call_of_a_day_makes_a_backup(full: Store, path: Path) -> None:
    made = backup_daily(full.path, NOW)
    assert made == path.parent / "backups" / "coach-2026-11-23.db"
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    content = made.read_bytes()
    with full.write("two", NOW) as db:
        add_interruption(db, "two")
    assert backup_daily(full.path, NOW + timedelta(hours=2)) is None
    assert made.read_bytes() == content
    assert backup_daily(full.path, NOW + timedelta(days=1)) == made.with_name("coach-2026-11-24.db")


def test_thinning_touches_only_daily_backups_of_this_file(full: Store, path: Path) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    kept = [
        "coach-2020-01-02-before-v2.db", "coach-2020-01-02-before-import.db", "coach-2020-01-32.db",
        "other-2020-01-02.db", "my-coach-2020-01-02.db", "coach-2020-01-02.db.old", "coach.db",
    ]  # fmt: skip
    days = [TODAY - timedelta(days=age) for age in range(1, 400)]
    for name in kept + [f"coach-{day}.db" for day in days]:
        (folder / name).touch()
    backup_daily(full.path, NOW)
    left = {one.name for one in folder.iterdir()}
    assert set(kept) <= left
    assert daily_backups(path).keys() == {TODAY, *days} - thinned([TODAY, *days], TODAY)
    assert len(left) == len(kept) + 7 + 8 + 1 + 12


def test_a_copy_that_a_kill_left_half_made_is_cleared_away_later(full: Store, path: Path) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    left, going_on, foreign = (
        folder / name
        for name in (".coach-2026-11-22.db-x1", ".coach-2026-11-23.db-x2", ".other-2026-11-22.db-x3")
    )
    for one in (left, going_on, foreign):
        one.touch()
    for one in (left, foreign):
        os.utime(one, (1, 1))
    backup_daily(full.path, NOW)
    assert [one.exists() for one in (left, going_on, foreign)] == [False, True, True]


def every_day(first: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((TODAY - first).days + 1)]


@pytest.mark.parametrize(
    ("days", "left"),
    [
        ([], []),
        ([TODAY], [TODAY]),
        (every_day(date(2026, 11, 17)), every_day(date(2026, 11, 17))),
        (
            every_day(date(2026, 11, 9)),
            [date(2026, 11, 9), date(2026, 11, 16), *every_day(date(2026, 11, 17))],
        ),
        (
            [date(2025, 3, 9), date(2025, 3, 8), date(2025, 4, 1), *every_day(date(2026, 11, 17))],
            [date(2025, 3, 8), date(2025, 4, 1), *every_day(date(2026, 11, 17))],
        ),
        (  # seven are kept however old they are
            [date(2020, 1, day) for day in range(1, 8)],
            [date(2020, 1, day) for day in range(1, 8)],
        ),
        (  # a clock that was wrong once
            [date(2031, 1, 1), *every_day(date(2026, 11, 17))],
            [date(2031, 1, 1), *every_day(date(2026, 11, 17))],
        ),
    ],
)
def test_old_backups_become_fewer(days: list[date], left: list[date]) -> None:
    assert set(days) - thinned(days, TODAY) == set(left)


@given(st.sets(st.integers(0, 1500), max_size=120))
def test_thinning_day_by_day_keeps_one_of_each_period(runs: set[int]) -> None:
    first = date(2022, 1, 1)
    made: set[date] = set()
    for number in sorted(runs):
        today = first + timedelta(days=number)
        made.add(today)
        made -= thinned(made, today)
    ever = {first + timedelta(days=number) for number in runs}
    assert {(day.year, day.month) for day in ever} == {(day.year, day.month) for day in made}
    assert set(sorted(ever)[-7:]) <= made


def test_the_newest_good_backup_is_found(full: Store, path: Path) -> None:
    assert newest_good(path) is None
    daily = backup_daily(full.path, NOW)
    assert newest_good(path) == daily
    later = before(str(path), "import", NOW)
    assert newest_good(path) == later
    later.write_bytes(b"not a database" * 100)
    assert newest_good(path) == daily


def test_a_damaged_file_gets_no_backup(full: Store, path: Path) -> None:
    content = bytearray(path.read_bytes())
    (page,) = full.query("select rootpage from sqlite_master where name = 'interruption'")[0]
    content[(page - 1) * 4096 : page * 4096] = b"\x55" * 4096
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        backup_daily(full.path, NOW)
    assert list((path.parent / "backups").iterdir()) == []
