from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coachtui.domain.action import ActionState
from coachtui.domain.conclusion import problems
from coachtui.domain.meeting import YOU, AgendaItem, Attendee, Meeting, Role, with_people
from coachtui.domain.note import NoteKind
from coachtui.domain.review import (
    Accomplished,
    Held,
    Review,
    Ruling,
    Step,
    Unfinished,
    add,
    delete,
    edit,
    judge,
    rule,
)
from coachtui.domain.series import Every, Repeat
from coachtui.domain.span import Span, later
from coachtui.store import actions, days, meetings, reviews, series
from coachtui.store.errors import StoreError
from coachtui.store.file import Store
from coachtui.store.search import is_in_step, search
from coachtui.store.transfer import export_document, import_document
from coachtui.store.undo import redo, undo
from tests.store.helpers import NOW, add_block, add_meeting, dump

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


TODAY = date(2026, 11, 23)
SPAN = Span(datetime(2026, 11, 23, 10, 0, tzinfo=UTC), datetime(2026, 11, 23, 11, 0, tzinfo=UTC))
WHOLE = Meeting(
    title="Budget sync",
    span=SPAN,
    purpose="agree Q4 budget",
    goal="a signed budget",
    agenda=(AgendaItem("Headcount", 10, "Raj", "Ana", "hiring"), AgendaItem("Vendors", 15)),
    attendees=with_people(
        [
            Attendee(YOU, can_decide=True),
            Attendee("Ana", email="ana@example.org"),
            Attendee("Raj", optional=True),
        ],
        "Ana",
        "Lee",
    ),
    rules=("phones away", "one talks"),
    limit=50,
)
HELD = Held(
    "Budget sync", "agree", TODAY, time(10), 60, "Ana", ("Ana",), date(2026, 11, 30),
    (Unfinished(1, "Raj", "table", date(2026, 11, 20), "there", date(2026, 11, 16)),),
)  # fmt: skip


def made(db: sqlite3.Connection, meeting: Meeting = WHOLE) -> int:
    number = add_meeting(db, meeting.title)
    meetings.write(db, number, meeting)
    return number


def record(db: sqlite3.Connection, number: int) -> meetings.MeetingRecord:
    found = meetings.by_id(db, number)
    assert found is not None
    return found


def test_a_meeting_is_read_back_as_it_was_written(store: Store) -> None:
    with store.write("meeting", NOW) as db:
        number = made(db)
    with store.read() as db:
        found = record(db, number)
        assert found.meeting == WHOLE
        assert found.on == TODAY
        assert meetings.between(db, TODAY, TODAY) == [found]


def test_writing_the_same_again_changes_no_row(store: Store) -> None:
    with store.write("meeting", NOW) as db:
        number = made(db)
    with store.write("again", NOW) as db:
        meetings.write(db, number, WHOLE)
        changed = db.execute(
            "select tbl from change where intention_id = 2 and before is not after"
        ).fetchall()
    assert changed == []


def test_people_who_no_longer_come_are_taken_out(store: Store) -> None:
    with store.write("meeting", NOW) as db:
        number = made(db)
    with store.write("edit", NOW) as db:
        meetings.write(db, number, WHOLE._replace(attendees=with_people([Attendee("Raj")], "Raj"), agenda=()))
    with store.read() as db:
        assert [one.name for one in record(db, number).meeting.attendees] == [YOU, "Raj"]
        assert record(db, number).meeting.in_role(Role.FACILITATOR) == "Raj"


def test_a_meeting_moves_with_its_block_and_counts_how_often(store: Store) -> None:
    span = Span(later(SPAN.start, 24 * 60), later(SPAN.end, 24 * 60))
    with store.write("meeting", NOW) as db:
        number = made(db)
        meetings.move(db, record(db, number), date(2026, 11, 24), span)
    with store.read() as db:
        found = record(db, number)
        assert (found.on, found.meeting.span, found.sequence) == (date(2026, 11, 24), span, 1)


def test_a_meeting_of_a_plan_has_a_name_for_ever(store: Store) -> None:
    with store.write("plan", NOW) as db:
        numbers = [days.add_meeting(db, add_block(db, "meeting", "Sync"), "", ()) for _ in range(2)]
        names = {record(db, number).uid for number in numbers}
    assert len(names) == 2
    assert all(len(name) == 32 for name in names)


