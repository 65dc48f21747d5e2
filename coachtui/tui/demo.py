"""The demo day: a file in a folder that is thrown away, and the dashboard on it from 10:21 on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from coachtui.services import demo
from coachtui.services.desk import Desk
from coachtui.store.file import Store
from coachtui.tui.tour import Tour

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo


def opens_in(folder: Path, zone: ZoneInfo, *, stands: bool = False) -> Callable[[], Desk]:
    """What opens the demo day in a folder; filled when opened first, its clock runs unless it stands."""
    path = folder / "demo.db"
    start = demo.starts_at(zone)
    ahead = start - datetime.now(UTC)

    def clock() -> datetime:
        """From 10:21 on."""
        return start if stands else datetime.now(UTC) + ahead

    def opened() -> Desk:
        """Open it, and live the day where it is new."""
        is_new = not path.exists()
        store = Store.open(path, now=start)
        if is_new:
            demo.fill(store, zone)
        return Desk(store, clock, zone)

    return opened


def run(zone: ZoneInfo, *, ascii_only: bool | None = None, theme: str = "", is_toured: bool = False) -> int:
    """Show the demo day until it is left; nothing of it is kept.

    Args:
        zone: the zone in which it is 10:21.
        ascii_only: as in `app.run`.
        theme: as in `app.run`.
        is_toured: whether the tour begins at once.

    Returns:
        The exit status.
    """
    from coachtui.tui import app

    tour = Tour()
    if is_toured:
        tour.begin()
    with TemporaryDirectory(prefix="coachtui-demo-", ignore_cleanup_errors=True) as folder:
        return app.run(opens_in(Path(folder), zone), ascii_only=ascii_only, theme=theme, tour=tour)
