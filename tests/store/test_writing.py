from __future__ import annotations

import random
import signal
import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from coachtui.store import opening
from coachtui.store.errors import StoreError
from coachtui.store.file import Store
from tests.store.helpers import NOW, add_interruption, dump, output_of, program, titles

if TYPE_CHECKING:
    from pathlib import Path


def refused_write(store: Store) -> str:
    """The one line with which a write is refused."""
    with pytest.raises(StoreError) as refused, store.write("refused", NOW) as db:
        add_interruption(db, "refused")
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_what_is_written_is_there_for_the_next(path: Path, store: Store) -> None:
    with store.write("one", NOW) as db:
        add_interruption(db, "one")
    with Store.open(path, now=NOW) as other:
        assert titles(other) == ["one"]


def test_an_exception_takes_everything_back(store: Store) -> None:
    before = dump(store)
    with suppress(KeyboardInterrupt), store.write("one", NOW) as db:
        add_interruption(db, "one")
        raise KeyboardInterrupt
    assert dump(store) == before
    assert store.query("select * from intention") == []
    with store.write("two", NOW) as db:
        add_interruption(db, "two")
    assert titles(store) == ["two"]


def test_what_a_table_refuses_is_one_line(store: Store) -> None:
    with pytest.raises(StoreError, match="CHECK constraint failed"), store.write("none", NOW) as db:
        add_interruption(db, "")
    assert titles(store) == []


def test_a_write_inside_a_write_is_a_bug(store: Store) -> None:
    with store.write("outer", NOW) as db:
        add_interruption(db, "outer")
        with pytest.raises(AssertionError), store.write("inner", NOW):
            pass
    assert titles(store) == ["outer"]


def test_reading_inside_a_write_sees_it_so_far(store: Store) -> None:
    with store.write("one", NOW) as db:
        add_interruption(db, "one")
        with store.read():
            assert titles(store) == ["one"]


def test_reading_sees_one_moment_whatever_others_save(path: Path, store: Store) -> None:
    with Store.open(path, now=NOW, timeout=0.05) as other, store.read():
        assert titles(store) == []
        with pytest.raises(StoreError, match="another program is using"), other.write("one", NOW) as db:
            add_interruption(db, "one")
        assert titles(store) == []
    with Store.open(path, now=NOW) as other, other.write("one", NOW) as db:
        add_interruption(db, "one")
    assert titles(store) == ["one"]


def test_only_another_program_makes_a_new_version(path: Path, store: Store) -> None:
    start = store.version()
    with store.write("mine", NOW) as db:
        add_interruption(db, "mine")
    assert store.version() == start
    with Store.open(path, now=NOW) as other:
        assert store.version() == start
        with other.write("theirs", NOW) as db:
            add_interruption(db, "theirs")
    changed = store.version()
    assert changed != start
    assert store.version() == changed


def test_a_file_that_was_replaced_is_noticed_and_not_written(path: Path, store: Store) -> None:
    start = store.version()
    twin = path.with_name("twin.db")
    Store.open(twin, now=NOW).close()
    twin.replace(path)
    assert store.version() != start
    assert not store.is_same_file()
    assert "was moved or replaced: nothing was changed" in refused_write(store)
    with pytest.raises(StoreError, match="moved or replaced"), store.read():
        pass
    path.unlink()
    assert store.version() != start
    assert "was deleted or moved away: nothing was changed; put it back and try again" in refused_write(store)


def test_a_dashboard_left_open_stops_when_a_newer_program_has_upgraded_the_file(
    path: Path, store: Store
) -> None:
    newer = sqlite3.connect(path)
    newer.execute(f"pragma user_version = {opening.SCHEMA + 1}")
    newer.close()
    assert "newer coachtui" in refused_write(store)
    with pytest.raises(StoreError, match="newer coachtui"), store.read():
        pass


