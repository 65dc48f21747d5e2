from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.store import file
from coachtui.store.errors import StoreError
from coachtui.store.file import Store
from coachtui.store.tables import from_literals, to_literals
from coachtui.store.undo import history, peek, redo, undo
from tests.store.helpers import (
    NOW,
    add_block,
    add_interruption,
    add_meeting,
    add_person,
    add_task,
    dump,
    output_of,
    titles,
)

if TYPE_CHECKING:
    from pathlib import Path

LATER = NOW + timedelta(minutes=5)


def capture(store: Store, *these: str) -> None:
    for title in these:
        with store.write(f"capture {title}", NOW) as db:
            add_interruption(db, title)


def labels(store: Store) -> tuple[str, str]:
    with store.read() as db:
        return peek(db)


def test_undo_takes_back_one_intention_and_redo_does_it_again(store: Store) -> None:
    capture(store, "one", "two")
    assert labels(store) == ("capture two", "")
    assert undo(store, LATER) == "capture two"
    assert titles(store) == ["one"]
    assert labels(store) == ("capture one", "capture two")
    assert redo(store, LATER) == "capture two"
    assert titles(store) == ["one", "two"]


def test_there_is_nothing_to_undo_in_a_new_file(store: Store) -> None:
    assert labels(store) == ("", "")
    assert undo(store, NOW) is None
    assert redo(store, NOW) is None


def test_an_intention_that_changed_nothing_leaves_no_trace(store: Store) -> None:
    capture(store, "one", "two")
    undo(store, LATER)
    with store.write("nothing", NOW) as db:
        db.execute("delete from task")
        db.execute("update interruption set title = title")
    assert labels(store) == ("capture one", "capture two")


def test_a_new_intention_forgets_what_was_undone(store: Store) -> None:
    capture(store, "one", "two")
    undo(store, LATER)
    capture(store, "three")
    assert redo(store, LATER) is None
    assert [entry.label for entry in history(store)] == ["capture three", "capture one"]


def test_the_history_says_what_was_done_and_undone_and_when(store: Store) -> None:
    capture(store, "one", "two")
    undo(store, LATER)
    assert [tuple(entry) for entry in history(store)] == [
        (LATER, "capture two", True),
        (NOW, "capture one", False),
    ]
    assert len(history(store, limit=1)) == 1


def test_all_rows_of_one_intention_go_together(store: Store) -> None:
    with store.write("plan", NOW) as db:
        person = add_person(db, "Ana Lima")
        add_meeting(db, "Budget", "agree Q4", person)
        add_interruption(db, "slides", person)
    planned = dump(store)
    undo(store, NOW)
    assert not any(dump(store).values())
    redo(store, NOW)
    assert dump(store) == planned


def test_rows_that_a_deletion_takes_along_come_back(store: Store) -> None:
    with store.write("plan", NOW) as db:
        task = add_task(db, "Draft")
        add_block(db, "sprint", "Draft", task)
        db.execute("insert into unplaced (date, task_id, minutes) values ('2026-11-23', ?, 15)", (task,))
        meeting = add_meeting(db, "Budget", "agree Q4", add_person(db, "Ana"))
    planned = dump(store)
    with store.write("clear", NOW) as db:
        db.execute("delete from task where id = ?", (task,))
        db.execute("delete from block where id = (select block_id from meeting where id = ?)", (meeting,))
    cleared = dump(store)
    assert cleared["block"][0][7] is None
    assert cleared["unplaced"] == cleared["attendee"] == cleared["meeting"] == []
    assert undo(store, NOW) == "clear"
    assert dump(store) == planned
    assert redo(store, NOW) == "clear"
    assert dump(store) == cleared


def test_a_row_that_another_replaced_comes_back(store: Store) -> None:
    with store.write("set", NOW) as db:
        db.execute("insert into setting (key, value) values ('theme', 'dark')")
    before = dump(store)
    with store.write("set", NOW) as db:
        db.execute("insert or replace into setting (key, value) values ('theme', 'light')")
    undo(store, NOW)
    assert dump(store) == before


@pytest.mark.parametrize("number", [2**53 + 1, 2**63 - 1, -(2**63), 0, -1])
def test_every_integer_survives(store: Store, number: int) -> None:
    with store.write("block", NOW) as db:
        db.execute("update block set part = ?", (number,)) if add_block(db, "break") else None
    before = dump(store)
    with store.write("clear", NOW) as db:
        db.execute("delete from block")
    undo(store, NOW)
    assert dump(store) == before


@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1) | st.text(), min_size=1))
def test_literals_keep_a_row(row: list[int | str | None]) -> None:
    kinds = [type(value) for value in row]
    assert from_literals(to_literals(row), kinds) == tuple(row)


@pytest.mark.parametrize("text", ["", "'", "'a", "'a',", "'a''", "'a' 'b'", "1", "'a');drop table x"])
def test_what_is_no_row_of_literals_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="literals"):
        from_literals(text, [str])


def test_another_terminal_undoes_and_this_one_redoes(path: Path, store: Store) -> None:
    capture(store, "one")
    code = "from coachtui.store.undo import undo; print(undo(Store.open(path, now=NOW), NOW))"
    assert output_of(code, path) == "capture one\n"
    assert undo(store, NOW) is None
    assert redo(store, NOW) == "capture one"
    assert titles(store) == ["one"]


def test_a_row_that_something_else_changed_is_not_overwritten_and_the_one_before_is_next(
    path: Path, store: Store
) -> None:
    capture(store, "one", "two")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("update interruption set title = 'by hand' where title = 'two'")
    said = '"capture two" cannot be undone, its rows have changed since: undo again is about "capture one"'
    with pytest.raises(StoreError, match=said):
        undo(store, NOW)
    assert titles(store) == ["one", "by hand"]
    assert labels(store) == ("capture one", "")
    undo(store, NOW)
    assert titles(store) == ["by hand"]
    add_interruption(other, "in its place")
    other.execute("update interruption set id = 1 where title = 'in its place'")
    with pytest.raises(StoreError, match=r'"capture one" cannot be redone, .*: nothing else can be redone'):
        redo(store, NOW)
    assert titles(store) == ["in its place", "by hand"]
    other.close()


@pytest.mark.parametrize(
    "damage",
    [
        "after = 'nonsense'",
        "after = '''1'''",
        "after = replace(after, '''10''', '''ten''')",
        "tbl = 'recorder'",
    ],
)
def test_a_memory_that_makes_no_sense_is_refused(path: Path, store: Store, damage: str) -> None:
    capture(store, "one")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(f"update change set {damage}")
    other.close()
    with pytest.raises(StoreError, match="what is remembered of it is unreadable"):
        undo(store, NOW)
    assert titles(store) == ["one"]
    assert undo(store, NOW) is None


def test_the_last_five_hundred_intentions_are_remembered(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert file.HISTORY == 500
    monkeypatch.setattr(file, "HISTORY", 3)
    capture(store, "a", "b", "c")
    undo(store, NOW)
    capture(store, "d", "e", "f")
    assert [entry.label for entry in history(store)] == ["capture f", "capture e", "capture d"]
    kept = {row["intention_id"] for row in store.query("select intention_id from change")}
    assert kept == {row["id"] for row in store.query("select id from intention")}
    assert [undo(store, NOW) for _ in range(4)] == ["capture f", "capture e", "capture d", None]
    assert titles(store) == ["a", "b"]
