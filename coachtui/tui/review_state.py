"""Where one can be in a review: the stops of each step, and what the line holds at each.

Values only. A step's stops are in the order in which they are shown; at some of them a line is typed,
at the others one key decides.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.note import NoteKind, signed
from coachtui.domain.review import KIND_OF, STEP_OF, Accomplished, Ruling, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachtui.domain.conclusion import Problem
    from coachtui.domain.review import Entry
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

SIGNED = tuple("=!?+")
"""What a line begins with that says itself what it is."""


def entries(review: ReviewView, step: Step) -> tuple[Entry, ...]:
    """The lines of a step."""
    return tuple(one for one in review.review.entries if STEP_OF[one.kind] is step)


def stops(review: ReviewView, step: Step, refused: Sequence[int] = ()) -> tuple[Stop, ...]:
    """All stops of a step, from top to bottom.

    Args:
        review: as it is.
        step: whose stops.
        refused: the places of lines of this step that could not be saved.
    """
    written = (*(Stop(At.ENTRY, one.id) for one in entries(review, step)),)
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
        return next((typed(one, step) for one in review.review.entries if one.id == stop.id), "")
    if stop == NEW:
        if step is Step.PURPOSE:
            return review.reason
        if step is Step.NEXT:
            return review.review.next_line or (review.suggestion if wants_next(review) else "")
    return ""


def typed(entry: Entry, step: Step) -> str:
    """A line as one would type it in its step: with a sign only where that is needed."""
    plain = KIND_OF.get(step, NoteKind.HIGHLIGHT)
    if entry.kind is plain and not entry.text.startswith(SIGNED):
        return entry.text
    return signed(entry.kind, entry.text)


def wants_next(review: ReviewView) -> bool:
    """Whether there is something to meet about again: then the next meeting is suggested."""
    return review.accomplished in (Accomplished.PARTLY, Accomplished.NO) or bool(review.open_items)


def unjudged(review: ReviewView) -> tuple[int, ...]:
    """The unfinished actions about which nothing is decided yet."""
    judged = {one.action for one in review.review.verdicts}
    return tuple(one.id for one in review.review.held.unfinished if one.id not in judged)


def stop_of(problem: Problem, review: ReviewView) -> Stop:
    """Where a problem is mended."""
    if problem.entry is not None:
        return Stop(At.ENTRY, problem.entry)
    if problem.step is Step.ACTIONS:
        return Stop(At.UNFINISHED, next(iter(overdue(review)), 0))
    return home(review, problem.step)


def overdue(review: ReviewView) -> tuple[int, ...]:
    """The unfinished actions that are kept, but not beyond the day of the meeting."""
    held = review.review.held
    kept = {one.action: one.due for one in review.review.verdicts if one.ruling is Ruling.KEEP}
    return tuple(one.id for one in held.unfinished if one.id in kept and (kept[one.id] or one.due) < held.on)
