"""What the rhythm costs in process on ten years of history: the header, the forecast, looking back."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from coachtui.domain.recap import Scale
from coachtui.exchange.glyphs import UNICODE
from coachtui.exchange.recap_lines import lines
from coachtui.services import sprints
from coachtui.services.capture import capture
from coachtui.services.desk import Desk
from coachtui.services.forecast import forecast
from coachtui.services.lane import look
from coachtui.services.planning import plan
from coachtui.services.recap import recap
from coachtui.services.snapshot import take
from coachtui.store.file import Store
from coachtui.tui.drawing import header
from tests.benchmarks import history

pytestmark = pytest.mark.benchmark

MOST = 20.0
"""Milliseconds that each may take."""

TIMES = 15
"""How often each is done; the best counts, which a busy machine changes least."""


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Ten years, and a planned day after them on which a sprint runs."""
    path = tmp_path_factory.mktemp("years") / "coach.db"
    history.build(path)
    now = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
    desk = Desk(Store.open(path, now=now), lambda: now, ZoneInfo("Europe/Berlin"))
    plan(desk, "Deck 90m !\nNotes 90m\nReview 45m")
    sprints.start(desk)
    for number in range(5):
        capture(desk, f"Bob: question {number} 5m")
    yield desk
    desk.store.close()


WAYS: dict[str, Callable[[Desk], object]] = {
    "header": lambda desk: header.draw(take(desk), 160, 3, UNICODE),
    "forecast": forecast,
    "day": lambda desk: lines(recap(desk), 100, UNICODE),
    "week": lambda desk: lines(recap(desk, Scale.WEEK), 100, UNICODE),
    "month": lambda desk: lines(recap(desk, Scale.MONTH), 100, UNICODE),
    "backlog": look,
}


@pytest.mark.parametrize("way", WAYS)
def test_ten_years_are_no_weight(years: Desk, way: str) -> None:
    took = []
    for _ in range(TIMES):
        gc.collect()
        began = time.perf_counter()
        WAYS[way](years)
        took.append((time.perf_counter() - began) * 1000)
    print(f"\n{way}: {min(took):.1f} ms at best, {sorted(took)[TIMES // 2]:.1f} ms in the middle")
    assert min(took) <= MOST
