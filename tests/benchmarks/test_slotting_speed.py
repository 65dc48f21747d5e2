"""Slotting many interruptions at once, in process."""

from __future__ import annotations

import gc
import math
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.interruption import Interruption, Promise, State, Urgency
from coachtui.domain.slotting.rules import settle
from coachtui.domain.slotting.shelves import Buffer
from coachtui.domain.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.benchmark

OPENS = datetime(2026, 11, 24, 9, tzinfo=UTC)
LENGTHS = (2, 3, 5, 5, 7, 10, 15)
DAYS = tuple(
    Buffer(start.date(), Span(start, start + timedelta(minutes=45)), 15 if hour == 7 else 0)
    for day in range(10)
    for hour in range(8)
    for start in [OPENS + timedelta(days=day, hours=hour)]
)
"""Ten days of eight buffers of 45 minutes."""


def waiting(count: int) -> list[Interruption]:
    """So many that have just arrived."""
    return [Interruption(number, "x", LENGTHS[number % 7], OPENS) for number in range(count)]


def displaced(count: int, urgency: Urgency) -> tuple[list[Interruption], list[Buffer]]:
    """So many that stand a day later than they were told, eight in a buffer, and days enough for them."""
    buffers = [
        one._replace(
            span=Span(one.span.start + timedelta(days=10 * lap), one.span.end + timedelta(days=10 * lap))
        )
        for lap in range(count // 500 + 1)
        for one in DAYS
    ]
    buffers = [one._replace(day=one.span.start.date(), reserve=0) for one in buffers]
    items = []
    for number in range(count):
        at, offset = number // 8, timedelta(minutes=number % 8 * 5)
        start = buffers[at + 8].span.start + offset
        items.append(
            Interruption(
                number,
                "x",
                5,
                OPENS,
                urgency=urgency,
                state=State.SLOTTED,
                promised_at=buffers[at].span.start + offset,
                promise=Promise.OPEN,
                slots=(Span(start, start + timedelta(minutes=5)),),
                why="its buffer got shorter",
            )
        )
    return items, buffers


def best(items: list[Interruption], buffers: Sequence[Buffer] = DAYS) -> float:
    """The least milliseconds of this process that putting these right takes."""
    took = []
    for _ in range(7):
        gc.collect()
        start = time.process_time()
        settle(items, buffers, OPENS)
        took.append((time.process_time() - start) * 1000)
    return min(took)


def test_five_hundred_interruptions_are_slotted_into_ten_days_in_twenty_milliseconds() -> None:
    took = best(waiting(500))
    print(f"\n500 interruptions into 10 days: {took:.1f} ms")
    assert took < 20


def test_the_cost_grows_no_worse_than_n_log_n() -> None:
    assert_no_worse_than_n_log_n({count: best(waiting(count)) for count in (250, 500, 1000, 2000, 4000)})


@pytest.mark.parametrize("urgency", [Urgency.NORMAL, Urgency.URGENT])
def test_five_hundred_come_back_to_their_told_times_in_twenty_milliseconds(urgency: Urgency) -> None:
    items, buffers = displaced(500, urgency)
    assert len(settle(items, buffers, OPENS).moves) == 500
    took = best(items, buffers)
    print(f"\n500 {urgency.value} ones back to their told times: {took:.1f} ms")
    assert took < 20


@pytest.mark.parametrize("urgency", [Urgency.NORMAL, Urgency.URGENT])
def test_the_cost_of_coming_back_grows_no_worse_than_n_log_n(urgency: Urgency) -> None:
    assert_no_worse_than_n_log_n(
        {count: best(*displaced(count, urgency)) for count in (250, 500, 1000, 2000, 4000)}
    )


def assert_no_worse_than_n_log_n(took: dict[int, float]) -> None:
    """Compare the milliseconds of the most items with those of 500."""
    print("\n" + "  ".join(f"{count}: {value:.1f} ms" for count, value in took.items()))
    most = max(took)
    assert took[most] <= 1.1 * took[500] * most * math.log(most) / (500 * math.log(500))
