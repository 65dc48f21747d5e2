"""What the screens that plan, close and look back at a day ask of the services: one call each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from coachtui.domain.draft import Draft
    from coachtui.domain.recap import Recap, Scale
    from coachtui.domain.rhythm import Rhythm
    from coachtui.services.desk import Desk
    from coachtui.services.drafting import PlanView
    from coachtui.services.item_views import Outcome
    from coachtui.services.wrapup import DayEnd, Decision, Key
    from coachtui.tui.engine import Work


def drafted(draft: Draft | None, on: date | None) -> Callable[[Desk, str], PlanView]:
    """What a draft would make of its day; without one the day's present plan is the draft."""

    def question(desk: Desk, _: str) -> PlanView:
        """Nothing is written."""
        from coachtui.services import drafting

        return drafting.look(desk, draft, on)

    return question


def saved(draft: Draft) -> Work:
    """Plan the day as the draft says."""

    def work(desk: Desk) -> Outcome:
        """One call of the planning."""
        from coachtui.services.planning import plan

        return plan(desk, draft.text, draft.on).outcome

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
