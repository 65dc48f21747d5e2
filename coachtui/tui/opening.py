"""Opens the dashboard and stays until it is left: on the user's file, or on the demo day."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from coachtui.exchange import glyphs
from coachtui.services.habits import habits
from coachtui.tui.app import CoachApp
from coachtui.tui.engine import Engine
from coachtui.tui.screens.days import DEMO, TOUR
from coachtui.tui.settings import load
from coachtui.tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from coachtui.services.desk import Desk
    from coachtui.tui.tour import Tour


def run(
    open_desk: Callable[[], Desk],
    *,
    ascii_only: bool | None = None,
    theme: str = "",
    tour: Tour | None = None,
) -> int:
    """Open the file and show the dashboard until it is left.

    Args:
        open_desk: opens the desk; called on the thread that then owns it.
        ascii_only: draw with ASCII signs; None: as the user's settings say, or where output or locale
            are not UTF-8.
        theme: the theme to begin with; empty for the one of the settings, the one chosen last, or ours.
        tour: the tour, where this is the demo day.

    Returns:
        The exit status.

    Raises:
        CoachError: the file cannot be used.
    """
    engine = Engine(open_desk)
    settings = load()
    first = engine.start()
    has_ascii = settings.ascii if ascii_only is None else ascii_only
    if has_ascii is None:
        has_ascii = glyphs.for_output(sys.stdout.encoding, os.environ) is glyphs.ASCII
    said = f"data: {engine.path}: it stays on your machine" if first.is_fresh else ""
    if settings.warnings:
        more = f" (coachtui doctor shows {len(settings.warnings)})" if len(settings.warnings) > 1 else ""
        said = settings.warnings[0] + more
    app = CoachApp(engine, first, ascii_only=has_ascii, theme=theme, settings=settings, said=said, tour=tour)
    try:
        status = app.run() or app.return_code or 0
    finally:
        is_kept = engine.close()
    if app.ended_by:
        _say_farewell(app.ended_by, engine.path if tour is None else "", is_kept)
    if status not in (DEMO, TOUR):
        return status
    run_demo(first.zone, ascii_only=ascii_only, theme=theme, is_toured=status == TOUR)
    return run(open_desk, ascii_only=ascii_only, theme=theme)


def _say_farewell(signal: str, path: str, is_kept: bool) -> None:
    """Tell the terminal why the dashboard is gone, and where all is that was in it; a demo has no path."""
    what = "everything" if is_kept else "everything that was entered"
    kept = f": {what} is kept in {clean(path)}" if path else ""
    with suppress(OSError):  # the terminal may be gone too
        print(f"coachtui was ended by {signal}{kept}", file=sys.stderr, flush=True)


def run_demo(
    zone: ZoneInfo, *, ascii_only: bool | None = None, theme: str = "", is_toured: bool = False
) -> int:
    """Show the demo day until it is left; nothing of it is kept.

    Args:
        zone: the zone in which it is 10:21.
        ascii_only: as in `run`.
        theme: as in `run`.
        is_toured: whether the tour begins at once.

    Returns:
        The exit status.
    """
    from coachtui.tui.demo import opens_in
    from coachtui.tui.tour import Tour

    tour = Tour()
    if is_toured:
        tour.begin()
    with TemporaryDirectory(prefix="coachtui-demo-", ignore_cleanup_errors=True) as folder:
        return run(opens_in(Path(folder), zone, habits()), ascii_only=ascii_only, theme=theme, tour=tour)
