"""Any writes, undos and redos, from two terminals and with restarts, against a stack of copies."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coachtui.store.errors import StoreError
from coachtui.store.file import Store
from coachtui.store.search import is_in_step
from coachtui.store.undo import peek, redo, undo
from tests.store.helpers import (
    NOW,
    add_block,
    add_interruption,
    add_meeting,
    add_person,
    add_task,
    dump,
    new_file,
)

if TYPE_CHECKING:
    import sqlite3

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
PICK = st.integers(0, 5)


def picked(db: sqlite3.Connection, table: str, pick: int) -> int | None:
    """One of the rows of a table, if it has any."""
    rows = db.execute(f"select id from {table} order by id").fetchall()
    return rows[pick % len(rows)][0] if rows else None


class Undoing(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "coach.db"
        new_file(self.path)
        self.store = self.opened()
        self.other = self.opened()
        self.states = [dump(self.store)]
        self.labels: list[str] = []
        self.at = 0
        self.writes = 0

    def opened(self) -> Store:
        return Store.open(self.path, now=NOW)

    def teardown(self) -> None:
        try:
            assert is_in_step(self.store)
            assert self.store.query("pragma foreign_key_check") == []
        finally:
            self.store.close()
            self.other.close()
            self.folder.cleanup()

    def labelled(self, verb: str) -> str:
        """A label that no other intention has."""
        self.writes += 1
        return f"{verb} {self.writes}"

    def saved(self, label: str) -> None:
        """Keeps the model in step after a write."""
        now = dump(self.store)
        if now != self.states[self.at] or self.was_recorded(label):
            self.states[self.at + 1 :] = [now]
            self.labels[self.at :] = [label]
            self.at += 1

    def was_recorded(self, label: str) -> bool:
        """Whether an intention was remembered though it ended where it began, as a swap forth and back."""
        with self.store.read() as db:
            return peek(db)[0] == label

    @rule(name=WORDS, title=WORDS, note=WORDS)
    def capture(self, name: str, title: str, note: str) -> None:
        label = self.labelled("capture")
        with suppress(StoreError), self.store.write(label, NOW) as db:  # a name can be taken
            add_interruption(db, title, add_person(db, name), note)
        self.saved(label)

    @rule(title=WORDS, pick=PICK)
    def plan(self, title: str, pick: int) -> None:
        label = self.labelled("plan")
        with self.store.write(label, NOW) as db:
            task = add_task(db, title)
            add_block(db, "sprint", title, task)
            db.execute("insert into unplaced (date, task_id, minutes) values ('2026-11-23', ?, 15)", (task,))
            people = [person for person in [picked(db, "person", pick)] if person]
            add_meeting(db, title, title, *people)
        self.saved(label)

    @rule(pick=PICK, number=st.integers(-(2**63), 2**63 - 1))
    def change(self, pick: int, number: int) -> None:
        label = self.labelled("change")
        with self.store.write(label, NOW) as db:
            db.execute("update interruption set note = note || ? where id % 2 = ?", (f"'{number}'", pick % 2))
            db.execute("update block set part = ? where id = ?", (number, picked(db, "block", pick)))
            db.execute("insert or replace into setting (key, value) values (?, ?)", (str(pick), str(number)))
        self.saved(label)

    @rule(pick=PICK)
    def run(self, pick: int) -> None:
        label = self.labelled("run")
        with self.store.write(label, NOW) as db:
            if block := picked(db, "block", pick):
                db.execute(
                    "insert into run (block_id, started_at, ended_at, broke) values (?, ?, ?, ?)",
                    (block, "2026-11-23T09:00:00Z", "2026-11-23T09:10:00Z", picked(db, "run", pick)),
                )
        self.saved(label)

    @rule(table=st.sampled_from(["task", "block", "meeting", "interruption", "attendee", "run"]), pick=PICK)
    def delete(self, table: str, pick: int) -> None:
        label = self.labelled("delete")
        with self.store.write(label, NOW) as db:
            db.execute(f"delete from {table} where id = ?", (picked(db, table, pick),))
        self.saved(label)

    @rule(pick=PICK, first=WORDS)
    def replace_a_person(self, pick: int, first: str) -> None:
        label = self.labelled("replace")
        with self.store.write(label, NOW) as db:
            db.execute(
                "insert or replace into person (id, name, first) select id, name, ? from person where id = ?",
                (first, picked(db, "person", pick)),
            )
        self.saved(label)

    @rule(title=WORDS)
    def fail(self, title: str) -> None:
        with suppress(ZeroDivisionError), self.store.write("fail", NOW) as db:
            add_task(db, title)
            raise ZeroDivisionError

    @rule(elsewhere=st.booleans())
    def undo(self, elsewhere: bool) -> None:
        expected = self.labels[self.at - 1] if self.at else None
        assert undo(self.other if elsewhere else self.store, NOW) == expected
        self.at -= expected is not None

    @rule(elsewhere=st.booleans())
    def redo(self, elsewhere: bool) -> None:
        expected = self.labels[self.at] if self.at < len(self.labels) else None
        assert redo(self.other if elsewhere else self.store, NOW) == expected
        self.at += expected is not None

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = self.opened()

    @rule()
    def change_terminals(self) -> None:
        self.store, self.other = self.other, self.store

    @invariant()
    def the_rows_are_those_of_the_model(self) -> None:
        assert dump(self.store) == self.states[self.at]
        with self.other.read() as db:
            assert peek(db) == (
                self.labels[self.at - 1] if self.at else "",
                self.labels[self.at] if self.at < len(self.labels) else "",
            )


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
