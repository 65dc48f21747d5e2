from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coachtui.store import opening
from coachtui.store.errors import StoreError
from coachtui.store.file import Store
from tests.store.helpers import NOW, add_interruption, output_of, program, titles

if TYPE_CHECKING:
    from collections.abc import Iterator


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def refusal(path: Path, **options: bool) -> str:
    """The one line with which the file is refused, and proof that nothing was touched."""
    before = files(path.parent)
    with pytest.raises(StoreError) as refused:
        Store.open(path, now=NOW, timeout=0.05, **options)
    assert files(path.parent) == before
    line = str(refused.value)
    assert "\n" not in line
    return line


def test_a_new_file_and_its_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "share" / "coachtui" / "coach.db"
    old = os.umask(0)
    try:
        with Store.open(path, now=NOW, make_folder=True) as store, store.write("one", NOW) as db:
            add_interruption(db, "one")
            assert {mode(one) for one in path.parent.iterdir()} == {0o600}
    finally:
        os.umask(old)
    assert mode(path.parent) == 0o700


def test_an_empty_file_is_as_good_as_none(path: Path) -> None:
    path.touch()
    with Store.open(path, now=NOW) as store:
        assert titles(store) == []


def test_a_file_with_odd_signs_in_its_name_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "a%20b?mode=memory#c é.db"
    Store.open(path, now=NOW).close()
    assert path.stat().st_size > 0
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_every_connection_is_set_to_be_careful(store: Store) -> None:
    expected = {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "trusted_schema": 0,
        "cell_size_check": 1, "recursive_triggers": 1, "busy_timeout": 10_000,
    }  # fmt: skip
    assert {name: store.query(f"pragma {name}")[0][0] for name in expected} == expected


def test_a_missing_folder_is_said_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none" / "coach.db"
    with pytest.raises(StoreError, match=r"there is no folder .*none: create it"):
        Store.open(path, now=NOW)
    assert not path.parent.exists()


@pytest.mark.parametrize("options", [{"create": False}, {"readonly": True}])
def test_a_missing_file_is_not_made_unless_asked(path: Path, options: dict[str, bool]) -> None:
    assert "there is no file" in refusal(path, **options)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "is not a file" in refusal(tmp_path)


def test_a_text_file_is_refused(path: Path) -> None:
    path.write_text("- [ ] buy milk\n" * 100)
    assert "is not a coachtui file: choose another one with --db" in refusal(path)


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_the_file_of_another_program_is_refused(path: Path, journal: str) -> None:
    foreign = sqlite3.connect(path)
    foreign.execute(f"pragma journal_mode = {journal}")
    foreign.execute("create table places (url)")
    foreign.close()
    assert "is not a coachtui file" in refusal(path)
    assert files(path.parent).keys() == {path.name}


@pytest.mark.parametrize("mark", ["application_id", "user_version"])
def test_an_empty_database_that_is_marked_by_another_is_refused(path: Path, mark: str) -> None:
    foreign = sqlite3.connect(path)
    foreign.execute(f"pragma {mark} = 7")
    foreign.close()
    assert "is not a coachtui file" in refusal(path)


def test_the_file_of_a_newer_program_is_refused(path: Path) -> None:
    Store.open(path, now=NOW).close()
    newer = sqlite3.connect(path)
    newer.execute(f"pragma user_version = {opening.SCHEMA + 1}")
    newer.close()
    assert f"newer coachtui (schema {opening.SCHEMA + 1}): update coachtui" in refusal(path)


def test_a_damaged_file_is_refused(path: Path) -> None:
    Store.open(path, now=NOW).close()
    content = bytearray(path.read_bytes())
    content[100:2000] = b"\xff" * 1900
    path.write_bytes(content)
    assert "is damaged" in refusal(path)


def test_reading_only_refuses_to_write(path: Path, store: Store) -> None:
    with Store.open(path, now=NOW, readonly=True) as reader:
        assert titles(reader) == []
        with pytest.raises(StoreError, match="can only be read"), reader.write("one", NOW):
            pass


