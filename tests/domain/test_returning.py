"""Back to the time that was told: who comes back, who gives way for it, and what each is told (rule 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.interruption import Interruption, Promise, State, Urgency
from coachtui.domain.slotting.rules import Slotting
from coachtui.domain.span import Span, later
from tests.domain.test_slotting import DAY, Desk, asks, at, buffer, check, days_of_buffers, item

if TYPE_CHECKING:
    from coachtui.domain.slotting.shelves import Buffer

NOON, AFTERNOON = buffer("11:30", "12:00"), buffer("14:00", "14:30")


def standing(
    number: int, minutes: int, told: str, start: str | None = None, **fields: object
) -> Interruption:
    """One that was told a time, and stands there or at another."""
    begins = at(start or told)
    return item(number, minutes, **fields)._replace(
        slots=(Span(begins, later(begins, minutes)),),
        promised_at=at(told),
        promise=Promise.OPEN,
        state=State.SLOTTED,
        why="first",
    )


def desk(*items: Interruption, buffers: tuple[Buffer, ...] = (NOON, AFTERNOON)) -> Desk:
    made = Desk(buffers)
    made.items = {one.id: one for one in items}
    return made


def starts(made: Desk) -> dict[int, str]:
    return {number: f"{one.slots[0].start:%H:%M}" for number, one in made.items.items() if one.slots}


def test_minutes_that_a_quick_interruption_took_come_back_with_the_promised_places() -> None:
    made = desk(standing(1, 10, "11:30"), standing(2, 10, "11:40"), standing(3, 10, "11:50"), buffers=DAY[1:])
    made.buffers = (DAY[1]._replace(eaten=15), *DAY[2:])
    made.settle()
    assert starts(made) == {1: "11:45", 2: "14:45", 3: "17:00"}
    made.buffers = DAY[1:]
    moves = made.settle().moves
    assert starts(made) == {1: "11:30", 2: "11:40", 3: "11:50"}
    assert {move.why for move in moves} == {"the time that was told is free again"}


def test_an_urgent_item_that_lost_its_place_goes_before_normal_ones_again() -> None:
    urgent = standing(1, 20, "11:30", urgency=Urgency.URGENT)
    made = desk(urgent, standing(2, 10, "11:50"), buffers=(DAY[1]._replace(eaten=15), *DAY[2:]))
    made.settle()
    assert starts(made) == {1: "17:00", 2: "11:45"}
    made.buffers = (DAY[1]._replace(eaten=2), *DAY[2:])
    made.settle()
    assert starts(made) == {1: "11:32", 2: "14:45"}
    assert made.items[1].why == "nearer to the time that was told"
    assert made.settle() == Slotting((), ())


def test_an_urgent_one_comes_back_to_its_free_minute_without_moving_anybody() -> None:
    urgent = standing(1, 10, "11:50", "14:00", urgency=Urgency.URGENT)
    made = desk(urgent, standing(2, 10, "11:30"), standing(3, 10, "11:40"))
    assert [move.item for move in made.settle().moves] == [1]
    assert starts(made) == {1: "11:50", 2: "11:30", 3: "11:40"}


def test_who_comes_back_goes_before_who_was_told_a_later_time_and_stands_before_it() -> None:
    made = desk(standing(1, 20, "11:30", "14:00"), standing(2, 10, "11:50", "11:45"))
    moves = {move.item: move.why for move in made.settle().moves}
    assert starts(made) == {1: "11:30", 2: "11:50"}
    assert moves == {
        1: "the time that was told is free again",
        2: "behind 'item 1', which was promised earlier",
    }


def test_nobody_who_stands_at_the_minute_that_was_told_gives_way() -> None:
    made = desk(standing(1, 15, "11:30", "14:00"), standing(2, 10, "11:40"))
    assert made.settle() == Slotting((), ())


def test_who_gives_way_does_not_pass_the_minute_that_was_told() -> None:
    made = desk(standing(1, 10, "11:30", "14:00"), standing(2, 20, "11:35", "11:30"))
    made.settle()
    assert starts(made) == {1: "11:50", 2: "11:30"}
    assert made.items[1].why == "nearer to the time that was told"


def test_what_was_promised_has_the_free_minutes_before_what_waits() -> None:
    waits = item(2, 25, due=at("12:00"))._replace(why="no 25m free before it is due")
    made = desk(standing(1, 10, "11:30", "14:10"), waits)
    made.settle()
    assert starts(made) == {1: "11:30"}


def test_who_comes_back_whole_leaves_the_reserve_free() -> None:
    first, second = Span(at("11:40"), at("11:50")), Span(at("14:00"), at("14:10"))
    split = standing(1, 20, "11:30")._replace(slots=(first, second))
    made = desk(split, buffers=(NOON._replace(reserve=15), AFTERNOON))
    assert made.settle() == Slotting((), ())


@given(
    buffers=days_of_buffers(),
    wanted=st.lists(asks, min_size=1, max_size=10),
    eaten=st.lists(st.integers(0, 30), min_size=15, max_size=15),
    closed=st.sets(st.integers(1, 10)),
)
def test_a_promise_that_holds_is_kept_when_others_come_back(
    buffers: tuple[Buffer, ...], wanted: list[dict[str, object]], eaten: list[int], closed: set[int]
) -> None:
    made = Desk(buffers, at("08:00"))
    for number, fields in enumerate(wanted, 1):
        new = made.add(item(number, **(fields | {"urgency": Urgency.NORMAL})))  # type: ignore[arg-type]
        if new.slots:
            made.items[number] = new._replace(promised_at=new.slots[0].start, promise=Promise.OPEN)
    made.buffers = tuple(
        one._replace(eaten=min(minutes, one.span.minutes))
        for one, minutes in zip(buffers, eaten, strict=False)
    )
    made.settle()
    for number in closed & made.items.keys():
        made.close(number)
    made.buffers = buffers
    before = dict(made.items)
    for move in made.settle().moves:
        old, new = before[move.item], made.items[move.item]
        assert old.promised_at is None or not old.slots or old.slots[0].start != old.promised_at
        if old.slots and old.promised_at and old.slots[0].start < old.promised_at:
            assert new.slots[0].start <= old.promised_at
    check(made)


def test_the_reason_names_the_told_time_only_where_it_is_kept_again() -> None:
    made = desk(standing(1, 10, "11:30", "14:00"), standing(2, 5, "11:30"))
    made.settle()
    assert starts(made) == {1: "11:35", 2: "11:30"}
    assert made.items[1].why == "nearer to the time that was told"
    assert made.settle() == Slotting((), ())
