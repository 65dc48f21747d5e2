"""Looking at a review, and at what a line of it would mean. Nothing is written here.

A review that nobody has begun is shown as it would begin: with the notes of its meeting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.action import ActionLine, OpenItemLine, read_action, read_open_item
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.next_meeting import NextLine, read_next
from coachtui.domain.note import NoteKind, read_note, signed
from coachtui.domain.review import KIND_OF, STEP_OF, Review, Step, add, go
from coachtui.domain.text import clean_line
from coachtui.services import meeting_reading as reading
from coachtui.services.meeting_overview import overview
from coachtui.services.meeting_views import MeetingState
from coachtui.services.meetings import show
from coachtui.store import meetings, reviews
from coachtui.store.reviews import ReviewRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from sqlite3 import Connection

    from coachtui.domain.review import Held
    from coachtui.services.desk import Desk
    from coachtui.services.meeting_views import MeetingView
    from coachtui.store.meetings import MeetingRecord


class Meaning(NamedTuple):
    """What a line means so far; what it is not is None."""

    kind: NoteKind | None
    """Of an entry: its sign says it, or else its step."""
    action: ActionLine | None = None
    item: OpenItemLine | None = None
    following: NextLine | None = None


def look(desk: Desk, meeting: int) -> MeetingView:
    """A meeting with its review as it is, or as it would begin.

    Raises:
        CoachError: there is no such meeting, or it has not begun and its time has not come.
    """
    now = desk.now()
    with desk.store.read() as db:
        record = reading.record(db, meeting)
        view = reading.view(desk, db, record, now)
        if view.review is None:
            begun(record, now)
            today = desk.date_of(now)
            review = fresh(db, record, reading.held(desk, db, record, now), today)
            kept = ReviewRecord(0, review, is_open=True, closed_at=None, corrected_at=None, next_meeting=None)
            view = view._replace(review=reading.review_view(desk, db, record, kept, now))
        return view


def meaning(desk: Desk, meeting: int, step: Step, line: str) -> Meaning:
    """What a line would mean in a step, complete or not; any text is allowed.

    Raises:
        CoachError: there is no such meeting.
    """
    now = desk.now()
    today = desk.date_of(now)
    with desk.store.read() as db:
        known = reading.known(db)
        if step is Step.NEXT:
            one = reading.record(db, meeting)
            leader = one.meeting.facilitator
            read = read_next(clean_line(line), today, one.planned, known, facilitator=leader)
            return Meaning(None, following=read)
        if step is Step.PURPOSE:
            return Meaning(None)
        try:
            kind, text = read_note(line)
        except UsageError:
            return Meaning(None)
        if kind is NoteKind.HIGHLIGHT and line.strip()[:1] != "+":
            kind = KIND_OF.get(step, kind)
        return Meaning(
            kind,
            action=read_action(text, today, known) if kind is NoteKind.ACTION else None,
            item=read_open_item(text, known) if kind is NoteKind.OPEN_ITEM else None,
        )


def begun(record: MeetingRecord, now: datetime) -> None:
    """Let a review begin.

    Raises:
        CoachError: the meeting has not begun, and its time has not come.
    """
    if not record.started_at and record.meeting.span.start > now:
        raise CoachError(f"{record.meeting.title} has not begun: there is nothing to review yet")


def fresh(db: Connection, record: MeetingRecord, held: Held, today: date) -> Review:
    """A new review, with what was noted during the meeting."""
    known: Callable[[str], str | None] = reading.known(db)
    review = Review(held)
    for note in meetings.notes(db, record.id):
        review = add(review, STEP_OF[note.kind], signed(note.kind, note.text), today, known)
    return go(review, Step.HIGHLIGHTS)


class Chosen(NamedTuple):
    """The meeting whose review is wanted."""

    meeting: int
    title: str
    is_closed: bool
    """Its review is closed: it can only be corrected."""
    waiting: int
    """How many meetings wait for their review, this one counted."""


def choose(desk: Desk, wanted: int | None = None) -> Chosen:
    """The meeting that is wanted, or else the one that runs, or the last that ended and waits for its review.

    Raises:
        CoachError: there is no meeting to review.
    """
    view = overview(desk)
    waiting = [*([view.current] if view.current and _is_on(view.current, view.now) else []), *view.waiting]
    asked = show(desk, wanted) if wanted is not None else None
    if asked and (asked.state is MeetingState.REVIEWED or _is_on(asked, view.now)):
        chosen = asked
    elif waiting:
        chosen = waiting[0]
    elif asked:
        raise CoachError(f"{asked.meeting.title} has not begun: there is nothing to review yet")
    elif closed := [one for one in view.meetings if one.state is MeetingState.REVIEWED]:
        chosen = closed[-1]
    else:
        raise CoachError("no meeting waits for its review: one that has begun can be reviewed")
    return Chosen(chosen.id, chosen.meeting.title, chosen.state is MeetingState.REVIEWED, len(waiting))


def _is_on(one: MeetingView, now: datetime) -> bool:
    """Whether it has begun, by the clock or by a key."""
    return one.started_at is not None or one.meeting.span.start <= now


def with_minutes(desk: Desk, wanted: int | None = None) -> MeetingView:
    """The meeting that is wanted, or else the latest whose review is closed.

    Raises:
        CoachError: there are no minutes yet.
    """
    if wanted is not None:
        asked = show(desk, wanted)
        if asked.review is not None or asked.notes:
            return asked
    with desk.store.read() as db:
        latest = reviews.last_closed(db)
    if latest is None:
        raise CoachError("there are no minutes yet: review a meeting that has begun")
    return show(desk, latest)
