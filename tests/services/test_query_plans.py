"""What is asked of the file finds its rows by an index, so that ten years cost no more than a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.domain.interruption import Urgency
from coachtui.domain.recap import Scale
from coachtui.services import holding, lane, meetings, reviews, sprints
from coachtui.services.capture import capture, preview
from coachtui.services.forecast import forecast
from coachtui.services.history import redo, undo
from coachtui.services.panes import whole
from coachtui.services.planning import plan
from coachtui.services.queue import advance, defer, edit, finish, give, reslot, set_urgency
from coachtui.services.recap import recap
from coachtui.services.snapshot import take
from coachtui.store.tables import recorded_tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from tests.services.helpers import Office

SMALL = {
    *(
        "intention",
        "recorder",
        "rhythm",
        "search_entry",
        "search_stale",
        "series",
        "setting",
        "slot",
        "stale",
        "work",
    ),
}
"""Tables, by their names in statements, that stay small: 500 steps, 7 weekdays, one row for a whole series,
or only what is open."""

SMALL_INDEXES = {
    *("interruption_open", "block_running", "run_one_at_a_time", "intention_undone", "task_open"),
    *("action_open",),
}
"""Indexes of only what is open."""

WAYS: dict[str, Callable[[Office], object]] = {
    "preview": lambda office: preview(office, "bob invoice"),
    "capture": lambda office: capture(office, "Bob: invoice"),
    "capture now": lambda office: capture(office, "Bob: pager !!"),
    "status": take,
    "panes": whole,
    "panes while a meeting runs": lambda office: (holding.start(office), whole(office)),
    "panes with a review": lambda office: whole(reviewed(office)),
    "done": lambda office: finish(office, [1]),
    "defer": lambda office: defer(office, [1]),
    "earlier": lambda office: advance(office, [3]),
    "give": lambda office: give(office, [1], "Raj"),
    "urgent": lambda office: set_urgency(office, [3], Urgency.URGENT),
    "edit": lambda office: edit(office, 1, "Ann: other 20m"),
    "re-slot": reslot,
    "plan": lambda office: plan(office, "Draft 90m\n14:00-14:30 Sync @Ana"),
    "start": sprints.start,
    "undo": undo,
    "undo meeting someone": lambda office: (capture(office, "Eve: x @Raj"), undo(office)),
    "undo what was begun": lambda office: (capture(office, "pager !!"), undo(office)),
    "undo a plan": lambda office: (plan(office, "Other 90m"), undo(office)),
    "redo": lambda office: (undo(office), redo(office)),
    "forecast": forecast,
    "look back": lambda office: [recap(office, scale) for scale in Scale],
    "backlog": lane.look,
}


def reviewed(office: Office) -> Office:
    """The meeting's review is closed, and one of its actions is open."""
    number = meetings.closest(office)
    office.clock.set("11:40")
    reviews.begin(office, number)
    reviews.read(office, number, "Q3 went well\n\nyes\n\nRaj: table by fri => linked\n")
    reviews.close(office, number)
    return office


def statements_of(office: Office, way: Callable[[Office], object]) -> list[str]:
    """The statements that SQLite is given, with their values, but for those about the schema itself."""
    asked: set[str] = set()
    with office.store.read() as db:
        db.set_trace_callback(asked.add)
    way(office)
    with office.store.read() as db:
        db.set_trace_callback(None)
    # The plan of a single inserted row names references that SQLite then has no need to follow.
    kinds = ("select", "update", "delete", "with", "insert into search ")
    return sorted(sql for sql in asked if sql.startswith(kinds) and "sqlite_master" not in sql)


def scans(office: Office, sql: str) -> list[str]:
    """The steps of a statement's plan that go through all rows of a table that grows."""
    steps = [row["detail"] for row in office.store.query(f"explain query plan {sql}")]
    return [
        step
        for step in steps
        if step.startswith("SCAN ")
        and not SMALL & set(step.split())
        and not SMALL_INDEXES & set(step.split())
        and "CONSTANT ROW" not in step
        and "(subquery" not in step
        and "pragma_" not in step
        and "VIRTUAL TABLE INDEX 0:=" not in step  # the search index, by the numbers of its rows
    ]


@pytest.mark.parametrize("way", WAYS)
def test_nothing_goes_through_all_rows(office: Office, way: str) -> None:
    plan(office, "Everything 5h\n11:00-11:30 Sync: agree @Ana @Raj")
    for line in ("Bob: one 10m", "two 5m", "three 10m >14:00"):
        capture(office, line)
    office.clock.set("10:50")
    asked = statements_of(office, WAYS[way])
    assert any("interruption" in sql or "intention" in sql for sql in asked)
    found = {sql: steps for sql in asked if (steps := scans(office, sql))}
    assert found == {}


def test_every_reference_can_be_followed_back(office: Office) -> None:
    """Else taking back who was met for the first time looks through all that ever arrived."""
    with office.store.read() as db:
        unfound = [
            (table, key["from"])
            for table in recorded_tables(db)
            for key in db.execute(f"pragma foreign_key_list({table})").fetchall()
            if key["from"] not in first_columns(db, table)
        ]
    assert unfound == []


def first_columns(db: Connection, table: str) -> set[str]:
    """The columns by which an index of all rows of the table finds them."""
    indexes = db.execute(f"pragma index_list({table})").fetchall()
    return {
        db.execute(f"pragma index_info({index['name']})").fetchone()["name"]
        for index in indexes
        if not index["partial"]
    }
