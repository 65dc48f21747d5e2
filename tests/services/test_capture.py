"""One line is kept with a place, a promise and a reason (rules 1 to 6 and 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import DEFAULT_MINUTES, FIRST_FIT, Choice, Promise, State, Urgency
from coachtui.services import history
from coachtui.services.capture import capture, preview
from coachtui.services.planning import plan
from coachtui.services.queue import finish, set_urgency
from coachtui.services.snapshot import take
from tests.services.helpers import at, ids, item, places, queue_of, rows

if TYPE_CHECKING:
    from tests.services.helpers import Office

# The default rhythm projects buffers at 10:30, 12:15, 14:00, 15:45 (15m each) and 16:45 (45m, 15 in reserve).


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (
            ["Bob: invoice question 10m"],
            "Bob: invoice question 10m → B1 10:30 today, 1st in line (first buffer with 10m free)",
        ),
        (
            ["first 10m", "second 5m"],
            "second 5m → B1 10:40 today, 2nd in line (first buffer with 5m free)",
        ),
        (
            ["first 10m", "second 10m"],
            "second 10m → B2 12:15 today, 1st in line (first buffer with 10m free)",
        ),
        (["long 25m"], "long 25m → B5 16:45 today, 1st in line (first buffer with 25m free)"),
        (
            ["very long 70m"],
            "very long 1h10m → B1 10:30 today, in 5 parts (no buffer holds 70m, so it is split)",
        ),
        (
            ["very long 70m", "one 20m", "full 30m"],
            "full 30m → B5 16:45 tomorrow, 1st in line (no 30m free today)",
        ),
        (["a call"], "a call ~5m → B1 10:30 today, 1st in line (first buffer with 5m free)"),
        (
            ["normal 10m", "urgent 10m !"],
            "urgent 10m → B1 10:30 today, 1st in line (urgent: first buffer with 10m free)",
        ),
        (["lunch 5m >12:20"], "lunch 5m → B2 12:20 today, 1st in line (first buffer with 5m free)"),
        (["too late 10m <10:35"], "too late 10m → no time yet: no 10m free before it is due"),
        (
            ["on friday 5m >fri"],
            "on friday 5m → B1 Fri 27 Nov 10:30, 1st in line (first buffer with 5m free)",
        ),
        (["for Raj 5m @Raj"], "for Raj 5m → given to Raj"),
        (["now 20m !!"], "now 20m → now"),
    ],
)
def test_the_answer_is_a_promise_with_its_reason(office: Office, lines: list[str], answer: str) -> None:
    assert [capture(office, line).message for line in lines][-1] == answer


@pytest.mark.parametrize(
    "line",
    [
        "Bob: invoice 10m",
        "Bob: invoice",
        "urgent 10m !",
        "long 70m",
        "too late 10m <10:35",
        "later 5m >12:20",
        "now 5m !!",
        "for Raj 5m @Raj",
    ],
)
def test_what_the_preview_says_is_what_happens(office: Office, line: str) -> None:
    capture(office, "earlier 8m")
    before = rows(office)
    told = preview(office, line)
    assert rows(office) == before
    (kept,) = capture(office, line).items
    label = f"{kept.pieces[0].label} " if kept.pieces else ""
    assert told.target == f"{label}{kept.promise}"
    assert (told.title, told.who, told.minutes, told.estimated, told.urgency, told.given_to) == (
        kept.title, kept.who, kept.minutes, kept.estimated, kept.urgency, kept.given_to,
    )  # fmt: skip


def test_a_preview_says_which_times_are_asked_for(office: Office) -> None:
    assert preview(office, "x 5m >14:00 <fri").constraint == "not before 14:00 today, due Fri 27 Nov"


def test_an_empty_line_is_refused_in_words_and_keeps_nothing(office: Office) -> None:
    before = rows(office)
    assert preview(office, "  ").problem.startswith("nothing to capture")
    with pytest.raises(CoachError, match="nothing to capture"):
        capture(office, "  ")
    assert rows(office) == before


@pytest.mark.parametrize(
    ("took", "guess"),
    [([], DEFAULT_MINUTES), ([12], 12), ([30, 4, 12], 12), ([1, 1, 60], 1), ([10, 20], 15), ([0], 1)],
)
def test_without_an_estimate_it_takes_what_this_person_usually_takes(
    office: Office, took: list[int], guess: int
) -> None:
    for minutes in took:
        finish(office, ids(capture(office, "Bob: invoice 5m").items), minutes)
    capture(office, "Ann: other 5m", took=55)
    (kept,) = capture(office, "Bob: question").items
    assert (kept.who, kept.minutes, kept.estimated) == ("Bob", guess, True)


def test_only_the_last_interruptions_of_a_person_count(office: Office) -> None:
    for minutes in [50] * 30 + [3] * 21:
        office.clock.tick(1)
        capture(office, "Bob: x", took=minutes)
    assert capture(office, "Bob: y").items[0].minutes == 3


def test_what_cannot_wait_starts_its_clock_and_finishing_measures_it(office: Office) -> None:
    (now,) = capture(office, "Bob: server down 5m !!").items
    assert (now.state, now.started_at, now.pieces) == (State.DOING, at("09:00"), ())
    office.clock.tick(17.4)
    (done,) = finish(office, [now.id]).items
    assert (done.state, done.spent) == (State.DONE, 17)


def test_what_was_told_counts_more_than_what_was_measured(office: Office) -> None:
    (now,) = capture(office, "Bob: server down !!").items
    office.clock.tick(17)
    assert finish(office, [now.id], 12).items[0].spent == 12


def test_nothing_slotted_moves_when_another_arrives(office: Office) -> None:
    for number, minutes in enumerate([10, 3, 5, 14, 30, 2], start=1):
        before = queue_of(office)
        answer = capture(office, f"item {number} {minutes}m")
        assert answer.moved == ()
        assert {title: place for title, place in queue_of(office).items() if title in before} == before


def test_an_urgent_one_says_whom_it_moves_from_where_to_where_and_why(office: Office) -> None:
    capture(office, "Ann: first 10m")
    capture(office, "second 5m")
    answer = capture(office, "Bob: urgent 10m !")
    assert answer.moved == (
        "Ann: first: 10:30 today → 12:15 today (made room for the urgent 'urgent': "
        "first buffer with 10m free)",
    )
    assert queue_of(office) == {
        "urgent": ["B1 10:30-10:40"],
        "second": ["B1 10:40-10:45"],
        "first": ["B2 12:15-12:25"],
    }
    assert item(office, "first").promised_at == at("10:30")


def test_the_promise_is_kept_with_the_item(office: Office) -> None:
    capture(office, "Bob: invoice 10m")
    kept = item(office, "invoice")
    assert (kept.promised_at, kept.promise_state) == (at("10:30"), Promise.OPEN)
    office.clock.set("10:35")
    assert finish(office, [kept.id]).items[0].promise_state is Promise.KEPT


def test_it_knows_during_what_it_arrived(office: Office) -> None:
    plan(office, "Draft board deck 90m")
    office.clock.set("09:50")
    assert capture(office, "Bob: x").items[0].during == "S2 Draft board deck 2/2"
    office.clock.set("20:00")
    assert capture(office, "Bob: late").items[0].during == ""


def test_what_is_logged_afterwards_is_done_and_takes_no_buffer(office: Office) -> None:
    office.clock.set("11:00")
    (done,) = capture(office, "Bob: quick one !!", at=at("09:20"), took=15).items
    assert (done.state, done.arrived_at, done.closed_at, done.spent) == (
        State.DONE, at("09:20"), at("09:35"), 15,
    )  # fmt: skip
    assert queue_of(office) == {}
    (shown,) = take(office).done
    assert shown.id == done.id


def test_the_reserve_is_for_urgent_things_and_for_what_is_due_today(office: Office) -> None:
    office.clock.set("16:50")
    assert places(capture(office, "normal 25m").items[0]) == ["B5 16:50-17:15"]
    assert places(capture(office, "normal too 10m").items[0]) == ["B1 Wed 10:30-Wed 10:40"]
    assert places(capture(office, "due today 5m <18:00").items[0]) == ["B5 17:15-17:20"]
    assert places(capture(office, "urgent 10m !").items[0]) == ["B5 16:50-17:00"]


def test_making_it_urgent_later_slots_it_again(office: Office) -> None:
    for line in ("one 10m", "two 5m", "three 10m"):
        capture(office, line)
    answer = set_urgency(office, [item(office, "three").id], Urgency.URGENT)
    assert answer.message == "three 10m → B1 10:30 today, 1st in line (urgent: first buffer with 10m free)"
    assert [line.split(" (")[0] for line in answer.moved] == ["one: 10:30 today → 12:15 today"]
    assert item(office, "three").promise_state is Promise.RENEGOTIATED


def test_another_buffer_is_chosen_step_by_step_and_comes_round_to_the_first_fit(office: Office) -> None:
    line = "Bob: invoice 10m"
    choice = Choice()
    labels: list[str] = []
    while not labels or choice != FIRST_FIT:
        said = preview(office, line, choice._replace(steps=choice.steps + 1))
        choice = said.chosen
        labels.append(said.target.split(",")[0])
    assert labels[:4] == ["B2 12:15 today", "B3 14:00 today", "B4 15:45 today", "B5 16:45 today"]
    assert labels[4] == "B1 10:30 tomorrow"
    assert labels[-1] == "B1 10:30 today"
    assert len(set(labels)) == len(labels) > 10


def test_a_chosen_buffer_tells_its_spare_minutes_and_is_what_is_promised(office: Office) -> None:
    said = preview(office, "Bob: invoice 10m", Choice(steps=2))
    assert said.target == "B3 14:00 today, 5m spare, you chose it"
    before = rows(office)
    answer = capture(office, "Bob: invoice 10m", choice=said.chosen)
    assert answer.message == "Bob: invoice 10m → B3 14:00 today, 1st in line (you chose it)"
    assert answer.items[0].promised_at == at("14:00")
    history.undo(office)
    assert rows(office) == before


def test_a_choice_stays_while_its_buffer_holds_the_text_and_says_so_when_it_does_not(office: Office) -> None:
    chosen = preview(office, "Bob: invoice 10m", Choice(steps=2)).chosen
    assert preview(office, "Bob: invoice 15m", chosen).target.startswith("B3 14:00")
    said = preview(office, "Bob: invoice 25m", chosen)
    assert said.target == "B5 16:45 today, 1st in line"
    assert said.about_choice == "the buffer you chose does not hold it"
    assert preview(office, "Bob: invoice 5m", said.chosen).target.startswith("B3 14:00")
    answer = capture(office, "Bob: invoice 25m", choice=chosen)
    assert answer.message.endswith("(the buffer you chose does not hold it: first buffer with 25m free)")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("now 5m !!", "!! begins at once and needs no buffer"),
        ("for Raj 5m @Raj", "what is given away needs no buffer of yours"),
        ("08:30-08:40 Bob: printer", "what is over needs no buffer"),
        ("much too long 600m", "no other buffer holds it"),
    ],
)
def test_what_goes_to_no_buffer_says_why_none_can_be_chosen(office: Office, line: str, why: str) -> None:
    assert preview(office, line, Choice(steps=1)).about_choice == why
    assert preview(office, line, FIRST_FIT).about_choice == ""


def test_on_a_day_that_is_only_projected_an_interruption_met_no_sprint(office: Office) -> None:
    office.clock.set("10:00")
    assert capture(office, "Bob: invoice 10m >16:00").items[0].during == ""
    plan(office, "Draft 90m")
    office.clock.set("10:20")
    assert capture(office, "Ana: contract 10m").items[0].during == "S1 Draft 1/2"


def test_one_sprint_is_called_one(office: Office) -> None:
    assert plan(office, "Draft 30m").outcome.message.startswith("planned today: 1 sprint 30m, ")
