"""What was read is asked for again only when something was written."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from coachtui.store import interruptions
from coachtui.store.file import Store
from tests.store.helpers import NOW, add_interruption

if TYPE_CHECKING:
    from pathlib import Path


def titles(store: Store) -> list[str]:
    """What is open, through the memory."""
    with store.read() as db:
        return [one.title for one in interruptions.open_ones(db)]


@pytest.fixture
def asked(store: Store) -> list[str]:
    """The statements that read the queue."""
    said: list[str] = []
    store._connection.set_trace_callback(lambda sql: said.append(sql) if "from slot" in sql else None)
    return said


def test_the_queue_is_read_once_while_nothing_is_written(store: Store, asked: list[str]) -> None:
    with store.write("one", NOW) as db:
        add_interruption(db, "one")
    assert titles(store) == titles(store) == ["one"]
    assert len(asked) == 1


def test_the_bookkeeping_of_an_intention_is_no_reason_to_read_again(store: Store, asked: list[str]) -> None:
    titles(store)
    with store.write("one", NOW) as db:
        assert interruptions.open_ones(db) == []
    assert len(asked) == 1


def test_an_own_write_is_seen_inside_and_after_it(store: Store) -> None:
    assert titles(store) == []
    with store.write("one", NOW) as db:
        add_interruption(db, "one")
        assert [one.title for one in interruptions.open_ones(db)] == ["one"]
    assert titles(store) == ["one"]


def test_another_programs_write_is_seen(path: Path, store: Store) -> None:
    assert titles(store) == []
    with Store.open(path, now=NOW) as other, other.write("one", NOW) as db:
        add_interruption(db, "one")
    assert titles(store) == ["one"]


def test_what_was_rolled_back_is_forgotten(store: Store) -> None:
    assert titles(store) == []
    with suppress(KeyboardInterrupt), store.write("one", NOW) as db:
        add_interruption(db, "one")
        assert len(interruptions.open_ones(db)) == 1
        raise KeyboardInterrupt
    assert titles(store) == []


def test_what_did_not_change_is_the_same_object(store: Store) -> None:
    with store.write("one", NOW) as db:
        add_interruption(db, "one")
        (before,) = interruptions.open_ones(db)
    with store.write("two", NOW) as db:
        add_interruption(db, "two")
        again, _ = interruptions.open_ones(db)
        db.execute("update interruption set title = 'other' where id = ?", (before.id,))
        changed, _ = interruptions.open_ones(db)
    assert again is before
    assert changed.title == "other"
