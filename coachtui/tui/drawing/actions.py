"""The list of open actions: owner, task, done-when, from which meeting, and the deadline with its past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import describe_day
from coachtui.tui.drawing.meeting_keys import action_key
from coachtui.tui.drawing.parts import EMPTY, NARROWEST, line, line_of_two, page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.meeting_views import ActionView
    from coachtui.tui.drawing.parts import Page, Part, Parts


def rows(views: Sequence[ActionView], today: date, cells: int, glyphs: Glyphs, *, by_deadline: bool) -> Page:
    """Two lines for each action; yours first, those to follow up below, unless all are by deadline."""
    if cells < NARROWEST:
        return EMPTY
    if not views:
        said = "No open actions. The review of a meeting writes them: Raj: headcount table by fri => linked"
        return page([("", line(((" ", ""),), (said, "dim"), (), cells, glyphs))])
    drawn: list[tuple[str, Parts]] = []
    group = None
    for one in views:
        if not by_deadline and one.is_yours != group:
            group = one.is_yours
            title = "Yours" if group else "To follow up"
            drawn.append(("", line(((" ", ""),), (title, "strong"), (), cells, glyphs)))
        drawn += [
            (action_key(one.id), _action(one, today, cells, glyphs)),
            ("", _below(one, today, cells, glyphs)),
        ]
    return page(drawn)._replace(marker=1)


def _action(one: ActionView, today: date, cells: int, glyphs: Glyphs) -> Parts:
    """Late or not, owner and task, and the deadline with the one that it had."""
    sign: Part = ("!", "wrong") if one.is_late else (glyphs.dot, "dim")
    due = describe_day(one.due, today) if one.due else ""
    was = ", ".join(describe_day(old.was, today) for old in one.history)
    past: Parts = ((f" was {was},", "dim"),) if was else ()
    return line(
        (("   ", ""), sign, (" ", "")),
        (f"{one.owner}: {one.task}", ""),
        (*past, (f" {'late, ' * one.is_late}by {due} ", "wrong" if one.is_late else "strong")),
        cells,
        glyphs,
    )


def _below(one: ActionView, today: date, cells: int, glyphs: Glyphs) -> Parts:
    """What done means, and where it comes from."""
    on = f" {describe_day(one.meeting_on, today)}" if one.meeting_on else ""
    come = f"from {one.meeting_title}{on}" if one.meeting_title else ""
    return line_of_two(
        (("     ", ""),), ((f"done when {one.done_when}", "dim"), (come, "dim")), (), cells, glyphs
    )
