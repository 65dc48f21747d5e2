"""The order inside a buffer, changed by hand."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import Interruption, State
from coachtui.domain.slotting.order import exchanged
from coachtui.domain.slotting.rules import Slotting, settle
from tests.domain.test_slotting import DAY, NOW, Desk, asks, at, days_of_buffers, item

if TYPE_CHECKING:
    from coachtui.domain.slotting.shelves import Buffer


def change(desk: Desk, number: int, *, is_later: bool) -> None:
    """Change places as the services do."""
    pair = exchanged(desk.items[number], desk.items.values(), desk.buffers, is_later=is_later)
    desk.items |= {one.id: one for one in pair}


@pytest.fixture
def line() -> Desk:
    """Three in the buffer of 11:30, of 5, 10 and 2 minutes, and one in that of 14:45."""
    desk = Desk()
    desk.add(item(9, 15))
    for number, minutes in ((1, 5), (2, 10), (3, 2)):
        desk.add(item(number, minutes))
    desk.add(item(4, 10, not_before=at("14:00")))
    return desk


def test_two_neighbours_take_the_minutes_that_both_had(line: Desk) -> None:
    change(line, 2, is_later=False)
    assert [line.place(number) for number in (2, 1, 3)] == [
        [("24 11:30", 10)], [("24 11:40", 5)], [("24 11:45", 2)],
    ]  # fmt: skip
    change(line, 2, is_later=True)
    change(line, 2, is_later=True)
    assert [line.place(number) for number in (1, 3, 2)] == [
        [("24 11:30", 5)], [("24 11:35", 2)], [("24 11:37", 10)],
    ]  # fmt: skip


def test_each_of_the_two_says_why_it_is_where_it_is(line: Desk) -> None:
    chosen, other = exchanged(line.items[2], line.items.values(), DAY, is_later=False)
    assert (chosen.why, other.why) == ("you moved it", "you changed the order")


def test_a_hole_between_them_stays_between_them(line: Desk) -> None:
    line.close(2)
    change(line, 3, is_later=False)
    assert [line.place(3), line.place(1)] == [[("24 11:30", 2)], [("24 11:42", 5)]]


@pytest.mark.parametrize(
    ("number", "is_later", "problem"),
    [
        (1, False, '"item 1" is first in its buffer already'),
        (3, True, '"item 3" is last in its buffer already'),
        (4, True, '"item 4" is last in its buffer already'),
    ],
)
def test_the_edge_of_a_buffer_is_not_crossed(line: Desk, number: int, is_later: bool, problem: str) -> None:
    with pytest.raises(CoachError, match=problem):
        change(line, number, is_later=is_later)


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_being_dealt_with_keeps_its_place(line: Desk, number: int) -> None:
    line.items[1] = line.items[1]._replace(state=State.DOING)
    with pytest.raises(CoachError, match='"item 1" is being dealt with'):
        change(line, number, is_later=number == 1)


def test_what_is_in_parts_or_nowhere_has_no_place_in_line(line: Desk) -> None:
    line.items[1] = line.items[1]._replace(slots=())
    with pytest.raises(CoachError, match='"item 1" has no buffer yet'):
        change(line, 1, is_later=True)
    line.items[2] = line.items[2]._replace(slots=(line.items[2].slots[0], line.items[4].slots[0]))
    for number in (2, 3):
        with pytest.raises(CoachError, match='"item 2" is in 2 parts'):
            change(line, number, is_later=False)


def test_nobody_ends_after_it_is_due_or_begins_before_it_may(line: Desk) -> None:
    line.items[1] = line.items[1]._replace(due=at("11:40"))
    with pytest.raises(CoachError, match='"item 1" would end after it is due'):
        change(line, 2, is_later=False)
    line.items[3] = line.items[3]._replace(not_before=at("11:45"))
    with pytest.raises(CoachError, match='"item 3" is not to be earlier than it is'):
        change(line, 2, is_later=True)


def test_the_one_that_is_moved_up_by_hand_may_be_earlier_than_was_wanted(line: Desk) -> None:
    line.items[3] = line.items[3]._replace(not_before=at("11:45"))
    change(line, 3, is_later=False)
    assert (line.place(3), line.items[3].not_before) == ([("24 11:35", 2)], None)


@given(buffers=days_of_buffers(), wanted=st.lists(asks, min_size=2, max_size=9), after=st.integers(0, 600))
def test_whatever_changes_places_every_rule_still_holds(
    buffers: tuple[Buffer, ...], wanted: list[dict[str, object]], after: int
) -> None:
    desk = Desk(buffers)
    for number, fields in enumerate(wanted, 1):
        desk.add(item(number, **fields))  # type: ignore[arg-type]
    desk.now = NOW + timedelta(minutes=after)
    desk.settle()
    before = dict(desk.items)
    for number, is_later in product(before, (False, True)):
        desk.items = dict(before)
        with suppress(CoachError):
            change(desk, number, is_later=is_later)
            assert settle(desk.items.values(), buffers, desk.now) == Slotting((), ())
            assert minutes(desk.items) == minutes(before)
            assert len([one for one in before if desk.items[one].slots != before[one].slots]) == 2


def minutes(items: dict[int, Interruption]) -> dict[int, int]:
    """The minutes that each one has a place for."""
    return {number: sum(span.minutes for span in one.slots) for number, one in items.items()}
