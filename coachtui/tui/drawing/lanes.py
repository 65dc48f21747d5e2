"""The backlog lane as rows: what is asked about first, then each group, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.exchange.lane_view import ASKED, remark, spare, summary
from coachtui.tui.drawing.parts import EMPTY, NARROWEST, length, line, page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.lane import LaneView
    from coachtui.services.tasks import TaskView
    from coachtui.tui.drawing.parts import Page, Parts

__all__ = ["draw", "spare", "summary"]

ROOMY = 60
"""Cells from which a row says since when."""


def draw(view: LaneView, cells: int, glyphs: Glyphs) -> Page:
    """The page of the lane."""
    if cells < NARROWEST:
        return EMPTY
    if not view.tasks:
        said = "Nothing waits. Wrap-up (W) puts things here, and planning (P) takes them out."
        return page([("", line(((" ", ""),), (said, "dim"), (), cells, glyphs))])
    asked = {one.id for one in view.asked}
    rows: list[tuple[str, Parts]] = []
    if asked:
        rows += _group(f"{ASKED[0].upper()}{ASKED[1:]}", view.asked, view, cells, glyphs)
    for group in dict.fromkeys(one.group for one in view.tasks):
        tasks = [one for one in view.tasks if one.group is group and one.id not in asked]
        if tasks:
            rows += _group(group.value.capitalize(), tasks, view, cells, glyphs)
    return page(rows[:-1])._replace(marker=1)


def _group(
    title: str, tasks: Iterable[TaskView], view: LaneView, cells: int, glyphs: Glyphs
) -> list[tuple[str, Parts]]:
    rows: list[tuple[str, Parts]] = [("", line(((" ", ""),), (title, "strong"), (), cells, glyphs))]
    rows += [(f"task-{one.id}", _task(one, view, cells, glyphs)) for one in tasks]
    return [*rows, ("", ((" ", ""),))]


def _task(task: TaskView, view: LaneView, cells: int, glyphs: Glyphs) -> Parts:
    said = remark(task, view.today)
    after: Parts = ((f" {length(task.minutes):>5} ", ""),)
    if cells >= ROOMY:
        after = (*after, (f"{said:<28.{cells // 2}} ", "wrong" if task.is_past_due else "dim"))
    return line(
        (("   ", ""), ("! " if task.must else "  ", "urgent")), (task.title, ""), after, cells, glyphs
    )
