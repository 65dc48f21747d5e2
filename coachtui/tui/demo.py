"""The demo day: a file that is filled when it is opened first, and a clock that begins at 10:21."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coachtui.services import demo
from coachtui.services.desk import Desk
from coachtui.services.habits import Habits
from coachtui.store.file import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from zoneinfo import ZoneInfo


def opens_in(
    folder: Path, zone: ZoneInfo, usual: Habits | None = None, *, stands: bool = False
) -> Callable[[], Desk]:
    """What opens the demo day in a folder; filled when opened first, its clock runs unless it stands."""
    path = folder / "demo.db"
    start = demo.starts_at(zone)
    ahead = start - datetime.now(UTC)

    def clock() -> datetime:
        """From 10:21 on."""
        return start if stands else datetime.now(UTC) + ahead

    def opened() -> Desk:
        """Open it, and live the days up to it where it is new: its clock begins when that is done."""
        nonlocal ahead
        is_new = not path.exists()
        store = Store.open(path, now=start)
        if is_new:
            demo.fill(store, zone)
            ahead = start - datetime.now(UTC)
        return Desk(store, clock, zone, usual or Habits())

    return opened