def test_a_locked_file_is_waited_for_and_then_named(path: Path) -> None:
    with Store.open(path, now=NOW, timeout=0.05) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("begin exclusive")
        assert f"another program is using {path}: nothing was changed" in refused_write(store)
        other.execute("rollback")
        with store.write("one", NOW) as db:
            add_interruption(db, "one")
        other.execute("begin exclusive")
        with pytest.raises(StoreError, match="another program is using"):
            Store.open(path, now=NOW, timeout=0.05)
        other.close()


def test_a_full_disk_loses_nothing_that_was_saved(store: Store) -> None:
    with store.write("one", NOW) as db:
        add_interruption(db, "one")
    (pages,) = store.query("pragma page_count")[0]
    store.query(f"pragma max_page_count = {pages}")
    with pytest.raises(StoreError, match="the disk is full: nothing"), store.write("much", NOW) as db:
        add_interruption(db, "much", note="x" * 50_000)
    assert titles(store) == ["one"]
    assert store.quick_check() == []
    store.query("pragma max_page_count = 1000000")
    with store.write("two", NOW) as db:
        add_interruption(db, "two")
    assert titles(store) == ["one", "two"]


def test_a_quota_that_is_used_up_is_one_line(path: Path) -> None:
    Store.open(path, now=NOW).close()
    fill = """
import os, resource
from coachtui.domain.errors import CoachError
size = os.stat(path).st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
with Store.open(path, now=NOW) as store:
    try:
        with store.write("much", NOW) as db:
            db.execute("insert into setting (key, value) values ('a', ?)", ("x" * 100_000,))
    except CoachError as error:
        print(error)
    print(len(store.query("select * from setting")), store.quick_check())
"""
    line, rest = output_of(fill, path).splitlines()
    assert "check the disk and its free space" in line or "the disk is full" in line
    assert rest == "0 []"


def test_two_programs_that_read_and_then_write_lose_nothing(path: Path) -> None:
    count = """
with Store.open(path, now=NOW) as store:
    for _ in range(60):
        with store.write("count", NOW) as db:
            (value,) = db.execute("select value from setting").fetchone()
            db.execute("update setting set value = ?", (str(int(value) + 1),))
"""
    with Store.open(path, now=NOW) as store, store.write("start", NOW) as db:
        db.execute("insert into setting (key, value) values ('count', '0')")
    both = [program(count, path) for _ in range(2)]
    for one in both:
        one.communicate()
        assert one.returncode == 0
    with Store.open(path, now=NOW) as store:
        assert store.query("select value from setting")[0][0] == "120"


def test_what_was_acknowledged_survives_a_kill(path: Path) -> None:
    write = """
with Store.open(path, now=NOW) as store:
    while True:
        with store.write("one more", NOW) as db:
            number = db.execute(
                "insert into interruption (title, minutes, estimated, urgency, state, arrived_at)"
                " values ('invoice', 10, 0, 'normal', 'waiting', '2026-11-23T09:00:00Z')"
            ).lastrowid
        print(number, flush=True)
"""
    Store.open(path, now=NOW).close()
    random_ = random.Random(20261123)
    for _ in range(12):
        with program(write, path) as writer:
            assert writer.stdout is not None
            acknowledged = [writer.stdout.readline() for _ in range(random_.randint(1, 20))]
            moment = time.perf_counter() + random_.random() * 0.003
            while time.perf_counter() < moment:
                pass
            writer.send_signal(signal.SIGKILL)
            acknowledged += writer.stdout.readlines()
        with Store.open(path, now=NOW) as store:
            assert store.quick_check() == []
            kept = {row["id"] for row in store.query("select id from interruption")}
            assert {int(line) for line in acknowledged if line.endswith("\n")} <= kept
            assert store.query("select * from recorder where intention_id is not null") == []
            found = store.query("select rowid from search where search match 'invoice'")
            assert {row[0] >> 4 for row in found} == kept


def test_bytes_that_are_no_text_are_read_as_something(path: Path, store: Store) -> None:
    other = sqlite3.connect(path)
    other.execute("insert into setting (key, value) values ('a', cast(x'61ff62' as text))")
    other.commit()
    other.close()
    assert store.query("select value from setting")[0][0] == "a\ufffdb"
