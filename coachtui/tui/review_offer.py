"""When the review of a meeting is offered: in its last minutes, and when its time is over.

The offer stands in the header for an hour and in the frame of Meetings until the review is closed; the
message line says it once at each of the two moments.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.services.meeting_views import MeetingState

if TYPE_CHECKING:
    from coachtui.services.meeting_views import MeetingsView, MeetingView

LASTING = timedelta(hours=1)
"""How long after its end a meeting's review stands in the header."""


class Moment(NamedTuple):
    """What is said once."""

    meeting: int
    is_over: bool


def due(view: MeetingsView | None) -> MeetingView | None:
    """The meeting whose review is offered now: the one that ends, or else the last that ended."""
    if view is None:
        return None
    if view.current and view.current.wants_review:
        return view.current
    fresh = (one for one in view.waiting if view.now - one.meeting.span.end < LASTING)
    return next(fresh, None)


def moment(one: MeetingView) -> Moment:
    """What is to be said of a meeting whose review is due."""
    return Moment(one.id, one.state is MeetingState.OVER or one.left <= 0)


def words(one: MeetingView, key: str) -> str:
    """The offer as a sentence."""
    name = f"{one.label} {one.meeting.title}".strip()
    if moment(one).is_over:
        return f"{name} is over: {key} reviews it, in two minutes and five steps"
    return f"{name} ends in {one.left}m: {key} reviews it, so that it ends in time"
