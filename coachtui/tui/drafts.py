"""What is being decided on the screens that plan and close a day, and what the services say to it.

Values only: a draft is changed by making another. The functions that take a desk run on the engine's thread.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.day_lines import task_line
from coachtui.domain.day_text import parse_day_text
from coachtui.domain.errors import CoachError
from coachtui.services.views import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from coachtui.domain.recap import Recap, Scale
    from coachtui.domain.rhythm import Rhythm
    from coachtui.services.desk import Desk
    from coachtui.services.planning import Planned
    from coachtui.services.tasks import TaskView
    from coachtui.services.wrapup import DayEnd, Decision, Key
    from coachtui.tui.engine import Work


class Draft(NamedTuple):
    """The plan of a day while it is written: the lines of a plan file."""

    on: date
    lines: tuple[str, ...] = ()
    taken: Mapping[int, str] = MappingProxyType({})
    """The line that stands for each of the offered tasks that were taken in."""

    @property
    def text(self) -> str:
        """The plan file."""
        return "".join(f"{line}\n" for line in self.lines)

    def with_line(self, line: str) -> Draft:
        """One more line, at the end."""
        return self._replace(lines=(*self.lines, line))

    def without(self, at: int) -> Draft:
        """Without a line, and without the offered task that it stood for."""
        gone = self.lines[at]
        taken = {number: line for number, line in self.taken.items() if line != gone}
        return self._replace(lines=(*self.lines[:at], *self.lines[at + 1 :]), taken=taken)

    def toggled(self, task: TaskView, zone: ZoneInfo) -> Draft:
        """An offered task taken in, or put back."""
        line = self.taken.get(task.id)
        if line in self.lines:
            return self.without(self.lines.index(line))
        line = task_line(task.title, task.minutes, task.must, self.on, zone)
        return self.with_line(line)._replace(taken={**self.taken, task.id: line})

    def must_toggled(self, at: int, zone: ZoneInfo) -> Draft | None:
        """A line whose task is a must now, or no longer; None where it is no task."""
        read = parse_day_text(self.lines[at], on=self.on, zone=zone)
        if not read.tasks:
            return None
        task = read.tasks[0]
        line = task_line(task.title, task.minutes, not task.must, self.on, zone)
        taken = {number: line if one == self.lines[at] else one for number, one in self.taken.items()}
        return Draft(self.on, (*self.lines[:at], line, *self.lines[at + 1 :]), taken)


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
    """Minutes of buffer that this much work needs to hold on 8 days of 10."""
    held: tuple[int, int] = (0, 0)
    """On how many of the last logged days its own buffer would have held, and how many these are."""


def plan_view(desk: Desk, draft: Draft | None, on: date | None) -> PlanView:
    """What a draft would make of its day; without one the day's present plan is the draft."""
    from coachtui.domain.forecast import held, rounded
    from coachtui.services.forecast import shares
    from coachtui.services.plan_text import next_to_plan, text_of
    from coachtui.services.planning import plan
    from coachtui.services.rhythms import week
    from coachtui.services.tasks import leftovers

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
        share, days = shares(desk)
        buffer = planned.snapshot.summary.buffered
        view = view._replace(needed=rounded(share * work), held=(held(days, buffer / work), len(days)))
    return view


def saved(draft: Draft, kept: dict[date, Draft]) -> Work:
    """Plan the day as the draft says; then it is no draft any more."""

    def work(desk: Desk) -> Outcome:
        """One call of the planning."""
        from coachtui.services.planning import plan

        outcome = plan(desk, draft.text, draft.on).outcome
        kept.pop(draft.on, None)
        return outcome

    return work


def shaped(on: date, rhythm: Rhythm) -> Work:
    """Give the weekday of a date another rhythm."""

    def work(desk: Desk) -> Outcome:
        """One call of the rhythms."""
        from coachtui.services.rhythms import change_rhythm

        return change_rhythm(desk, [on.weekday()], lambda _: rhythm)

    return work


def day_end(desk: Desk, _: str) -> DayEnd | str:
    """What is open at the end of the day, or why it cannot be closed yet."""
    from coachtui.services import wrapup

    try:
        return wrapup.look(desk)
    except CoachError as error:
        return str(error)


def closed(decisions: Mapping[Key, Decision], note: str, first: str) -> Work:
    """Close the day."""

    def work(desk: Desk) -> Outcome:
        """One call of the wrap-up."""
        from coachtui.services import wrapup

        return wrapup.close(desk, decisions, note, first)

    return work


def look_back(desk: Desk, scale: Scale, on: date) -> Recap:
    """What became of a day, a week or a month."""
    from coachtui.services.recap import recap

    return recap(desk, scale, on)
