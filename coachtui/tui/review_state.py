"""Where one can be in a review: the stops of each step, and what the line holds at each.

Values only. A step's stops are in the order in which they are shown; at some of them a line is typed,
at the others one key decides.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.review import Step, as_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachtui.domain.conclusion import Problem
    from coachtui.services.meeting_views import ReviewView


class At(StrEnum):
    """What a stop is."""

    ENTRY = "entry"
    """A line that is written."""
    REFUSED = "refused"
    """A line that could not be saved."""
    NEW = "new"
    """The line to come; of the purpose its reason, of the next meeting its one line."""
    ANSWER = "answer"
    """Whether the purpose was accomplished."""
    UNFINISHED = "unfinished"
    """An action of an earlier meeting, which waits for a verdict."""


class Stop(NamedTuple):
    """One place in a step."""

    at: At
    id: int = 0
    """Of an entry its number, of an unfinished action its id, of a refused line its place."""

    @property
    def is_typed(self) -> bool:
        """Whether a line is typed there; elsewhere one key decides."""
        return self.at not in (At.ANSWER, At.UNFINISHED)


NEW = Stop(At.NEW)
ANSWER = Stop(At.ANSWER)


def stops(review: ReviewView, step: Step, refused: Sequence[int] = ()) -> tuple[Stop, ...]:
    """All stops of a step, from top to bottom.

    Args:
        review: as it is.
        step: whose stops.
        refused: the places of lines of this step that could not be saved.
    """
    written = (*(Stop(At.ENTRY, one.id) for one in review.review.at(step)),)
    unsaved = (*(Stop(At.REFUSED, number) for number in refused),)
    if step is Step.PURPOSE:
        return (ANSWER, *unsaved, NEW) if review.accomplished else (*unsaved, ANSWER)
    if step is Step.ACTIONS:
        below = (*(Stop(At.UNFINISHED, one.id) for one in review.review.held.unfinished),)
        return (*written, *unsaved, NEW, *below)
    return (*written, *unsaved, NEW)


def home(review: ReviewView, step: Step) -> Stop:
    """Where a step begins: at the line to come, or at the question."""
    return ANSWER if step is Step.PURPOSE and not review.accomplished else NEW


def held(review: ReviewView, step: Step, stop: Stop) -> str:
    """What the line holds when one comes to a stop at which it is typed."""
    if stop.at is At.ENTRY:
        return next((as_typed(one, step) for one in review.review.entries if one.id == stop.id), "")
    if stop == NEW:
        if step is Step.PURPOSE:
            return review.reason
        if step is Step.NEXT:
            return review.review.next_line or (review.suggestion if review.review.goes_on else "")
    return ""


def stop_of(problem: Problem, review: ReviewView) -> Stop:
    """Where a problem is mended."""
    if problem.entry is not None:
        return Stop(At.ENTRY, problem.entry)
    if problem.step is Step.ACTIONS:
        return Stop(At.UNFINISHED, next((one.id for one in review.review.overdue), 0))
    return home(review, problem.step)
