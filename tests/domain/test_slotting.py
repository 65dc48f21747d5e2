"""The slotting rules of the design, each by the sentence that it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import OPEN, Interruption, Promise, State, Urgency
from coachtui.domain.slotting.rules import SMALLEST_PIECE, Slotting, arrive, cut, settle, to_other_buffer
from coachtui.domain.slotting.shelves import Buffer
from coachtui.domain.span import Span

TODAY = date(2026, 11, 24)


def at(clock: str, day: int = 24) -> datetime:
    """A clock time on a day of November 2026, in UTC."""
    hour, minute = clock.split(":")
    return datetime(2026, 11, day, int(hour), int(minute), tzinfo=UTC)


def buffer(start: str, end: str, day: int = 24, reserve: int = 0, eaten: int = 0) -> Buffer:
    return Buffer(date(2026, 11, day), Span(at(start, day), at(end, day)), reserve, eaten)


DAY = (
    buffer("10:45", "11:00"),
    buffer("11:30", "12:00"),
    buffer("14:45", "15:00"),
    buffer("17:00", "17:30", reserve=15),
    buffer("09:45", "10:00", day=25),
    buffer("11:30", "12:00", day=25),
    buffer("17:00", "17:30", day=25, reserve=15),
)
"""Two days: 15, 30, 15 and 30 minutes (15 in reserve), then 15, 30 and 30 (15 in reserve)."""

NOW = at("10:19")


def item(number: int, minutes: int = 5, **fields: object) -> Interruption:
    values: dict[str, object] = {"title": f"item {number}", "arrived_at": NOW, **fields}
    return Interruption(id=number, minutes=minutes, **values)  # type: ignore[arg-type]


class Desk:
    """A queue that takes what slotting answers, as the services do."""

    def __init__(self, buffers: tuple[Buffer, ...] = DAY, now: datetime = NOW) -> None:
        self.buffers = buffers
        self.now = now
        self.items: dict[int, Interruption] = {}

    def take(self, slotting: Slotting) -> Slotting:
        for one in slotting.items:
            self.items[one.id] = one
        return slotting

    def add(self, new: Interruption) -> Interruption:
        self.take(arrive(new, self.items.values(), self.buffers, self.now))
        return self.items[new.id]

    def settle(self) -> Slotting:
        return self.take(settle(self.items.values(), self.buffers, self.now))

    def close(self, number: int) -> None:
        self.items[number] = self.items[number]._replace(state=State.DONE, slots=())

    def place(self, number: int) -> list[tuple[str, int]]:
        return [(f"{one.start:%d %H:%M}", one.minutes) for one in self.items[number].slots]


def test_an_arrival_takes_the_first_buffer_with_room_and_moves_nobody() -> None:
    desk = Desk()
    for number, minutes in enumerate([10, 5, 5], start=1):
        desk.add(item(number, minutes))
    assert [desk.place(n) for n in (1, 2, 3)] == [[("24 10:45", 10)], [("24 10:55", 5)], [("24 11:30", 5)]]
    assert desk.items[3].why == "first buffer with 5m free"


def test_a_running_buffer_offers_only_what_is_left_of_it() -> None:
    desk = Desk(now=at("10:52"))
    assert desk.add(item(1, 8)).slots[0].start == at("10:52")
    assert desk.add(item(2, 5)).slots[0].start == at("11:30")


def test_longer_than_the_next_buffer_takes_a_later_one_that_holds_it_whole() -> None:
    desk = Desk()
    desk.add(item(1, 30))
    assert desk.place(1) == [("24 11:30", 30)]


def test_longer_than_every_buffer_is_split_in_pieces_of_ten_minutes_or_more() -> None:
    desk = Desk()
    desk.add(item(1, 58))
    assert desk.place(1) == [("24 10:45", 15), ("24 11:30", 30), ("24 14:45", 13)]
    assert desk.items[1].why == "no buffer holds 58m, so it is split"


def test_a_day_that_cannot_take_it_sends_it_to_the_next_working_day_in_words() -> None:
    desk = Desk()
    for number, minutes in enumerate([15, 30, 15, 15], start=1):
        desk.add(item(number, minutes))
    desk.add(item(9, 12))
    assert desk.place(9) == [("25 09:45", 12)]
    assert desk.items[9].why == "no 12m free today"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "no 12m free today"),
        ({"urgency": Urgency.LATER}, "no 12m free today"),
        ({"not_before": at("14:00")}, "no 12m free today"),
        ({"not_before": at("0:00", 25)}, "first buffer with 12m free"),
    ],
)
def test_today_is_only_called_full_for_what_may_happen_today(fields: dict[str, object], why: str) -> None:
    desk = Desk(buffers=(buffer("14:45", "14:50"), buffer("09:45", "10:00", day=25)))
    assert desk.add(item(1, 12, **fields)).why == why


@given(st.integers(1, 130), st.lists(st.integers(0, 45), max_size=6))
def test_pieces_are_found_wherever_some_add_up(minutes: int, rooms: list[int]) -> None:
    sums = {0}
    for room in rooms:
        sums |= {before + piece for before in sums for piece in range(SMALLEST_PIECE, room + 1)}
    pieces = cut(minutes, rooms)
    assert bool(pieces) == (minutes in sums)
    assert not pieces or sum(pieces) == minutes
    assert all(
        piece == 0 or SMALLEST_PIECE <= piece <= room for piece, room in zip(pieces, rooms, strict=False)
    )


def test_a_split_one_that_loses_two_pieces_at_once_is_seated_once() -> None:
    """The first piece's buffer passes, and the urgent one that follows it pushes out the second."""
    desk = Desk(buffers=(buffer("09:01", "09:22"), buffer("09:25", "09:37")), now=at("09:10"))
    desk.add(item(1, 2))
    desk.add(item(2, 21))
    assert desk.place(2) == [("24 09:12", 10), ("24 09:25", 11)]
    desk.items[1] = desk.items[1]._replace(urgency=Urgency.URGENT)
    desk.now = at("09:22")
    desk.settle()
    assert (desk.place(1), desk.place(2)) == ([("24 09:25", 2)], [])
    assert desk.items[2].state is State.WAITING


