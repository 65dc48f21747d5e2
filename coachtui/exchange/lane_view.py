"""The backlog lane as lines of text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import describe_day
from coachtui.domain.human import format_minutes
from coachtui.domain.text import one_line
from coachtui.exchange.look import Row, columns

if TYPE_CHECKING:
    from datetime import date

    from coachtui.exchange.look import Look
    from coachtui.services.lane import LaneView
    from coachtui.services.tasks import TaskView

ASKED = "carried over three times or more: do it, give it, or let it go?"
"""What is asked, once."""


def summary(view: LaneView) -> str:
    """How far back every day is clear."""
    count = len(view.left)
    if view.frontier is None:
        said = "nothing is left over: every day is clear"
    else:
        words = f"{count} left over" if count > 1 else "1 left over"
        oldest = min(one.since for one in view.left)
        far = f", the oldest of {describe_day(oldest, view.today)}" if oldest != view.frontier else ""
        said = f"{words}; clear back to {describe_day(view.frontier, view.today)}{far}"
    return said


def spare(view: LaneView) -> str:
    """How long a thing can be that today's buffers can take in; empty where nothing fits."""
    longest = max(view.spare, default=0)
    return f"a buffer of today has {format_minutes(longest)} to spare" if longest else ""


def remark(task: TaskView, today: date) -> str:
    """Since when it waits, how often it was carried over, and when it is due."""
    words = [f"from {describe_day(task.since, today)}"]
    if task.carried > 1:
        words.append(f"carried over {task.carried} times")
    if task.due:
        word = "PAST DEADLINE" if task.is_past_due else "due"
        words.append(f"{word} {describe_day(task.due, today)}")
    return ", ".join(words)


def lines(view: LaneView, look: Look) -> list[str]:
    """The lane; what is asked about comes first."""
    out = [look.line(" · ".join(said for said in (summary(view), spare(view)) if said), "bold")]
    if not view.tasks:
        return [*out, look.line("The backlog is empty. Wrap-up (W) puts things here")]
    asked = {one.id for one in view.asked}
    if asked:
        out.append(look.line(ASKED, "yellow"))
        out += columns([_row(one, view.today) for one in view.asked], look)
    group = None
    rows: list[Row] = []
    for task in view.tasks:
        if task.id in asked:
            continue
        if task.group is not group:
            out += columns(rows, look)
            rows = []
            group = task.group
            out.append(look.line(group.value, "yellow"))
        rows.append(_row(task, view.today))
    return [*out, *columns(rows, look)]


def document(view: LaneView) -> dict[str, object]:
    """The lane as JSON."""
    return {
        "today": view.today.isoformat(),
        "left": len(view.left),
        "frontier": view.frontier.isoformat() if view.frontier else None,
        "spare_minutes": list(view.spare),
        "asked": [one.id for one in view.asked],
        "tasks": [
            {
                "id": one.id,
                "title": one_line(one.title),
                "minutes": one.minutes,
                "must": one.must,
                "group": one.group.value,
                "since": one.since.isoformat(),
                "due": one.due.isoformat() if one.due else None,
                "past_due": one.is_past_due,
                "from_previous_day": one.is_left,
                "carried": one.carried,
                "asks": one.asks,
            }
            for one in view.tasks
        ],
    }


def _row(task: TaskView, today: date) -> Row:
    sign = "!" if task.must else " "
    return Row(
        f"  {sign} #{task.id:<3} ",
        task.title,
        format_minutes(task.minutes),
        remark(task, today),
        "red" if task.is_past_due else "",
    )