def test_reading_only_needs_a_file_that_was_opened_before(path: Path) -> None:
    path.touch()
    assert "is still empty: open it once with `coachtui`" in refusal(path, readonly=True)


def test_reading_only_sees_the_truth_after_another_was_killed_while_saving(path: Path) -> None:
    Store.open(path, now=NOW).close()
    kill = """
import os, signal
store = Store.open(path, now=NOW)
with store.write("half", NOW) as db:
    db.execute("pragma cache_size = 2")
    for number in range(300):
        db.execute("insert into setting (key, value) values (?, 'half')", (number,))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    with program(kill, path) as running:
        running.communicate()
    assert path.with_name("coach.db-journal").stat().st_size > 0
    with Store.open(path, now=NOW, readonly=True) as store:
        assert store.query("select * from setting") == []


def test_a_file_that_another_tool_set_to_wal_comes_back_to_one_file(path: Path) -> None:
    Store.open(path, now=NOW).close()
    other = sqlite3.connect(path)
    other.execute("pragma journal_mode = wal")
    other.execute("select * from setting").fetchall()
    with Store.open(path, now=NOW, timeout=0.05) as store, store.write("one", NOW) as db:
        add_interruption(db, "in wal")
    other.close()
    with Store.open(path, now=NOW) as store:
        assert store.query("pragma journal_mode")[0][0] == "delete"
        assert titles(store) == ["in wal"]
        assert files(path.parent).keys() == {path.name}


def test_six_first_launches_at_once_make_one_file(tmp_path: Path) -> None:
    launch = """
import coachtui.store.migrate
print("ready", flush=True)
sys.stdin.readline()
with Store.open(path, now=NOW, make_folder=True) as store, store.write("launch", NOW) as db:
    db.execute("insert into setting (key, value) values (?, '')", (arguments[0],))
"""
    for attempt in range(2):
        path = tmp_path / str(attempt) / "coach.db"
        launches = [program(launch, path, number) for number in range(6)]
        for one in launches:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        for one in launches:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        for one in launches:
            one.communicate()
        assert [one.returncode for one in launches] == [0] * 6
        with Store.open(path, now=NOW) as store:
            keys = [row["key"] for row in store.query("select key from setting order by key")]
            assert keys == list("012345")
            assert store.quick_check() == []


def test_a_sqlite_that_is_too_old_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "OLDEST", (99, 1))
    path.touch()
    assert "coachtui needs SQLite 99.1, and this Python has" in refusal(path)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


WRITE_AS_NOBODY = """
import os
from coachtui.domain.errors import CoachError
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    with Store.open(path, now=NOW) as store:
        print(len(store.query("select * from setting")))
        with store.write("no", NOW) as db:
            db.execute("insert into setting (key, value) values ('a', 'b')")
except CoachError as error:
    print(error)
"""


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_what_may_only_be_read_can_be_read(open_folder: Path, file_mode: int, folder_mode: int) -> None:
    path = open_folder / "coach.db"
    Store.open(path, now=NOW).close()
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    rows, line = output_of(WRITE_AS_NOBODY, path).splitlines()
    assert rows == "0"
    assert "coach.db or its folder can only be read: nothing was changed" in line


def test_a_file_of_someone_else_is_refused_in_one_line(open_folder: Path) -> None:
    path = open_folder / "coach.db"
    Store.open(path, now=NOW).close()
    path.chmod(0o000)
    assert "cannot be opened: check the permissions" in output_of(WRITE_AS_NOBODY, path)


def test_a_folder_that_may_not_be_written_gets_no_file(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    assert "cannot be created: permission denied" in output_of(WRITE_AS_NOBODY, open_folder / "coach.db")


def test_a_current_file_is_opened_and_written_with_the_standard_library_alone(path: Path) -> None:
    Store.open(path, now=NOW).close()
    heavy = {"sqlite_utils", "json", "pathlib", "tempfile", "dataclasses", "inspect", "click", "pendulum"}
    code = """
with Store.open(path, now=NOW) as store, store.write("one", NOW) as db:
    db.execute("insert into setting (key, value) values ('a', 'b')")
print(*sys.modules)
"""
    assert heavy.isdisjoint(output_of(code, path).split())
