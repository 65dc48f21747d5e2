"""Deciding about what waits, and what passing time does to it (rules 12 and 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import Promise, State, Urgency
from coachtui.domain.promise import Word
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.queue import (
    advance,
    climb,
    decline,
    defer,
    drop,
    finish,
    give,
    reorder,
    reslot,
    set_urgency,
)
from coachtui.services.snapshot import take
from tests.services.helpers import at, ids, item, places, queue_of, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.item_views import Outcome
    from tests.services.helpers import Office

# The default rhythm projects buffers at 10:30, 12:15, 14:00, 15:45 (15m each) and 16:45 (45m, 15 in reserve).


def moves(office: Office) -> list[tuple[object, ...]]:
    """Who moved what, from where to where, as the file keeps it."""
    with office.store.read() as db:
        found = db.execute("select interruption_id, actor, from_at, to_at, why from move order by id")
        return [tuple(row) for row in found.fetchall()]


@pytest.fixture
def three(office: Office) -> list[int]:
    """Three interruptions: 1 and 2 fill the buffer of 10:30, 3 is in that of 12:15."""
    for line in ("Bob: one 10m", "two 5m", "three 10m"):
        capture(office, line)
    return [1, 2, 3]


def test_the_next_buffer_with_room_takes_what_is_deferred(office: Office, three: list[int]) -> None:
    answer = defer(office, [1])
    assert answer.message == "Bob: one 10m → B3 14:00 today, 1st in line (you moved it)"
    assert queue_of(office) == {
        "two": ["B1 10:40-10:45"], "three": ["B2 12:15-12:25"], "one": ["B3 14:00-14:10"],
    }  # fmt: skip
    assert item(office, "one").promise_state is Promise.RENEGOTIATED
    assert item(office, "one").promised_at == at("14:00")
    assert moves(office) == [(1, "you", "2026-11-24T09:30:00Z", "2026-11-24T13:00:00Z", "you moved it")]


@pytest.mark.parametrize(
    ("until", "place"),
    [
        ("12:20", "B3 14:00-14:10"),
        ("in 6h", "B4 15:45-15:55"),
        ("tomorrow", "B1 Wed 10:30-Wed 10:40"),
        ("fri 15:00", "B4 Fri 15:45-Fri 15:55"),
        ("sat", "B1 Mon 10:30-Mon 10:40"),
        ("2027-03-01", "B1 Mon 10:30-Mon 10:40"),
    ],
)
def test_a_time_defers_to_the_first_buffer_after_it(
    office: Office, three: list[int], until: str, place: str
) -> None:
    assert places(defer(office, [1], until).items[0]) == [place]


def test_what_is_moved_earlier_takes_the_nearest_earlier_buffer(office: Office, three: list[int]) -> None:
    drop(office, [1])
    assert places(advance(office, [3]).items[0]) == ["B1 10:30-10:40"]
    with pytest.raises(CoachError, match="no earlier buffer has 10m free for 'three'"):
        advance(office, [3])


def test_moving_it_earlier_by_hand_overrules_what_it_was_not_to_be_before(office: Office) -> None:
    capture(office, "afternoon 10m >15:00")
    (earlier,) = advance(office, [1]).items
    assert (places(earlier), earlier.not_before) == (["B3 14:00-14:10"], None)


def test_the_order_in_a_buffer_is_changed_by_hand_and_only_the_chosen_one_is_told_anew(
    office: Office, three: list[int]
) -> None:
    before = rows(office)
    answer = reorder(office, [2], later=False)
    assert answer.message == "two 5m → B1 10:30 today, 1st in line (you moved it)"
    assert answer.moved == ("Bob: one: 10:30 today → 10:35 today (you changed the order)",)
    assert queue_of(office) == {
        "two": ["B1 10:30-10:35"], "one": ["B1 10:35-10:45"], "three": ["B2 12:15-12:25"],
    }  # fmt: skip
    assert (item(office, "one").promise_state, item(office, "one").promised_at) == (Promise.OPEN, at("10:30"))
    assert [(number, actor) for number, actor, *_ in moves(office)] == [(2, "you"), (1, "you")]
    assert reslot(office).moved == ()
    undo(office)
    assert rows(office) == before


def test_whoever_is_moved_up_by_the_way_keeps_the_later_time_that_was_told(
    office: Office, three: list[int]
) -> None:
    reorder(office, [1], later=True)
    assert (item(office, "two").promise_state, item(office, "two").promised_at) == (Promise.OPEN, at("10:40"))


def test_a_neighbour_that_noticeably_waits_longer_keeps_its_told_time_and_is_said_to_be_late(
    office: Office, three: list[int]
) -> None:
    capture(office, "Ann: four 5m >14:00")
    capture(office, "long 10m >14:00")
    reorder(office, [5], later=False)
    four = item(office, "four")
    assert (four.promised_at, four.promise_state, four.word) == (at("14:00"), Promise.OPEN, Word.RISK)
    assert four.to_say == "Sorry Ann, 14:00 will not hold; 14:10 instead."


def test_an_order_is_changed_by_one_at_a_time(office: Office, three: list[int]) -> None:
    with pytest.raises(CoachError, match="one at a time: these are 2"):
        reorder(office, [1, 2], later=True)


def test_several_at_once_are_one_decision(office: Office, three: list[int]) -> None:
    said = "2 moved: two → B2 12:25 today, Bob: one → B3 14:00 today"
    assert defer(office, [1, 2, 1]).message == said
    assert queue_of(office) == {
        "three": ["B2 12:15-12:25"], "two": ["B2 12:25-12:30"], "one": ["B3 14:00-14:10"],
    }  # fmt: skip
    assert finish(office, three).message == "3 done"
    assert queue_of(office) == {}


def test_where_many_went_is_said_of_the_first_three(office: Office, three: list[int]) -> None:
    capture(office, "four 5m")
    capture(office, "five 5m")
    said = set_urgency(office, [1, 2, 3, 4, 5], Urgency.URGENT).message
    assert said.startswith("5 now urgent: Bob: one → B1 10:30 today, two → B1 10:40 today, ")
    assert said.endswith(" and 2 more")


@pytest.mark.parametrize(
    ("decide", "message", "state"),
    [
        (lambda office: finish(office, [1], 7), "Bob: one: done", State.DONE),
        (lambda office: give(office, [1], "raj"), "Bob: one: given to Raj Patel", State.GIVEN),
        (lambda office: give(office, [1], "Zoé"), "Bob: one: given to Zoé", State.GIVEN),
        (
            lambda office: decline(office, [1]),
            "Bob: one: declined. To say: \"Bob, I can't take on 'one'.\"",
            State.DECLINED,
        ),
        (
            lambda office: decline(office, [1], "no budget"),
            "Bob: one: declined. To say: \"Bob, I can't take on 'one': no budget.\"",
            State.DECLINED,
        ),
        (lambda office: drop(office, [1]), "Bob: one: dropped", State.DROPPED),
    ],
)
def test_what_is_decided_leaves_the_queue_and_nobody_moves(
    office: Office, three: list[int], decide: Callable[[Office], Outcome], message: str, state: State
) -> None:
    capture(office, "Raj Patel: hello", took=1)
    before = queue_of(office)
    answer = decide(office)
    assert (answer.message, answer.moved) == (message, ())
    (closed,) = answer.items
    assert (closed.state, closed.closed_at, closed.pieces) == (state, at("09:00"), ())
    assert queue_of(office) == {title: place for title, place in before.items() if title != "one"}


@pytest.mark.parametrize(
    ("decide", "message"),
    [
        (lambda office: finish(office, []), "which one"),
        (lambda office: finish(office, [1, 99]), "there is no interruption 99"),
        (lambda office: drop(office, [4]), "4 is already done: gone"),
        (lambda office: give(office, [1], " "), "give it to whom"),
        (lambda office: defer(office, [1], "someday"), '"someday" is no point in time'),
        (lambda office: advance(office, [1]), "no earlier buffer has 10m free for 'one'"),
    ],
)
def test_a_refusal_says_what_to_do_and_changes_nothing(
    office: Office, three: list[int], decide: Callable[[Office], Outcome], message: str
) -> None:
    capture(office, "gone", took=3)
    before = rows(office)
    with pytest.raises(CoachError) as refused:
        decide(office)
    assert message in str(refused.value)
    assert rows(office) == before


def test_a_passed_buffer_is_seen_by_looking_and_its_promise_is_missed(
    office: Office, three: list[int]
) -> None:
    office.clock.set("10:44")
    assert item(office, "one").promise_state is Promise.OPEN
    office.clock.set("10:45")
    before = rows(office)
    late = item(office, "one")
    assert (places(late), late.promise_state) == (["B3 14:00-14:10"], Promise.MISSED)
    assert late.why == "its buffer has passed: first buffer with 10m free"
    assert places(item(office, "two")) == ["B2 12:25-12:30"]
    assert rows(office) == before
    assert reslot(office).moved == (
        "Bob: one: 10:30 today → 14:00 today (its buffer has passed: first buffer with 10m free)",
        "two: 10:40 today → 12:25 today (its buffer has passed: first buffer with 5m free)",
    )
    assert [row[1] for row in moves(office)] == ["coachtui", "coachtui"]
    again = rows(office)
    assert reslot(office).message == "everything is where it was promised: nothing moved"
    assert rows(office) == again


@pytest.mark.parametrize("is_looked_at", [True, False])
def test_what_is_done_after_its_buffer_was_not_done_as_promised(
    office: Office, three: list[int], is_looked_at: bool
) -> None:
    office.clock.set("11:20")
    if is_looked_at:
        reslot(office)
    assert finish(office, [1]).items[0].promise_state is Promise.MISSED
    assert finish(office, [3]).items[0].promise_state is Promise.KEPT


def test_a_missed_promise_stays_missed_when_another_time_is_told(office: Office, three: list[int]) -> None:
    office.clock.set("11:20")
    late = defer(office, [1], "15:00").items[0]
    assert (places(late), late.promise_state, late.promised_at) == (
        ["B4 15:45-15:55"], Promise.MISSED, at("15:45"),
    )  # fmt: skip


def test_a_decision_starts_from_the_place_that_is_shown(office: Office, three: list[int]) -> None:
    office.clock.set("11:20")
    assert places(item(office, "two")) == ["B2 12:25-12:30"]
    answer = defer(office, [2])
    assert places(answer.items[0]) == ["B3 14:10-14:15"]
    assert [line.split(":")[0] for line in answer.moved] == ["Bob"]


def test_what_was_pushed_out_is_missed_once_its_told_time_has_passed(office: Office) -> None:
    capture(office, "told 15m")
    capture(office, "urgent 5m !")
    assert places(item(office, "told")) == ["B2 12:15-12:30"]
    assert item(office, "told").promise_state is Promise.OPEN
    office.clock.set("10:45")
    assert item(office, "told").promise_state is Promise.MISSED


def test_minutes_that_come_free_go_to_those_that_wait(office: Office) -> None:
    capture(office, "first 15m")
    capture(office, "waits 10m <10:45")
    assert item(office, "waits").promise == "no time yet: no 10m free before it is due"
    told = finish(office, [1]).moved
    assert told == ("waits: waited → 10:30 today (first buffer with 10m free)",)
    assert places(item(office, "waits")) == ["B1 10:30-10:40"]


def test_a_running_one_that_is_given_away_stops_its_clock(office: Office) -> None:
    (now,) = capture(office, "Bob: server down !!").items
    office.clock.tick(6)
    assert give(office, [now.id], "Raj").items[0].spent == 6
    office.clock.tick(60)
    (other,) = capture(office, "Ann: fire !!").items
    office.clock.tick(3)
    assert finish(office, [other.id]).items[0].spent == 3


def test_a_running_one_that_is_deferred_waits_again_with_all_its_minutes(office: Office) -> None:
    (now,) = capture(office, "Bob: server down 10m !!").items
    office.clock.tick(6)
    (waits,) = defer(office, [now.id], "12:00").items
    assert (waits.state, places(waits), waits.minutes) == (State.SLOTTED, ["B2 12:15-12:25"], 10)
    office.clock.set("12:15")
    assert finish(office, [now.id]).items[0].spent is None


def test_the_urgency_of_a_running_one_changes_and_its_clock_runs_on(office: Office) -> None:
    (now,) = capture(office, "Bob: server down 10m !!").items
    assert set_urgency(office, [now.id], Urgency.NORMAL).items[0].state is State.DOING
    office.clock.tick(9)
    assert finish(office, [now.id]).items[0].spent == 9


def test_the_place_in_line_counts_the_whole_buffer(office: Office) -> None:
    for number in range(3):
        capture(office, f"item {number} 5m")
    assert [item(office, f"item {number}").promise for number in range(3)] == [
        "10:30 today, 1st in line", "10:35 today, 2nd in line", "10:40 today, 3rd in line",
    ]  # fmt: skip
    (first, *_) = take(office).queue
    assert (first.label, first.capacity, first.used, ids(first.items)) == ("B1", 15, 15, [1, 2, 3])


def test_an_item_climbs_step_by_step_and_never_breaks_a_sprint(office: Office, three: list[int]) -> None:
    climb(office, 3, 1)
    assert item(office, "three").urgency is Urgency.URGENT
    with pytest.raises(CoachError, match="as urgent as can be"):
        climb(office, 3, 1)
    climb(office, 3, -1)
    climb(office, 3, -1)
    assert item(office, "three").urgency is Urgency.LATER
    with pytest.raises(CoachError, match="can wait already"):
        climb(office, 3, -1)


def test_what_breaks_a_sprint_comes_down_to_urgent(office: Office) -> None:
    now = capture(office, "Bob: server down 10m !!").items[0]
    climb(office, now.id, -1)
    assert item(office, "server down").urgency is Urgency.URGENT


def test_each_step_is_one_step_of_undo(office: Office, three: list[int]) -> None:
    climb(office, 3, 1)
    assert undo(office).message == "undone: make more urgent three"
    assert item(office, "three").urgency is Urgency.NORMAL
