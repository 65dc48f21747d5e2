"""Slotting many interruptions at once, in process."""

from __future__ import annotations

import gc
import math
import time
from datetime import UTC, datetime, timedelta

import pytest

from coachtui.domain.interruption import Interruption
from coachtui.domain.slotting.rules import settle
from coachtui.domain.slotting.shelves import Buffer
from coachtui.domain.span import Span

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


def best(count: int) -> float:
    """The least milliseconds of this process that slotting so many waiting interruptions takes."""
    items = [Interruption(number, "x", LENGTHS[number % 7], OPENS) for number in range(count)]
    took = []
    for _ in range(7):
        gc.collect()
        start = time.process_time()
        settle(items, DAYS, OPENS)
        took.append((time.process_time() - start) * 1000)
    return min(took)


def test_five_hundred_interruptions_are_slotted_into_ten_days_in_twenty_milliseconds() -> None:
    took = best(500)
    print(f"\n500 interruptions into 10 days: {took:.1f} ms")
    assert took < 20


def test_the_cost_grows_no_worse_than_n_log_n() -> None:
    counts = (250, 500, 1000, 2000, 4000)
    took = [best(count) for count in counts]
    print("\n" + "  ".join(f"{count}: {value:.1f} ms" for count, value in zip(counts, took, strict=True)))
    allowed = took[1] * counts[-1] * math.log(counts[-1]) / (counts[1] * math.log(counts[1]))
    assert took[-1] <= 1.1 * allowed