def test_who_runs_and_what_is_noted_is_kept(store: Store) -> None:
    with store.write("hold", NOW) as db:
        number = made(db)
        meetings.begin(db, record(db, number), NOW)
        meetings.add_note(db, number, NOW, NoteKind.DECISION, "freeze spend")
    with store.read() as db:
        assert meetings.running(db) == record(db, number)
        assert record(db, number).started_at == NOW
        assert [(note.kind, note.text) for note in meetings.notes(db, number)] == [
            (NoteKind.DECISION, "freeze spend")
        ]
        assert db.execute("select state from block").fetchone()[0] == "running"


def test_every_line_of_a_review_is_a_row(store: Store) -> None:
    with store.write("meeting", NOW) as db:
        number = made(db)
        actions.add(db, number, 1, "Raj", "table", date(2026, 11, 20), "there", NOW)
        review = reviews.begin(db, number, Review(HELD))
    states = [Review(HELD)]
    for change in (
        lambda one: add(one, Step.HIGHLIGHTS, "closed 2% under plan", TODAY),
        lambda one: add(one, Step.ACTIONS, "Raj: table by fri => there", TODAY),
        lambda one: add(one, Step.OPEN_ITEMS, "Raj: policy", TODAY),
        lambda one: judge(one, Accomplished.PARTLY, "numbers"),
        lambda one: rule(one, 1, Ruling.KEEP, date(2026, 12, 4)),
        lambda one: edit(one, 1, "= closed", TODAY),
        lambda one: delete(one, 2),
        lambda one: one._replace(next_line="soon", step=Step.NEXT),
    ):
        states.append(change(states[-1]))
        with store.write("line", NOW) as db:
            reviews.save(db, review, states[-2], states[-1])
        with store.read() as db:
            kept = reviews.of_meeting(db, number, HELD)
            assert kept is not None
            assert kept.review == states[-1]
            assert kept.is_open
            assert problems(kept.review)


def test_a_review_without_an_answer_cannot_be_stored_as_closed(store: Store) -> None:
    with store.write("meeting", NOW) as db:
        number = made(db)
        reviews.begin(db, number, Review(HELD))
        kept = reviews.of_meeting(db, number, HELD)
        assert kept is not None
    with pytest.raises(StoreError, match="CHECK"), store.write("close", NOW) as db:
        reviews.close(db, kept, NOW, None)


def test_a_closed_review_that_is_corrected_says_when(store: Store) -> None:
    done = judge(Review(HELD), Accomplished.YES)
    with store.write("meeting", NOW) as db:
        number = made(db)
        reviews.begin(db, number, done)
        for _ in range(2):
            kept = reviews.of_meeting(db, number, HELD)
            assert kept is not None
            reviews.close(db, kept, NOW, None)
        kept = reviews.of_meeting(db, number, HELD)
        assert kept is not None
        assert (kept.closed_at, kept.corrected_at, kept.is_open) == (NOW, NOW, False)
        assert [one.accomplished for one in meetings.held_since(db, TODAY, TODAY)] == [Accomplished.YES]


def test_an_action_keeps_the_deadlines_that_it_had(store: Store) -> None:
    with store.write("close", NOW) as db:
        number = made(db)
        action = actions.add(db, number, 1, "Raj", "table", date(2026, 11, 27), "there", NOW)
        (found,) = actions.open_ones(db)
        actions.renegotiate(db, found, date(2026, 12, 4), TODAY)
        after = actions.by_ids(db, [action])[action]
    assert after.due == date(2026, 12, 4)
    assert after.history == ((TODAY, date(2026, 11, 27), date(2026, 12, 4)),)
    assert (after.meeting_title, after.meeting_on, after.owner) == ("Budget sync", TODAY, "Raj")


