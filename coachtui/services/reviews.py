"""The end-game review: kept at every line, closed in one transaction, corrected visibly."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachtui.domain.conclusion import close as concluded
from coachtui.domain.errors import CoachError
from coachtui.domain.review import (
    STEP_NAMES,
    Review,
    Step,
    delete,
    edit,
    go,
    judge,
)
from coachtui.domain.review_text import read_review
from coachtui.domain.review_text import write as write_line
from coachtui.services import meeting_reading as reading
from coachtui.services.closing import write_conclusion
from coachtui.services.daywork import DayWork
from coachtui.services.holding import finish
from coachtui.services.meeting_answers import MeetingAnswer, closed_words
from coachtui.services.meeting_days import come_again
from coachtui.services.meeting_views import ReviewView
from coachtui.services.review_looking import begun, fresh
from coachtui.store import reviews

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.domain.review import Accomplished
    from coachtui.services.desk import Desk
    from coachtui.store.meetings import MeetingRecord
    from coachtui.store.reviews import ReviewRecord


def begin(desk: Desk, meeting: int) -> ReviewView:
    """The review of a meeting; a new one begins with the notes, an old draft goes on where it was.

    Raises:
        CoachError: there is no such meeting, or it has not begun and its time has not come.
    """
    with desk.store.read() as db:
        now = desk.now()
        record = reading.record(db, meeting)
        kept = reviews.of_meeting(db, meeting, reading.held(desk, db, record, now))
        if kept:
            return reading.review_view(desk, db, record, kept, now)
    with _changing(desk, meeting, "begin") as draft:
        return draft.keep(draft.review)


def say(desk: Desk, meeting: int, step: Step, line: str) -> ReviewView:
    """Write one line as the step takes it: an entry, an answer with its reason, a verdict, the next meeting.

    Raises:
        CoachError: the step does not understand the line, or the review is closed.
    """
    with _changing(desk, meeting, f"write in {STEP_NAMES[step].lower()}") as draft:
        return draft.keep(write_line(go(draft.review, step), line, draft.today, draft.known))


def rewrite(desk: Desk, meeting: int, entry: int, line: str) -> ReviewView:
    """Write a line anew.

    Raises:
        CoachError: there is no such line, the new one is empty, or the review is closed.
    """
    with _changing(desk, meeting, f"rewrite line {entry}") as draft:
        return draft.keep(edit(draft.review, entry, line, draft.today, draft.known))


def take_out(desk: Desk, meeting: int, entry: int) -> ReviewView:
    """Take a line out.

    Raises:
        CoachError: there is no such line, or the review is closed.
    """
    with _changing(desk, meeting, f"take out line {entry}") as draft:
        return draft.keep(delete(draft.review, entry))


def answer(desk: Desk, meeting: int, accomplished: Accomplished, reason: str = "") -> ReviewView:
    """Say whether the purpose was accomplished.

    Raises:
        CoachError: the review is closed.
    """
    with _changing(desk, meeting, "answer") as draft:
        return draft.keep(judge(draft.review, accomplished, reason))


def leave(desk: Desk, meeting: int, step: Step) -> ReviewView:
    """Note the step at which to go on later.

    Raises:
        CoachError: the review is closed.
    """
    with _changing(desk, meeting, "leave") as draft:
        return draft.keep(go(draft.review, step))


def read(desk: Desk, meeting: int, text: str) -> ReviewView:
    """Make the draft what a text says, with the same lines as the wizard; what it does not say is gone.

    Lines that the draft has already keep their numbers, so that a corrected action stays the same action.

    Raises:
        CoachError: a line is not clear, or the review is closed; then the draft stays as it was.
    """
    with _changing(desk, meeting, "read") as draft:
        after = read_review(Review(draft.review.held), text, draft.today, draft.known)
        return draft.keep(_renumbered(after, draft.review))


def close(desk: Desk, meeting: int) -> MeetingAnswer:
    """Close the review: in one transaction the minutes, the actions with your tasks, and the next meeting.

    Raises:
        CoachError: something is missing, in one sentence, or the next meeting has no place; the draft stays.
    """
    with _changing(desk, meeting, "close") as draft:
        if not draft.is_kept:
            raise CoachError("there is no review yet: begin it with `coachtui meeting review`")
        conclusion = concluded(draft.review)
        is_running = bool(draft.record.started_at) and not draft.record.ended_at
        words = finish(draft.work, draft.record) if is_running else ""
        verb = "corrected" if draft.kept.closed_at else "reviewed"
        done = write_conclusion(draft.work, reading.record(draft.db, meeting), draft.kept, conclusion)
        again = come_again(draft.work)
        outcome, calendar = draft.work.outcome([draft.record.block], since_kept=is_running)
        view = reading.view(desk, draft.db, reading.record(draft.db, meeting), draft.work.now, calendar)
        message = f"{draft.record.meeting.title} {verb}{f', it ended{words}' if words else ''}: {done}"
        return MeetingAnswer(outcome._replace(message=message, moved=(*outcome.moved, *again)), view)


def reopen(desk: Desk, meeting: int) -> ReviewView:
    """Let a closed review be corrected; closing it again marks the minutes as corrected.

    Raises:
        CoachError: it is not closed.
    """
    now = desk.now()
    with desk.store.read() as db:
        title = reading.record(db, meeting).meeting.title
    with desk.store.write(f"correct the review of {title}", now) as db:
        record = reading.record(db, meeting)
        held = reading.held(desk, db, record, now)
        kept = reviews.of_meeting(db, meeting, held)
        if kept is None or kept.is_open:
            raise CoachError("that review is not closed: it can be written as it is")
        reviews.reopen(db, kept)
        kept = reviews.of_meeting(db, meeting, held)
        assert kept is not None
        return reading.review_view(desk, db, record, kept, now)


class _Draft:
    """One change of a draft, inside its transaction."""

    def __init__(self, desk: Desk, db: Connection, now: datetime, meeting: int) -> None:
        self.work = DayWork(desk, db, now)
        self.db = db
        self.record: MeetingRecord = reading.record(db, meeting)
        self.today = desk.date_of(now)
        self.known: Callable[[str], str | None] = reading.known(db)
        self._held = reading.held(desk, db, self.record, now)
        found = reviews.of_meeting(db, meeting, self._held)
        self.is_kept = found is not None
        self.review = found.review if found else fresh(db, self.record, self._held, self.today)
        if found and not found.is_open:
            raise CoachError(closed_words(self.record))
        if found is None:
            begun(self.record, now)

    @property
    def kept(self) -> ReviewRecord:
        """The review as the file has it."""
        found = reviews.of_meeting(self.db, self.record.id, self._held)
        assert found is not None
        return found

    def keep(self, after: Review) -> ReviewView:
        """Write the review as it is now."""
        if self.is_kept:
            kept = self.kept
            reviews.save(self.db, kept.id, kept.review, after)
        else:
            reviews.begin(self.db, self.record.id, after)
        return reading.review_view(self.work.desk, self.db, self.record, self.kept, self.work.now)


def _renumbered(after: Review, before: Review) -> Review:
    """The review with the numbers that equal lines had before, and new ones for the others."""
    known = {entry[1:]: entry.id for entry in reversed(before.entries)}
    last = before.last
    entries = []
    for entry in after.entries:
        number = known.pop(entry[1:], None)
        if number is None:
            number = last = last + 1
        entries.append(entry._replace(id=number))
    return after._replace(entries=tuple(sorted(entries)), last=last)


@contextmanager
def _changing(desk: Desk, meeting: int, verb: str) -> Iterator[_Draft]:
    now = desk.now()
    with desk.store.read() as db:
        title = reading.record(db, meeting).meeting.title
    with desk.store.write(f"{verb}, review of {title}", now) as db:
        yield _Draft(desk, db, now, meeting)