def test_a_piece_takes_what_closing_up_the_line_leaves() -> None:
    desk = Desk(buffers=(buffer("10:45", "11:00"), buffer("11:30", "11:45")))
    for number, minutes in enumerate([3, 2, 4], start=1):
        desk.add(item(number, minutes))
    desk.close(1)
    desk.close(3)
    desk.add(item(4, 28))
    assert desk.place(4) == [("24 10:47", 13), ("24 11:30", 15)]
    assert desk.place(2) == [("24 10:45", 2)]


def test_the_reserve_is_only_for_what_must_happen_today() -> None:
    desk = Desk(buffers=(buffer("17:00", "17:30", reserve=15), buffer("09:45", "10:00", day=25)))
    assert desk.add(item(1, 20)).state is State.WAITING
    assert desk.add(item(2, 15)).slots[0].start == at("17:00")
    assert desk.add(item(3, 10)).slots[0].start == at("09:45", 25)
    assert desk.add(item(4, 10, due=at("18:00"))).slots[0].start == at("17:15")
    assert desk.add(item(5, 5, urgency=Urgency.URGENT)).slots[0].start == at("17:00")


def test_urgent_goes_before_normal_items_and_shows_whom_it_moves() -> None:
    desk = Desk()
    desk.add(item(1, 10))
    desk.add(item(2, 5))
    moves = desk.take(arrive(item(3, 10, urgency=Urgency.URGENT), desk.items.values(), DAY, NOW)).moves
    assert desk.place(3) == [("24 10:45", 10)]
    assert desk.place(1) == [("24 11:30", 10)] or desk.place(2) == [("24 11:30", 5)]
    assert {move.item for move in moves} == {n for n in (1, 2) if desk.items[n].why.find("urgent") >= 0}
    assert all(move.why for move in moves)