def test_your_action_is_done_when_its_task_is(store: Store) -> None:
    with store.write("close", NOW) as db:
        number = made(db)
        action = actions.add(db, number, 1, YOU, "reply", date(2026, 11, 27), "sent", NOW)
        actions.make_task(db, action, "reply", date(2026, 11, 27), NOW)
        assert actions.by_ids(db, [action])[action].owner == YOU
        db.execute("update task set state = 'done'")
        assert actions.by_ids(db, [action])[action].state is ActionState.DONE
        assert actions.open_ones(db) == []


def test_settling_an_action_settles_its_task(store: Store) -> None:
    with store.write("close", NOW) as db:
        number = made(db)
        action = actions.add(db, number, 1, YOU, "reply", date(2026, 11, 27), "sent", NOW)
        actions.make_task(db, action, "reply", date(2026, 11, 27), NOW)
        actions.settle(db, actions.by_ids(db, [action])[action], ActionState.DROPPED, NOW)
        assert db.execute("select state from task").fetchone()[0] == "dropped"


def test_a_series_is_read_back(store: Store) -> None:
    repeat = Repeat(Every.MONTH, date(2026, 11, 24), time(11), 30, ZoneInfo("Europe/Berlin"), 4)
    with store.write("series", NOW) as db:
        number, other = series.add(db, repeat), series.add(db, None)
        series.set_until(db, number, date(2026, 12, 22))
        assert series.repeating(db) == [(number, repeat, date(2026, 12, 22))]
        assert series.repeat_of(db, number) == repeat
        assert series.repeat_of(db, other) is None
        assert series.repeat_of(db, None) is None
        series.end(db, number)
        assert series.repeating(db) == []


def test_undo_and_redo_restore_every_row_of_a_meeting(store: Store) -> None:
    empty = dump(store)
    with store.write("all of it", NOW) as db:
        number = made(db)
        action = actions.add(db, number, 1, "Raj", "table", date(2026, 11, 27), "there", NOW)
        actions.renegotiate(db, actions.by_ids(db, [action])[action], date(2026, 12, 4), TODAY)
        meetings.set_series(db, number, series.add(db, None))
        meetings.add_note(db, number, NOW, NoteKind.HIGHLIGHT, "x")
        reviews.begin(db, number, add(Review(HELD), Step.OPEN_ITEMS, "Raj: policy", TODAY))
        reviews.set_open_items(db, number, [(1, None, "policy")])
    full = dump(store)
    undo(store, NOW)
    assert dump(store) == empty
    redo(store, NOW)
    assert dump(store) == full
    with store.write("remove", NOW) as db:
        meetings.remove(db, record(db, number))
    undo(store, NOW)
    assert dump(store) == full


def test_minutes_and_actions_are_found(store: Store) -> None:
    with store.write("meeting", NOW) as db:
        number = made(db)
        meetings.add_note(db, number, NOW, NoteKind.HIGHLIGHT, "zeppelin")
        review = reviews.begin(db, number, add(Review(HELD), Step.HIGHLIGHTS, "quagga", TODAY))
        action = actions.add(db, number, 1, "Raj", "headcount table", date(2026, 11, 27), "there", NOW)
    for word in ("zeppelin", "quagga", "headcount", "signed"):
        assert [hit.id for hit in search(store, word) if hit.kind == "meeting"] == [number], word
    (hit,) = [hit for hit in search(store, "headcount table") if hit.kind == "action"]
    assert (hit.id, hit.title, hit.who, hit.state) == (action, "headcount table", "Raj", "open")
    assert is_in_step(store)
    with store.write("forget", NOW) as db:
        db.execute("delete from review where id = ?", (review,))
        db.execute("delete from action")
    assert search(store, "quagga") == []
    assert is_in_step(store)


def test_everything_about_meetings_leaves_and_arrives(store: Store, tmp_path: Path) -> None:
    with store.write("meeting", NOW) as db:
        number = made(db)
        actions.add(db, number, 1, "Raj", "table", date(2026, 11, 27), "there", NOW)
        reviews.begin(db, number, add(Review(HELD), Step.OPEN_ITEMS, "Raj: policy", TODAY))
    document = export_document(store, NOW)
    with Store.open(tmp_path / "other.db", now=NOW) as other:
        import_document(other, document, NOW)
        assert dump(other) == dump(store)
        assert is_in_step(other)
