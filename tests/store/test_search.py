from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachtui.store.file import Store
from coachtui.store.search import Hit, is_in_step, rebuild, search
from coachtui.store.undo import redo, undo
from tests.store.helpers import NOW, add_interruption, add_meeting, add_person, add_task

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def full(store: Store) -> Store:
    """A file with one of each kind."""
    with store.write("all", NOW) as db:
        bob = add_person(db, "Bob Ünal")
        add_interruption(db, "invoice question", bob, "about the résumé of node.js\nand C++")
        add_task(db, "Draft board deck")
        add_meeting(db, "Budget sync", "agree Q4 budget", bob, add_person(db, "Ana"))
    return store


def found(store: Store, text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in search(store, text)]


INVOICE = ("interruption", "invoice question")
BUDGET = ("meeting", "Budget sync")
DECK = ("task", "Draft board deck")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("invoice", [INVOICE]),
        ("inv", [INVOICE]),
        ("question invoice", [INVOICE]),
        ("invoice deck", []),
        ("INVOICE", [INVOICE]),
        ("resume", [INVOICE]),
        ("résumé", [INVOICE]),
        ("node.js", [INVOICE]),
        ("c++", [INVOICE]),
        ("boa", [DECK]),
        ("q4", [BUDGET]),
        ("budg sync", [BUDGET]),
        ("ana", [("person", "Ana"), BUDGET]),
        ("unal", [("person", "Bob Ünal"), BUDGET, INVOICE]),
        ("bob inv", [INVOICE]),
        ("oard", []),
    ],
)
def test_words_are_found_by_their_beginnings(full: Store, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(full, text) == expected


@pytest.mark.parametrize("text", ["", "  ", '"', "!!", "\0", "- --", "🎉"])
def test_a_text_without_a_word_finds_nothing(full: Store, text: str) -> None:
    assert search(full, text) == []


@pytest.mark.parametrize(
    "text", ["AND", "title:x", "inv*", "(", "NEAR(", "^inv", "-inv", "a OR b", '"unbalanced']
)
def test_no_sign_has_a_meaning(full: Store, text: str) -> None:
    assert [hit for hit in search(full, text) if hit.title != "invoice question"] == []


def test_a_hit_says_all_that_a_list_needs(full: Store) -> None:
    (hit,) = search(full, "invoice")
    assert hit == Hit(
        kind="interruption",
        id=1,
        title="invoice question",
        who="Bob Ünal",
        at=NOW,
        state="waiting",
        snippet="about the résumé of node.js\nand C++",
    )
    (meeting,) = search(full, "budget")
    assert (meeting.who, meeting.state, meeting.snippet) == ("Bob Ünal, Ana", "planned", "agree Q4 budget")


def test_a_long_note_is_cut_to_what_fits(store: Store) -> None:
    with store.write("one", NOW) as db:
        add_interruption(db, "one", note="far " * 500 + "needle " + "away " * 500)
    (hit,) = search(store, "needle")
    assert "needle" in hit.snippet
    assert len(hit.snippet) < 200


def test_a_title_comes_before_a_note_and_the_newest_first(store: Store) -> None:
    with store.write("some", NOW) as db:
        add_interruption(db, "other", note="invoice")
        for day in ("01", "03", "02"):
            number = add_interruption(db, "invoice")
            db.execute(
                "update interruption set arrived_at = ? where id = ?", (f"2026-11-{day}T09:00:00Z", number)
            )
    days = [hit.at.day if hit.at and hit.title == "invoice" else None for hit in search(store, "invoice")]
    assert days == [3, 2, 1, None]
    assert len(search(store, "invoice", limit=2)) == 2


def test_what_changes_is_found_as_it_is_now(full: Store) -> None:
    with full.write("rename", NOW) as db:
        db.execute("update person set name = 'Robert' where id = 1")
        db.execute("update interruption set title = 'bill', state = 'done'")
        db.execute("update block set title = 'Offsite' where kind = 'meeting'")
        db.execute("delete from task")
    assert found(full, "bob") == found(full, "invoice") == found(full, "deck") == []
    assert found(full, "robert") == [("person", "Robert"), ("meeting", "Offsite"), ("interruption", "bill")]
    assert search(full, "bill")[0].state == "done"
    undo(full, NOW)
    assert found(full, "invoice") == [INVOICE]
    assert found(full, "robert") == []
    redo(full, NOW)
    assert found(full, "offsite") == [("meeting", "Offsite")]


def test_what_is_taken_back_is_not_found(full: Store) -> None:
    with suppress(ZeroDivisionError), full.write("none", NOW) as db:
        add_task(db, "never")
        raise ZeroDivisionError
    undo(full, NOW)
    assert found(full, "never") == found(full, "invoice") == []


def test_rows_of_another_tool_are_found_after_the_next_write(path: Path, store: Store) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("pragma trusted_schema = off")
    add_task(other, "from outside")
    other.close()
    with store.write("mine", NOW) as db:
        add_task(db, "mine")
    assert found(store, "outside") == [("task", "from outside")]


def test_a_broken_index_is_noticed_and_made_anew(path: Path, full: Store) -> None:
    assert is_in_step(full)
    for damage in (
        "delete from search where rowid = 16",
        "insert into search (rowid, title) values (800, 'ghost')",
    ):
        other = sqlite3.connect(path, isolation_level=None)
        other.execute(damage)
        other.close()
        assert not is_in_step(full)
        rebuild(full)
        assert is_in_step(full)
    assert found(full, "invoice") == [INVOICE]
    assert found(full, "ghost") == []


@given(st.text())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_searched(full: Store, text: str) -> None:
    assert len(search(full, text)) <= 5