def test_urgent_lines_up_behind_earlier_urgent_ones() -> None:
    desk = Desk()
    desk.add(item(1, 5, urgency=Urgency.URGENT))
    desk.add(item(2, 5, urgency=Urgency.URGENT))
    assert desk.place(1) == [("24 10:45", 5)]
    assert desk.place(2) == [("24 10:50", 5)]


def test_two_pieces_that_an_urgent_one_pushes_out_are_seated_once() -> None:
    desk = Desk((buffer("10:45", "10:55"), buffer("11:30", "12:15")))
    pieces = (Span(at("11:30"), at("11:45")), Span(at("11:55"), at("12:05")))
    desk.items[1] = item(1, 25, state=State.SLOTTED, slots=pieces, why="split")
    desk.add(item(2, 35, urgency=Urgency.URGENT))
    assert desk.place(2) == [("24 11:30", 35)]
    assert (desk.place(1), desk.items[1].state) == ([], State.WAITING)


@pytest.mark.parametrize("urgency", list(Urgency))
def test_earlier_urgent_ones_close_up_where_a_newcomer_needs_it(urgency: Urgency) -> None:
    desk = Desk((buffer("11:30", "12:00"),))
    pieces = (Span(at("11:40"), at("11:50")),)
    desk.items[1] = item(1, 10, urgency=Urgency.URGENT, state=State.SLOTTED, slots=pieces, why="first")
    desk.add(item(2, 15, urgency=urgency))
    assert desk.place(1) == [("24 11:30", 10)]
    assert desk.place(2) == [("24 11:40", 15)]
    assert desk.settle() == Slotting((), ())


def test_what_can_wait_makes_room_first() -> None:
    desk = Desk()
    desk.add(item(1, 5, urgency=Urgency.LATER))
    desk.add(item(2, 10))
    desk.add(item(3, 5, urgency=Urgency.URGENT))
    assert desk.place(3) == [("24 10:45", 5)]
    assert desk.place(2) == [("24 10:50", 10)]
    assert desk.place(1) == [("24 11:30", 5)]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"not_before": at("14:00")}, ("24 14:45", 5)),
        ({"not_before": at("11:47")}, ("24 11:47", 5)),
        ({"due": at("10:50")}, ("24 10:45", 5)),
        ({"not_before": at("0:00", 25)}, ("25 09:45", 5)),
    ],
)
def test_not_before_and_due_are_kept(fields: dict[str, datetime], place: tuple[str, int]) -> None:
    desk = Desk()
    desk.add(item(1, 5, **fields))
    assert desk.place(1) == [place]


def test_no_buffer_in_time_is_said_at_entry() -> None:
    new = Desk().add(item(1, 10, due=at("10:50")))
    assert new.state is State.WAITING
    assert new.why == "no 10m free before it is due"


def test_a_passed_buffer_gives_its_items_back_and_marks_the_promise_missed() -> None:
    desk = Desk()
    first = desk.add(item(1, 10))
    desk.items[1] = first._replace(promised_at=first.slots[0].start, promise=Promise.OPEN)
    desk.now = at("11:05")
    (move,) = desk.settle().moves
    assert desk.place(1) == [("24 11:30", 10)]
    assert desk.items[1].promise is Promise.MISSED
    assert move.why.startswith("its buffer has passed")


def test_a_told_time_that_has_passed_is_missed_also_where_the_item_was_moved_on() -> None:
    desk = Desk()
    first = desk.add(item(1, 15))
    desk.items[1] = first._replace(promised_at=first.slots[0].start, promise=Promise.OPEN)
    desk.add(item(2, 10, urgency=Urgency.URGENT))
    assert (desk.place(1), desk.items[1].promise) == ([("24 11:30", 15)], Promise.OPEN)
    desk.now = at("10:59")
    assert desk.settle().items == ()
    desk.now = at("11:00")
    desk.settle()
    assert (desk.place(1), desk.items[1].promise) == ([("24 11:40", 15)], Promise.MISSED)


