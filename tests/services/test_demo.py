"""The demo day is the day of the mock-ups, in every zone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coachtui.domain.block import BlockKind
from coachtui.services import demo
from coachtui.services.desk import Desk
from coachtui.services.meeting_overview import overview
from coachtui.services.snapshot import take
from coachtui.services.tasks import leftovers
from coachtui.store.file import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["Europe/Paris", "America/St_Johns", "Pacific/Apia", "UTC"])
def test_the_demo_day_is_that_of_the_mock_ups(tmp_path: Path, name: str) -> None:
    zone = ZoneInfo(name)
    now = demo.starts_at(zone)
    with Store.open(tmp_path / "demo.db", now=now) as store:
        demo.fill(store, zone)
        desk = Desk(store, lambda: now, zone)
        day = take(desk)
        left = leftovers(desk)
        actions = overview(desk).actions
    assert (day.date, f"{day.now.astimezone(zone):%H:%M}") == (demo.TODAY, "10:21")
    sprints = [one for one in day.blocks if one.kind is BlockKind.SPRINT]
    assert [f"{one.starts_at.astimezone(zone):%H:%M} {one.title}" for one in sprints] == [
        "09:00 Write Q3 brief",
        "10:00 Draft board deck",
        "13:00 Hiring loop notes",
        "14:00 Client proposal",
        "16:15 Code review batch",
    ]
    assert day.running is not None
    assert day.running.remaining == 24 * 60
    assert [(one.label, one.used, [item.who for item in one.items]) for one in day.queue] == [
        ("B2", 12, ["Bob", "Ana"]),
        ("B3", 20, ["Raj"]),
        ("B5", 5, ["Kim"]),
        ("B1", 30, ["Lee"]),
    ]
    summary = day.summary
    assert (summary.waiting_minutes, summary.free, summary.done, summary.done_minutes) == (67, 98, 3, 21)
    assert len(actions) == 4
    assert len(left) == 3
