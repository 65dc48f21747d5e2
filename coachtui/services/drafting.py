"""What a draft would make of its day, and what else could be taken in. Nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.day_text import parse_day_text
from coachtui.domain.draft import Draft
from coachtui.domain.errors import CoachError
from coachtui.domain.forecast import held, rounded
from coachtui.services.forecast import lately
from coachtui.services.plan_text import next_to_plan, text_of
from coachtui.services.planning import plan
from coachtui.services.rhythms import week
from coachtui.services.tasks import leftovers

if TYPE_CHECKING:
    from datetime import date

    from coachtui.domain.rhythm import Rhythm
    from coachtui.services.desk import Desk
    from coachtui.services.planning import Planned
    from coachtui.services.tasks import TaskView


class PlanView(NamedTuple):
    """A draft, what it would make of the day, and what else could be taken in."""

    draft: Draft
    offered: tuple[TaskView, ...]
    planned: Planned | None
    """The day as it would be; None where the draft cannot be planned."""
    problem: str
    """Why not; empty where it can."""
    rhythm: Rhythm
    standing: frozenset[str]
    """The lines of meetings and breaks that the day has already, and keeps."""
    needed: int = 0
    """Minutes of buffer that this much work needs to hold on 8 days of 10, or that the default asks for."""
    held: tuple[int, int] = (0, 0)
    """On how many of the last logged days its own buffer would have held, and how many these are."""
    default: float | None = None
    """The share of the work that is asked for until enough days are logged; None once they are."""


def look(desk: Desk, draft: Draft | None, on: date | None) -> PlanView:
    """What a draft would make of its day; without one the day's present plan is the draft.

    Args:
        desk: is only read.
        draft: what is written so far; None for the plan that a day has.
        on: that day; None for the next one that can be planned.
    """
    if draft is None:
        on = next_to_plan(desk) if on is None else on
        draft = Draft(on, tuple(text_of(desk, on).splitlines()))
    present = text_of(desk, draft.on).splitlines()
    standing = frozenset(one for one in present if not parse_day_text(one, on=draft.on, zone=desk.zone).tasks)
    planned, problem = None, ""
    try:
        planned = plan(desk, draft.text, draft.on, dry_run=True)
    except CoachError as error:
        problem = str(error)
    rhythm = week(desk)[draft.on.weekday()]
    view = PlanView(draft, leftovers(desk, draft.on), planned, problem, rhythm, standing)
    if planned and (work := planned.snapshot.summary.planned):
        known, days = lately(desk)
        buffer = planned.snapshot.summary.buffered
        view = view._replace(
            needed=rounded(known.share * work),
            held=(held(days, buffer / work), len(days)),
            default=known.share if known.is_default else None,
        )
    return view