def test_the_running_item_is_never_moved() -> None:
    desk = Desk()
    desk.add(item(1, 10))
    desk.items[1] = desk.items[1]._replace(state=State.DOING, started_at=at("10:45"))
    desk.now = at("10:50")
    desk.add(item(2, 10, urgency=Urgency.URGENT))
    desk.now = at("11:20")
    desk.settle()
    assert desk.place(1) == [("24 10:45", 10)]


def test_an_overrun_eats_the_free_part_first_then_pushes_in_order() -> None:
    desk = Desk()
    desk.add(item(1, 5))
    desk.add(item(2, 5))
    desk.buffers = (buffer("10:45", "11:00", eaten=5), *DAY[1:])
    desk.settle()
    assert [desk.place(1), desk.place(2)] == [[("24 10:50", 5)], [("24 10:55", 5)]]
    desk.buffers = (buffer("10:45", "11:00", eaten=8), *DAY[1:])
    desk.settle()
    assert [desk.place(1), desk.place(2)] == [[("24 10:53", 5)], [("24 11:30", 5)]]


def test_what_runs_in_the_front_that_was_eaten_takes_no_more_than_what_is_left_of_it() -> None:
    desk = Desk((buffer("11:00", "12:00", eaten=40),))
    slot = (Span(at("11:15"), at("11:50")),)
    desk.items[1] = item(1, 35, state=State.DOING, slots=slot, why="first")
    assert desk.add(item(2, 10)).why == "first buffer with 10m free"
    assert desk.place(2) == [("24 11:50", 10)]


def test_what_has_to_move_in_a_buffer_that_is_on_moves_to_minutes_that_are_still_to_come() -> None:
    desk = Desk((buffer("11:00", "12:00", eaten=10), buffer("14:00", "15:00")), at("11:25"))
    desk.items[1] = item(1, 20, state=State.SLOTTED, slots=(Span(at("11:00"), at("11:20")),), why="first")
    desk.settle()
    assert desk.place(1) == [("24 11:25", 20)]


def test_a_meeting_on_a_buffer_moves_only_what_was_in_it() -> None:
    desk = Desk()
    desk.add(item(1, 15))
    desk.add(item(2, 20))
    desk.buffers = DAY[1:]
    desk.settle()
    assert desk.place(2) == [("24 11:30", 20)]
    assert desk.place(1) == [("24 14:45", 15)]


def test_a_hole_left_by_a_done_item_moves_nobody_until_the_minutes_are_needed() -> None:
    desk = Desk()
    for number in (1, 2, 3):
        desk.add(item(number, 5))
    desk.close(1)
    desk.close(3)
    assert desk.settle().items == ()
    desk.add(item(4, 10))
    assert [desk.place(2), desk.place(4)] == [[("24 10:45", 5)], [("24 10:50", 10)]]


def test_the_next_and_an_earlier_buffer_by_hand() -> None:
    desk = Desk()
    desk.add(item(1, 10))
    desk.take(to_other_buffer(desk.items[1], desk.items.values(), DAY, NOW, later=True))
    assert desk.place(1) == [("24 11:30", 10)]
    desk.take(to_other_buffer(desk.items[1], desk.items.values(), DAY, NOW, later=False))
    assert desk.place(1) == [("24 10:45", 10)]
    with pytest.raises(CoachError, match="no earlier buffer has 10m free"):
        to_other_buffer(desk.items[1], desk.items.values(), DAY, NOW, later=False)


minutes = st.integers(1, 40)
clock = st.integers(0, 2 * 24 * 60).map(lambda after: at("0:00") + timedelta(minutes=after))
maybe_clock = st.none() | clock
asks = st.builds(
    lambda length, urgency, not_before, due: {
        "minutes": length,
        "urgency": urgency,
        "not_before": not_before,
        "due": due,
    },
    minutes,
    st.sampled_from([Urgency.LATER, Urgency.NORMAL, Urgency.NORMAL, Urgency.URGENT]),
    st.none() | st.none() | clock,
    st.none() | st.none() | clock,
)


@st.composite
def days_of_buffers(draw: st.DrawFn) -> tuple[Buffer, ...]:
    """One to three days, each of one to five buffers that do not touch."""
    out = []
    for offset in range(draw(st.integers(1, 3))):
        cursor = at("09:00") + timedelta(days=offset)
        for _ in range(draw(st.integers(1, 5))):
            start = cursor + timedelta(minutes=draw(st.integers(1, 60)))
            end = start + timedelta(minutes=draw(st.integers(1, 45)))
            out.append(Buffer(start.date(), Span(start, end)))
            cursor = end
        length = out[-1].span.minutes
        out[-1] = out[-1]._replace(reserve=draw(st.integers(0, length)))
    return tuple(out)


def check(desk: Desk) -> None:
    """What must hold after every event, whatever came before."""
    still = [one for one in desk.items.values() if one.state in OPEN]
    spans = sorted(span for one in still for span in one.slots)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    for one in still:
        taken = sum(span.minutes for span in one.slots)
        assert taken == (one.minutes if one.state is not State.WAITING else 0)
        assert all(any(buf.span.covers(span) for buf in desk.buffers) for span in one.slots)
        if len(one.slots) > 1:
            assert min(span.minutes for span in one.slots) >= SMALLEST_PIECE or one.state is State.DOING
        if one.not_before:
            assert all(span.start >= one.not_before for span in one.slots)
        if one.due:
            assert all(span.end <= one.due for span in one.slots)
    for buf in desk.buffers:
        assert sum(span.minutes for span in spans if buf.span.covers(span)) <= buf.span.minutes
    assert settle(desk.items.values(), desk.buffers, desk.now) == Slotting((), ())


@given(days_of_buffers(), st.lists(asks, max_size=12))
def test_slots_never_overlap_never_overfill_and_settling_again_changes_nothing(
    buffers: tuple[Buffer, ...], arrivals: list[dict[str, object]]
) -> None:
    desk = Desk(buffers, at("08:00"))
    for number, fields in enumerate(arrivals, start=1):
        desk.add(item(number, **fields))  # type: ignore[arg-type]
        check(desk)


@given(days_of_buffers(), st.lists(minutes, max_size=12), minutes)
def test_a_normal_arrival_goes_where_the_design_says_and_moves_nobody(
    buffers: tuple[Buffer, ...], earlier: list[int], length: int
) -> None:
    desk = Desk(buffers, at("08:00"))
    for number, size in enumerate(earlier, start=1):
        desk.add(item(number, size))
    before = dict(desk.items)
    first_day = [one for one in buffers if one.day == buffers[0].day]

    def free(one: Buffer) -> int:
        taken = sum(s.minutes for i in before.values() for s in i.slots if one.span.covers(s))
        return one.span.minutes - taken - one.reserve

    new = desk.add(item(99, length))
    assert {n: one for n, one in desk.items.items() if n != 99} == before
    expected = next((one for one in first_day if free(one) >= length), None)
    if expected is not None:
        assert len(new.slots) == 1
        assert expected.span.covers(new.slots[0])


@given(days_of_buffers(), st.lists(asks, min_size=1, max_size=10), st.integers(0, 3 * 24 * 60))
def test_later_the_same_day_nothing_is_lost_and_nothing_valid_has_moved(
    buffers: tuple[Buffer, ...], arrivals: list[dict[str, object]], after: int
) -> None:
    desk = Desk(buffers, at("08:00"))
    for number, fields in enumerate(arrivals, start=1):
        desk.add(item(number, **fields))  # type: ignore[arg-type]
    before = dict(desk.items)
    desk.now = at("08:00") + timedelta(minutes=after)
    assume(all(buf.span.start >= desk.now or buf.span.end <= desk.now for buf in buffers))
    result = desk.settle()
    check(desk)
    assert desk.items.keys() == before.keys()
    urgent = any(one.urgency is Urgency.URGENT for one in before.values())
    for move in result.moves:
        passed = any(span.start < desk.now for span in move.before)
        assert passed or urgent
    for number, one in before.items():
        if one.slots and one.slots[0].start < desk.now:
            assert desk.items[number].slots != one.slots
